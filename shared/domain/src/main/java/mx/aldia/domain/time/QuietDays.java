package mx.aldia.domain.time;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Set;
import java.util.TreeSet;

/**
 * Days on which a business leaves its debtors in peace though the law would not ask for it.
 *
 * @param holyWeek Thursday and Friday before Easter
 * @param yearly the same day each year, at most {@value #MOST} of them
 * @param once single dates, at most {@value #MOST} of them
 */
public record QuietDays(boolean holyWeek, Set<MonthDay> yearly, Set<LocalDate> once) {
  /** With both lists full, some working day of every year is still left to write on. */
  public static final int MOST = 60;

  public QuietDays {
    yearly = Set.copyOf(yearly);
    once = Set.copyOf(once);
    if (yearly.size() > MOST || once.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " quiet days");
    }
  }

  /** What is usual in Mexico: Holy Thursday and Friday, 2 November, 12 and 24 to 31 December. */
  public static QuietDays usual() {
    var yearly = new TreeSet<MonthDay>();
    yearly.add(MonthDay.of(Month.NOVEMBER, 2));
    yearly.add(MonthDay.of(Month.DECEMBER, 12));
    for (int day = 24; day <= 31; day++) {
      yearly.add(MonthDay.of(Month.DECEMBER, day));
    }
    return new QuietDays(true, yearly, Set.of());
  }

  public static QuietDays none() {
    return new QuietDays(false, Set.of(), Set.of());
  }

  public boolean contains(LocalDate date) {
    return yearly.contains(MonthDay.from(date)) || once.contains(date) || isHoly(date);
  }

  private boolean isHoly(LocalDate date) {
    if (!holyWeek) {
      return false;
    }
    var easter = Easter.sunday(date.getYear());
    return date.equals(easter.minusDays(3)) || date.equals(easter.minusDays(2));
  }
}
