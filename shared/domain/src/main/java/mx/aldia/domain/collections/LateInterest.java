package mx.aldia.domain.collections;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Simple interest on the unpaid principal, as agreed in writing.
 *
 * @param annualRate a fraction: 0.06 is 6 % a year
 * @param graceDays days after the due date that never bear interest, even when it is paid later
 * @param dayCount the days that a year has for this: 365, which favours the debtor, or 360
 */
public record LateInterest(BigDecimal annualRate, int graceDays, int dayCount) {
  /** Above this a judge would hardly fail to reduce it; it also catches "6" meant as 6 %. */
  public static final BigDecimal HIGHEST_RATE = BigDecimal.ONE;

  public static final int RATE_DECIMALS = 6;
  public static final int LONGEST_GRACE = 90;
  public static final List<Integer> DAY_COUNTS = List.of(365, 360);

  /** What Código de Comercio art. 362 gives a creditor who agreed no rate: 6 % a year. */
  public static final BigDecimal LEGAL_RATE = new BigDecimal("0.06");

  public LateInterest {
    if (annualRate.signum() <= 0
        || annualRate.compareTo(HIGHEST_RATE) > 0
        || annualRate.stripTrailingZeros().scale() > RATE_DECIMALS) {
      throw new IllegalArgumentException("no annual rate: " + annualRate);
    }
    if (graceDays < 0 || graceDays > LONGEST_GRACE) {
      throw new IllegalArgumentException("no days of grace: " + graceDays);
    }
    if (!DAY_COUNTS.contains(dayCount)) {
      throw new IllegalArgumentException("a year of " + dayCount + " days");
    }
  }

  /** The last day without interest; the day after it is the first that bears some (art. 362). */
  public LocalDate lastFreeDay(LocalDate dueOn) {
    return dueOn.plusDays(graceDays);
  }
}
