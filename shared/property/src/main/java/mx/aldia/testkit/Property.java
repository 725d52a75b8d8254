package mx.aldia.testkit;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What no input can break, tried on many random ones.
 *
 * <p>Each run draws from its own seed. A failure names that seed, and {@code
 * -Dproperty.seed=<seed>} runs that one case again and nothing else. {@code -Dproperty.times=10}
 * makes every property ten times as long.
 */
public final class Property {
  /** One case; it draws all its input from {@code random}, else its seed cannot replay it. */
  @FunctionalInterface
  public interface Check {
    /**
     * Throws or asserts when the property does not hold.
     *
     * @param run 0 for the first; for sizes that grow. A replayed case is given 0
     */
    void on(RandomGenerator random, int run) throws Exception;
  }

  private Property() {}

  /**
   * Tries {@code runs} random cases.
   *
   * @throws AssertionError at the first case that does not hold, naming its seed
   */
  public static void forAll(int runs, Check check) {
    forAll(
        runs, check, System.getProperty("property.seed"), Integer.getInteger("property.times", 1));
  }

  static void forAll(int runs, Check check, @Nullable String replay, int times) {
    if (replay != null) {
      run(Long.parseLong(replay), 0, check);
      return;
    }
    var seeds = new Random();
    for (int run = 0; run < Math.multiplyExact(runs, times); run++) {
      run(seeds.nextLong(), run, check);
    }
  }

  private static void run(long seed, int run, Check check) {
    try {
      check.on(new Random(seed), run);
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "run %d does not hold; replay it with -Dproperty.seed=%d%n%s"
              .formatted(run, seed, e.getMessage()),
          e);
    }
  }
}
