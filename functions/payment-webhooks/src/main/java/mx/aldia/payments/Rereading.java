package mx.aldia.payments;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import mx.aldia.domain.time.Waiting;

/**
 * Reads and decides again while others write the same invoices. Of all who write at once one gets
 * through, so each round has one less; the bound is for what should not happen.
 */
final class Rereading {
  private static final int ATTEMPTS = 50;

  /** Longer than the write of another takes, so that not all come back together. */
  private static final long LONGEST_PAUSE_MILLIS = 60;

  private final Waiting waiting;

  Rereading(Waiting waiting) {
    this.waiting = waiting;
  }

  /**
   * The outcome of the first round that was not overtaken.
   *
   * @param round reads, decides and writes; empty when what it read had changed
   */
  <T> T until(Supplier<Optional<T>> round, Object what) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      var outcome = round.get();
      if (outcome.isPresent()) {
        return outcome.get();
      }
      waiting.between(
          Duration.ZERO, Duration.ofMillis(Math.min(5L * attempt, LONGEST_PAUSE_MILLIS)));
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, what));
  }
}
