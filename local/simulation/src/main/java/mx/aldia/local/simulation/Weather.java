package mx.aldia.local.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Which faults strike where. Each seed has its own climate; when the storm is over none does. */
final class Weather {
  private static final double OFTEN_THERE = 0.6;
  private static final double[] RATES = {0.004, 0.012, 0.03, 0.08};

  private final Plan plan;
  private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
  private final List<String> struck = new ArrayList<>();
  private boolean storm;

  Weather(Plan plan, RandomGenerator random) {
    this.plan = plan;
    for (var fault : Fault.values()) {
      boolean there = random.nextDouble() < OFTEN_THERE;
      double rate = RATES[random.nextInt(RATES.length)];
      if (there && !plan.without().contains(fault)) {
        rates.put(fault, rate);
      }
    }
  }

  void begins() {
    storm = true;
  }

  void isOver() {
    storm = false;
  }

  /** The faults that have struck so far, by name. */
  List<String> struck() {
    return List.copyOf(struck);
  }

  /**
   * Whether a fault strikes.
   *
   * @param where names the moment, and it alone
   * @param random is drawn from whether or not it strikes, so that what follows stays as it was
   */
  boolean strikes(Fault fault, String where, RandomGenerator random) {
    return strikes(fault, where, random, 1);
  }

  /** As the other, more often by a factor. */
  boolean strikes(Fault fault, String where, RandomGenerator random, double factor) {
    double drawn = random.nextDouble();
    if (!storm || drawn >= rates.getOrDefault(fault, 0.0) * factor) {
      return false;
    }
    var name = fault.name() + " @ " + where;
    if (plan.spared().contains(name)) {
      return false;
    }
    struck.add(name);
    return true;
  }
}
