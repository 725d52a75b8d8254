package mx.aldia.payments;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Reads and decides again while others write the same invoices. Of all who write at once one gets
 * through, so each round has one less; the bound is for what should not happen.
 */
final class Rereading {
  private static final int ATTEMPTS = 50;

  /** Longer than the write of another takes, so that not all come back together. */
  private static final long LONGEST_PAUSE_MILLIS = 60;

  private Rereading() {}

  /**
   * The outcome of the first round that was not overtaken.
   *
   * @param round reads, decides and writes; empty when what it read had changed
   */
  static <T> T until(Supplier<Optional<T>> round, Object what) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      var outcome = round.get();
      if (outcome.isPresent()) {
        return outcome.get();
      }
      pause(Math.min(5L * attempt, LONGEST_PAUSE_MILLIS));
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, what));
  }

  private static void pause(long most) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(most + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while others write", e);
    }
  }
}
