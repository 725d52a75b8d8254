package mx.aldia.local.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import mx.aldia.local.simulation.table.Change;
import org.jspecify.annotations.Nullable;

/**
 * One story from its beginning until nothing moves any more: people do what they mean to, functions
 * do their work in a storm, and after it everything comes to rest and is looked at.
 */
final class Story {
  /** A number that was abandoned goes to a later invoice, after two minutes. */
  private static final Duration ABANDONED = Duration.ofMinutes(3);

  private static final int MOST_ABANDONED = 12;
  private static final int MOST_REDRIVES = 5;

  private final Plan plan;
  private final World world;
  private final RandomGenerator lags;
  private final Tale tale;
  private final Script script;
  private final Cloud cloud;
  private final People people;
  private final Ticker ticker;
  private final Books books = new Books();
  private final Invariants invariants;
  private final Words words;
  private @Nullable Violation first;

  private Story(Plan plan, Setting setting, Ground ground, Tale tale) {
    this.plan = plan;
    this.tale = tale;
    this.script = new Script(World.chance(plan.seed(), "script"));
    this.world = new World(plan, script.beginning(), tale);
    this.lags = world.chance("indexes");
    this.cloud = new Cloud(world, setting, ground);
    this.people = new People(world, cloud, script, plan);
    this.ticker = new Ticker(world, cloud, setting, ground);
    this.invariants = new Invariants(books, cloud.names());
    this.words = new Words(cloud.names());
    ground.tell(this::tell);
    ground.follow(world::now, this::lateness);
  }

  /**
   * How a story ended.
   *
   * @param violation empty where all held
   * @param print the same for two runs of one plan, and for no others
   * @param faults those that struck, by name
   * @param lines what happened, where it was told
   */
  record Ended(
      Plan plan,
      Optional<Violation> violation,
      long print,
      List<String> faults,
      List<Integer> acts,
      List<String> lines) {}

  static Ended of(Plan plan, Setting setting, Ground ground, boolean told) {
    var ended = new AtomicReference<@Nullable Ended>();
    var failure = new AtomicReference<@Nullable Throwable>();
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    ended.set(run(plan, setting, ground, told));
                  } catch (Throwable e) {
                    failure.set(e);
                  }
                });
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a story", e);
    }
    if (failure.get() != null) {
      throw new IllegalStateException("the story of seed " + plan.seed() + " broke", failure.get());
    }
    return Objects.requireNonNull(ended.get());
  }

  private static Ended run(Plan plan, Setting setting, Ground ground, boolean told) {
    var tale = told ? Tale.told() : Tale.untold();
    var story = new Story(plan, setting, ground, tale);
    Optional<Violation> violation = Optional.empty();
    try {
      story.live();
    } catch (Violation e) {
      violation = Optional.of(e);
    }
    return new Ended(
        plan,
        violation,
        tale.print(),
        story.world.weather().struck(),
        story.script.acts().stream().map(Script.Act::number).toList(),
        tale.lines());
  }

  private void live() {
    world.person("people", people::live);
    comeToRest();
    if (!people.isSettled()) {
      throw new Violation(Audit.RESTS, "people still wait for something");
    }
    if (script.isSandbox()) {
      // What was brought again from among the dead letters may wait for a morning of that clock; a
      // refund among it begins the ladder anew.
      world.person("people", people::waitForALadderMore);
      comeToRest();
    }
    for (int i = 0; i < MOST_ABANDONED && isANumberHeld(); i++) {
      int number = i;
      world.person(
          "one more",
          () -> {
            world.sleep(ABANDONED);
            people.issueOneMore(number);
          });
      comeToRest();
    }
    new Audit(world, books, cloud, people, script).check();
  }

  private boolean isANumberHeld() {
    return books.all("COUNTER").stream()
        .anyMatch(it -> it.pk().endsWith("#N#A") && it.holdsANumber());
  }

  /** Until nothing moves, nothing is due and no letter is dead. */
  private void comeToRest() {
    int redriven = 0;
    while (true) {
      if (world.isEndless()) {
        throw new Audit(world, books, cloud, people, script).endless();
      }
      var next = world.next();
      var tick = ticker.next();
      if (tick.isPresent() && (next.isEmpty() || !next.get().isBefore(tick.get()))) {
        world.at(tick.get(), ticker::tick);
        world.step();
      } else if (next.isPresent()) {
        world.step();
      } else if (cloud.queues().all().stream().anyMatch(Queue::hasDeadLetters)) {
        if (++redriven > MOST_REDRIVES) {
          throw new Violation(Audit.RESTS, "a letter dies each time it is brought");
        }
        cloud.queues().all().forEach(Queue::redrive);
      } else {
        return;
      }
      if (first != null) {
        throw first;
      }
    }
  }

  /** An index is a little late, and seconds where the weather says so. */
  private Duration lateness() {
    if (plan.without().contains(Fault.INDEX_LAG) || world.whoIsAtWork().isEmpty()) {
      return Duration.ZERO;
    }
    return world.weather().strikes(Fault.INDEX_LAG, "index " + world.nanos(), lags)
        ? Duration.ofMillis(lags.nextInt(1_000, 90_000))
        : Duration.ofMillis(lags.nextInt(30));
  }

  private void tell(List<Change> changes) {
    cloud.tell(changes, world.whoIsAtWork());
    changes.forEach(ticker::tell);
    for (var change : changes) {
      words.of(change).ifPresent(line -> tale.tell(world.now(), () -> line));
    }
    books.enter(changes);
    try {
      invariants.check(changes);
    } catch (Violation e) {
      // Thrown here it would be the function's to catch.
      if (first == null) {
        first = e;
        tale.tell(world.now(), () -> "NOT SO: " + e.getMessage());
      }
    }
  }
}
