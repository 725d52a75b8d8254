package mx.aldia.local.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import mx.aldia.domain.time.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * A time of its own, in which one process runs at a time and what comes next follows from the seed.
 * Each call out takes a while, during which others have theirs; how long is drawn from the caller's
 * own chance, so that a story from which something is taken out stays much the same.
 */
final class World implements Waiting {
  private static final long MOST_HAPPENINGS = 150_000;

  /** A call takes a few milliseconds, and now and then as long as twenty. */
  private static final long SHORT_CALL = Duration.ofMillis(4).toNanos();

  private static final long LONG_CALL = Duration.ofMillis(60).toNanos();
  private static final double LONG = 0.06;
  private static final Duration LONGEST_STALL = Duration.ofSeconds(70);

  private final long seed;
  private final Instant beginning;
  private final Weather weather;
  private final Tale tale;
  private final PriorityQueue<Happening> agenda =
      new PriorityQueue<>(
          Comparator.comparingLong(Happening::at).thenComparingLong(Happening::number));
  private final Map<String, Integer> names = new HashMap<>();
  private long now;
  private long happenings;
  private @Nullable Working running;

  private record Happening(long at, long number, Runnable what) {}

  World(Plan plan, Instant beginning, Tale tale) {
    this.seed = plan.seed();
    this.beginning = beginning;
    this.tale = tale;
    this.weather = new Weather(plan, chance("weather"));
  }

  Weather weather() {
    return weather;
  }

  Tale tale() {
    return tale;
  }

  /** A chance of its own for whoever has that name. */
  RandomGenerator chance(String name) {
    return chance(seed, name);
  }

  static RandomGenerator chance(long seed, String name) {
    long mixed = seed * 0x9E3779B97F4A7C15L;
    for (int i = 0; i < name.length(); i++) {
      mixed = (mixed ^ name.charAt(i)) * 0x100000001B3L;
    }
    return new SplittableRandom(mixed);
  }

  /** The chance of whoever is at work. */
  RandomGenerator chance() {
    return current().random();
  }

  Instant now() {
    return beginning.plusNanos(now);
  }

  Clock wall() {
    return new WallClock(ZoneOffset.UTC);
  }

  private final class WallClock extends Clock {
    private final ZoneId zone;

    WallClock(ZoneId zone) {
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new WallClock(other);
    }

    @Override
    public Instant instant() {
      return now();
    }
  }

  /** The name of who is at work, if anybody is. */
  String whoIsAtWork() {
    return running == null ? "" : running.name();
  }

  private Working current() {
    if (running == null) {
      throw new IllegalStateException("nobody is at work");
    }
    return running;
  }

  /** A name that nobody else has. */
  String named(String name) {
    int before = names.merge(name, 1, Integer::sum);
    return before == 1 ? name : name + " (" + before + ")";
  }

  void later(Duration delay, Runnable what) {
    agenda.add(new Happening(now + Math.max(0, delay.toNanos()), happenings++, what));
  }

  /** At that instant, or now where it is past. */
  void at(Instant instant, Runnable what) {
    later(Duration.between(now(), instant), what);
  }

  /** Somebody whom nothing hinders. */
  Working person(String name, Runnable work) {
    return begin(name, Long.MAX_VALUE, work);
  }

  /** A function's process, which is killed when its time is over. */
  Working process(String name, Duration limit, Runnable work) {
    return begin(name, now + limit.toNanos(), work);
  }

  private Working begin(String name, long deadline, Runnable work) {
    var unique = named(name);
    var process = new Working(unique, chance(unique), deadline, work);
    later(Duration.ZERO, () -> turn(process));
    return process;
  }

  private void turn(Working process) {
    running = process;
    process.resume();
    running = null;
    if (process.isOver()) {
      process.failure().ifPresent(World::rethrow);
      process.afterwards().ifPresent(Runnable::run);
    }
  }

