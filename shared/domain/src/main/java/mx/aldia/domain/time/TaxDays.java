package mx.aldia.domain.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;

/**
 * The days that count where the tax authority gives a term: all but Saturdays, Sundays and those of
 * article 12 of the Código Fiscal de la Federación, which are the days of obligatory rest and 5
 * May. SAT's own holidays, which it announces year by year, are not among them.
 */
public final class TaxDays {
  private TaxDays() {}

  public static boolean counts(LocalDate date) {
    return date.getDayOfWeek() != DayOfWeek.SATURDAY
        && date.getDayOfWeek() != DayOfWeek.SUNDAY
        && !(date.getMonth() == Month.MAY && date.getDayOfMonth() == 5)
        && !LaborHolidays.isHoliday(date);
  }

  /** The last day of a term of that many days, which begins the day after. */
  public static LocalDate after(LocalDate date, int days) {
    var last = date;
    for (int left = days; left > 0; ) {
      last = last.plusDays(1);
      if (counts(last)) {
        left--;
      }
    }
    return last;
  }
}
