package mx.aldia.domain.time;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a function waits for others, and how it measures how long that took. A port, so that a test
 * need not wait, and a simulation decides what happens meanwhile.
 */
public interface Waiting {
  /** Waits at least the first and at most the second: with jitter, lest all come back together. */
  void between(Duration least, Duration most);

  /** Nanoseconds since some moment; only differences mean anything. */
  default long nanos() {
    return System.nanoTime();
  }

  /** In this thread and in this world's time. */
  static Waiting real() {
    return (least, most) -> {
      try {
        Thread.sleep(
            Duration.ofNanos(
                ThreadLocalRandom.current().nextLong(least.toNanos(), most.toNanos() + 1)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting", e);
      }
    };
  }
}