  private static void rethrow(Throwable failure) {
    switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  /** When the next thing on the agenda happens. */
  Optional<Instant> next() {
    return agenda.isEmpty()
        ? Optional.empty()
        : Optional.of(beginning.plusNanos(agenda.element().at()));
  }

  /** Whether more has happened than a story is made of: somebody tries for ever. */
  boolean isEndless() {
    return happenings > MOST_HAPPENINGS;
  }

  /** Lets the next thing happen. */
  void step() {
    var happening = agenda.remove();
    now = Math.max(now, happening.at());
    happening.what().run();
  }

  /** Whoever is at work does nothing for a while. */
  void sleep(Duration time) {
    var process = current();
    requireAlive(process);
    later(time, () -> turn(process));
    process.rest();
    if (now >= process.deadline()) {
      tale.fault(this, process.name(), "its time is over, it is killed");
      process.dies();
    }
    requireAlive(process);
  }

  /** Whoever is at work waits until it is so; looks again after each such while. */
  boolean await(BooleanSupplier until, Duration each, Duration most) {
    long end = now + most.toNanos();
    while (!until.getAsBoolean()) {
      if (now >= end) {
        return false;
      }
      sleep(each);
    }
    return true;
  }

  /** Whoever is at work waits for another to end. */
  void await(Working other) {
    var process = current();
    if (!other.isOver()) {
      other.then(() -> later(Duration.ZERO, () -> turn(process)));
      process.rest();
    }
  }

  /** Who looks again and again does so less often than meant: its machine has more to do. */
  @Override
  public void between(Duration least, Duration most) {
    if (least.equals(most)) {
      sleep(least.multipliedBy(current().random().nextInt(1, 30)));
      return;
    }
    sleep(
        Duration.ofNanos(
            current().random().nextLong(least.toNanos(), Math.max(most.toNanos(), 1) + 1)));
  }

  @Override
  public long nanos() {
    return now;
  }

  /** How a call out can fail by itself, before it is done and after it. */
  record Hazard(Fault fault, boolean done, Supplier<RuntimeException> failure) {}

  /**
   * A call out of the process that is at work: it takes a while, and all that a cloud does to calls
   * may be done to it.
   *
   * @param what names it in the story
   * @param effect what it does, at one moment
   */
  <T> T call(String what, Iterable<Hazard> hazards, Supplier<T> effect) {
    if (running == null) {
      return effect.get();
    }
    var process = current();
    requireAlive(process);
    var random = process.random();
    var where = process.name() + " #" + process.nextCall() + " " + what;
    sleep(takes(random, process, where));
    boolean crashes = process.isMortal() && weather.strikes(Fault.CRASH, where, random);
    boolean done = random.nextBoolean();
    if (crashes && !done) {
      die(process, what, "before");
    }
    for (var hazard : hazards) {
      if (!hazard.done() && weather.strikes(hazard.fault(), where, random)) {
        tale.fault(this, process.name(), hazard.fault() + " (" + what + ")");
        throw hazard.failure().get();
      }
    }
    var answer = tale.by(this, process.name(), what, effect);
    if (crashes) {
      die(process, what, "after");
    }
    for (var hazard : hazards) {
      if (hazard.done() && weather.strikes(hazard.fault(), where, random)) {
        tale.fault(this, process.name(), hazard.fault() + " (" + what + ")");
        throw hazard.failure().get();
      }
    }
    return answer;
  }

  /** Whether a fault strikes at this call; its effect is the caller's business. */
  boolean strikes(Fault fault, String what) {
    if (running == null) {
      return false;
    }
    var process = current();
    boolean strikes = weather.strikes(fault, process.name() + " " + what, process.random());
    if (strikes) {
      tale.fault(this, process.name(), fault + " (" + what + ")");
    }
    return strikes;
  }

  private void die(Working process, String what, String when) {
    tale.fault(this, process.name(), "%s %s it: %s".formatted(Fault.CRASH, when, what));
    process.dies();
    throw new Crash();
  }

  private static void requireAlive(Working process) {
    if (process.isDead()) {
      throw new Crash();
    }
  }

  private Duration takes(RandomGenerator random, Working process, String where) {
    long nanos =
        random.nextLong(SHORT_CALL / 8, random.nextDouble() < LONG ? LONG_CALL : SHORT_CALL);
    long stall = random.nextLong(Duration.ofSeconds(2).toNanos(), LONGEST_STALL.toNanos());
    if (process.isMortal() && weather.strikes(Fault.STALL, where, random, 0.3)) {
      tale.fault(
          this,
          process.name(),
          "%s for %d s (%s)".formatted(Fault.STALL, stall / 1_000_000_000, where));
      nanos = Math.min(stall, Math.max(0, process.deadline() - now));
    }
    return Duration.ofNanos(nanos);
  }
}
