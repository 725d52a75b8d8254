package mx.aldia.local.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import mx.aldia.local.simulation.table.Change;
import mx.aldia.table.SweepStore;
import mx.aldia.table.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The schedule's minute. Where nothing is due it is passed over, for a sweep that finds nothing
 * does nothing but move its watermark, which is done here in its stead.
 */
final class Ticker {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** As the sweep itself: an hour counts as over so long after its end. */
  private static final Duration SETTLING = Duration.ofMinutes(15);

  private static final Duration LONGEST_OUTAGE = Duration.ofHours(5);

  private final World world;
  private final Cloud cloud;
  private final Duration limit;
  private final SweepStore sweeps;
  private final RandomGenerator random;
  private final TreeSet<Due> due = new TreeSet<>();
  private Instant last;
  private boolean outage;

  Ticker(World world, Cloud cloud, Setting setting, Ground ground) {
    this.world = world;
    this.cloud = cloud;
    this.limit = setting.limit("ReminderSweep");
    this.sweeps = new SweepStore(new Table(ground.client(), ground.name(), world));
    this.random = world.chance("ticks");
    this.last = world.now().truncatedTo(ChronoUnit.MINUTES);
  }

  void tell(Change change) {
    change.before().flatMap(item -> entry(change, item)).ifPresent(due::remove);
    change.after().flatMap(item -> entry(change, item)).ifPresent(due::add);
  }

  /** An entry of the due index, whichever item has it. */
  private record Due(Instant at, String item) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : item.compareTo(other.item);
    }
  }

  private static Optional<Due> entry(Change change, Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get("byDueSK"))
        .map(AttributeValue::s)
        .map(
            sort ->
                new Due(
                    Instant.parse(sort.substring(0, sort.indexOf('#'))),
                    change.pk() + change.sk()));
  }

  private Optional<Instant> earliest() {
    return due.isEmpty() ? Optional.empty() : Optional.of(due.first().at());
  }

  /** The next minute in which a sweep has something to find; empty when nothing is due any more. */
  Optional<Instant> next() {
    return earliest().map(at -> later(later(minute(at), last.plus(MINUTE)), minute(world.now())));
  }

  private static Instant minute(Instant at) {
    var minute = at.truncatedTo(ChronoUnit.MINUTES);
    return minute.equals(at) ? at : minute.plus(MINUTE);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** That minute has come. */
  void tick() {
    var now = world.now();
    if (!outage) {
      var quiet = now.minus(MINUTE).minus(SETTLING);
      var clear = earliest().filter(quiet::isAfter).orElse(quiet);
      sweeps.raise(clear.truncatedTo(ChronoUnit.HOURS));
    }
    last = now;
    outage = world.weather().strikes(Fault.NO_TICKS, "tick", random, 0.5);
    if (outage) {
      last = now.plusSeconds(random.nextLong(600, LONGEST_OUTAGE.toSeconds()));
      last = last.truncatedTo(ChronoUnit.MINUTES);
      world.tale().fault(world, "schedule", Fault.NO_TICKS + " until " + last);
    } else {
      cloud.sweep("ReminderSweep", limit);
    }
  }
}
