package mx.aldia.domain.tenant;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** When the complement of a payment is stamped; SAT wants it by the fifth of the next month. */
public enum RepTiming {
  IMMEDIATE,
  /** On the morning after the payment was recorded. */
  DAILY,
  /** On the morning of the first of the next month. */
  MONTHLY;

  private static final LocalTime MORNING = LocalTime.of(6, 0);

  /**
   * The earliest moment to stamp it.
   *
   * @param since when the payment was recorded
   */
  public Instant from(Instant since, ZoneId zone) {
    var day = since.atZone(zone).toLocalDate();
    return switch (this) {
      case IMMEDIATE -> since;
      case DAILY -> day.plusDays(1).atTime(MORNING).atZone(zone).toInstant();
      case MONTHLY ->
          day.with(TemporalAdjusters.firstDayOfNextMonth())
              .atTime(MORNING)
              .atZone(zone)
              .toInstant();
    };
  }
}
