package mx.aldia.domain.tax;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import mx.aldia.domain.time.TaxDays;

/**
 * What is declared as paid at once (PUE) is paid within the month of its issue, or declared wrong.
 */
public final class PueTerm {
  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private static final int WORKING_DAYS_LEFT = 2;

  private PueTerm() {}

  /** The last day on which what was declared comes true. */
  public static LocalDate payBy(LocalDate issuedOn) {
    return YearMonth.from(issuedOn).atEndOfMonth();
  }

  /** Whether money that came on that day keeps what was declared. */
  public static boolean keeps(LocalDate issuedOn, LocalDate receivedOn) {
    return !receivedOn.isAfter(payBy(issuedOn));
  }

  /**
   * When the business is told that it is unpaid: in the morning, two working days before the month
   * ends; where that is past, when the month is over.
   */
  public static Instant told(LocalDate issuedOn, Instant now, ZoneId zone) {
    var day = payBy(issuedOn);
    for (int left = WORKING_DAYS_LEFT; left > 0; ) {
      day = day.minusDays(1);
      if (TaxDays.counts(day)) {
        left--;
      }
    }
    var morning = day.atTime(MORNING).atZone(zone).toInstant();
    return morning.isAfter(now) ? morning : over(issuedOn, zone);
  }

  /** When its month is over. */
  public static Instant over(LocalDate issuedOn, ZoneId zone) {
    return payBy(issuedOn).plusDays(1).atStartOfDay(zone).toInstant();
  }
}
