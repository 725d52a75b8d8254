package mx.aldia.stamping;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** When a business is told that a document takes long. */
final class Delay {
  private static final List<Duration> LONG = List.of(Duration.ofDays(1), Duration.ofHours(60));
  private static final LocalTime MORNING = LocalTime.of(9, 0);

  private Delay() {}

  /**
   * In their order: after the first while, a day and 60 hours (a PAC takes it for 72), and on the
   * last day of its month, in the morning or an hour after it was asked for.
   *
   * @param since when it was asked for
   */
  static List<Instant> told(Instant since, Duration first, ZoneId zone) {
    var morning =
        YearMonth.from(since.atZone(zone)).atEndOfMonth().atTime(MORNING).atZone(zone).toInstant();
    var hour = since.plus(Duration.ofHours(1));
    return Stream.concat(
            Stream.of(since.plus(first), morning.isAfter(hour) ? morning : hour),
            LONG.stream().map(since::plus))
        .sorted()
        .toList();
  }
}
