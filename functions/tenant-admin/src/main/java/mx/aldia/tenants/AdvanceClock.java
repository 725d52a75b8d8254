package mx.aldia.tenants;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.domain.time.Waiting;
import mx.aldia.edge.Log;
import mx.aldia.table.ClockStore;
import mx.aldia.table.ClockStore.Due;

/**
 * Takes a sandbox's clock from one due instant to the next until it arrives. Everything that falls
 * due is told to whoever does it, and the clock waits until the table says that it was done; so
 * what happens on the way happens in order, and when the clock is ready all of it has happened.
 *
 * <p>Nothing is kept but in the table, and every step is a conditional write: whoever takes up an
 * advance that was left goes on where it stands, and two at once do no harm.
 */
final class AdvanceClock {
  private static final Log LOG = Log.of(AdvanceClock.class);

  /** DynamoDB's own bound on reading entries together. */
  private static final int AT_ONCE = 100;

  private static final Duration POLL = Duration.ofMillis(10);
  private static final int POLLS = 50;

  /** How often the sweep is told that somebody is at it. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

  private final ClockStore clocks;
  private final Commands commands;
  private final Clock wall;
  private final Duration budget;
  private final Duration lost;
  private final Waiting waiting;

  /**
   * Advances as long as it may.
   *
   * @param budget how long one run may take; less than the function's timeout
   * @param lost a command that nobody obeyed for so long is given again; to obey it twice does no
   *     harm
   */
  AdvanceClock(
      ClockStore clocks,
      Commands commands,
      Clock wall,
      Duration budget,
      Duration lost,
      Waiting waiting) {
    this.clocks = clocks;
    this.commands = commands;
    this.wall = wall;
    this.budget = budget;
    this.lost = lost;
    this.waiting = waiting;
  }

  /** How one run ended. */
  enum Ended {
    /** The clock stands where it was to go. */
    ARRIVED,
    /** Time was up; whoever goes on finds something to do. */
    MOVING,
    /** Time was up and nothing had changed all the while: there is no haste to go on. */
    STUCK
  }

  /** Goes on with an advance, if there is one. */
  Ended run(TenantId tenant) {
    return new Run(tenant).run();
  }

  /** One worker's view of one advance. */
  private final class Run {
    private final TenantId tenant;
    private final long begun = waiting.nanos();
    private final Map<Due, Long> told = new HashMap<>();
    private long alive = Long.MIN_VALUE;
    private boolean moved;

    Run(TenantId tenant) {
      this.tenant = tenant;
    }

    Ended run() {
      while (inTime()) {
        var clock = clocks.find(tenant);
        if (clock.isEmpty() || clock.get().target().isEmpty()) {
          return Ended.ARRIVED;
        }
        giveSignOfLife();
        step(clock.get(), clock.get().now().orElseThrow(), clock.get().target().get());
      }
      LOG.info("advance not done in time", "tenant", tenant.value(), "moved", moved);
      return moved ? Ended.MOVING : Ended.STUCK;
    }

    /** The one thing that can be done now, or a little waiting. */
    private void step(ClockStore.SandboxClock clock, Instant now, Instant target) {
      var pointers = clocks.due(tenant, target, AT_ONCE);
      var open = clocks.open(pointers);
      var ripe = open.stream().filter(it -> !it.at().isAfter(now)).toList();
      if (open.size() < pointers.size()) {
        forget(pointers, open);
      } else if (!ripe.isEmpty()) {
        tell(ripe);
        await(() -> clocks.open(ripe).size() < ripe.size());
      } else if (clock.pending() > 0) {
        moved |= await(() -> pending() != clock.pending());
      } else if (open.isEmpty()) {
        moved |= clocks.arrive(tenant, target);
      } else {
        moved |= clocks.moveTo(tenant, now, open.getFirst().at());
      }
    }

    private void forget(List<Due> pointers, List<Due> open) {
      for (var pointer : pointers) {
        if (!open.contains(pointer)) {
          clocks.done(pointer);
          told.remove(pointer);
          moved = true;
        }
      }
    }

    private void tell(List<Due> ripe) {
      long now = waiting.nanos();
      var untold =
          ripe.stream()
              .filter(it -> !told.containsKey(it) || now - told.get(it) > lost.toNanos())
              .toList();
      commands.send(untold);
      untold.forEach(it -> told.put(it, now));
    }

    private long pending() {
      return clocks.find(tenant).orElseThrow().pending();
    }

    /** Waits until it is so, but not for long: everything is looked at again then. */
    private boolean await(BooleanSupplier changed) {
      for (int poll = 0; poll < POLLS && inTime(); poll++) {
        waiting.between(POLL, POLL);
        if (changed.getAsBoolean()) {
          return true;
        }
      }
      return false;
    }

    private boolean inTime() {
      return waiting.nanos() - begun < budget.toNanos();
    }

    private void giveSignOfLife() {
      long now = waiting.nanos();
      if (alive == Long.MIN_VALUE || now - alive > SIGN_OF_LIFE.toNanos()) {
        clocks.keepAlive(tenant, wall.instant().plus(MoveClock.SILENCE));
        alive = now;
      }
    }
  }
}
