package mx.aldia.reminders;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import mx.aldia.edge.Log;
import mx.aldia.table.SweepStore;
import mx.aldia.table.SweepStore.Asked;
import mx.aldia.table.SweepStore.DueKey;

/**
 * Asks each minute for what is due: from the first hour in which something may still lie, be it
 * days ago, to now. Its work grows with what is due and never with what is open.
 *
 * <p>What it has asked for stays due until it is done, so a command that is lost is asked for again
 * and one that waits is asked for twice; done twice it is done once.
 */
final class Sweep {
  private static final Log LOG = Log.of(Sweep.class);

  /** Two minutes at ten a second: a new SES account may send fourteen. */
  static final int MOST_WAITING = 1_200;

  /**
   * An hour counts as over so long after its end: by then every transaction that planned into it
   * has come to its end, and the index, which lags, has it.
   */
  private static final Duration SETTLING = Duration.ofMinutes(15);

  /** Well within the function's 55 seconds; the next tick goes on from the watermark. */
  private static final Duration BUDGET = Duration.ofSeconds(40);

  private static final Duration HOUR = Duration.ofHours(1);

  private final SweepStore sweeps;
  private final CommandQueue reminders;
  private final CommandQueue clocks;
  private final Clock wall;
  private final int mostWaiting;

  /**
   * A sweep over the wall clock's hours.
   *
   * @param mostWaiting commands in the reminders queue, at most, after it
   */
  Sweep(
      SweepStore sweeps, CommandQueue reminders, CommandQueue clocks, Clock wall, int mostWaiting) {
    this.sweeps = sweeps;
    this.reminders = reminders;
    this.clocks = clocks;
    this.wall = wall;
    this.mostWaiting = mostWaiting;
  }

  /** One sweep; returns what it asked for. */
  int sweep() {
    var now = wall.instant();
    var stop = now.plus(BUDGET);
    int room = mostWaiting - reminders.backlog();
    int asked = 0;
    boolean clear = true;
    var hour = sweeps.watermark(now);
    while (asked < room && !hour.isAfter(now) && wall.instant().isBefore(stop)) {
      var due = sweeps.due(hour, now, room - asked);
      ask(due);
      asked += due.size();
      clear &= due.isEmpty();
      hour = hour.plus(HOUR);
      if (clear && !hour.plus(SETTLING).isAfter(now)) {
        sweeps.raise(hour);
      }
    }
    LOG.info("swept", "asked", asked, "room", room, "to", hour.toString());
    return asked;
  }

  private void ask(List<DueKey> due) {
    var ofClocks =
        due.stream().collect(Collectors.partitioningBy(it -> it.asks() instanceof Asked.Advance));
    clocks.send(ofClocks.getOrDefault(true, List.of()));
    reminders.send(ofClocks.getOrDefault(false, List.of()));
  }
}
