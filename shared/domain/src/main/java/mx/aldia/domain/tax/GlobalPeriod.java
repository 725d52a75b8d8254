package mx.aldia.domain.tax;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;

/**
 * The days whose sales to nobody in particular a global invoice sums up.
 *
 * @param from and {@code to} its first and last day, in the tenant's zone
 */
public record GlobalPeriod(Every every, LocalDate from, LocalDate to) {
  /** How often a business sums up. */
  public enum Every {
    DAY,
    WEEK,
    MONTH
  }

  /** The period that a day lies in; weeks begin on Monday. */
  public static GlobalPeriod of(Every every, LocalDate day) {
    return switch (every) {
      case DAY -> new GlobalPeriod(every, day, day);
      case WEEK -> {
        var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        yield new GlobalPeriod(every, monday, monday.plusDays(6));
      }
      case MONTH ->
          new GlobalPeriod(
              every,
              day.with(TemporalAdjusters.firstDayOfMonth()),
              day.with(TemporalAdjusters.lastDayOfMonth()));
    };
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** The month that it counts for: that of its last day. */
  public YearMonth month() {
    return YearMonth.from(to);
  }
}
