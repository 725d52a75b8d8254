package mx.aldia.local.bench;

import java.util.Arrays;

/** What stands in the middle of several measurements, and what 95 of 100 are not above. */
final class Median {
  private Median() {}

  static double of(double... values) {
    return at(0.5, values);
  }

  static double p95(double... values) {
    return at(0.95, values);
  }

  private static double at(double part, double... values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
  }
}
