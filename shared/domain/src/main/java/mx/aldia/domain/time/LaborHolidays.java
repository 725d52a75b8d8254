package mx.aldia.domain.time;

import static java.time.DayOfWeek.MONDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;

import java.time.LocalDate;
import java.time.Month;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The days of obligatory rest of article 74 of Mexico's Ley Federal del Trabajo, as it has read
 * since 2006; election days, which electoral law fixes, are not among them. One that falls on a
 * weekend is not moved.
 */
public final class LaborHolidays {
  private LaborHolidays() {}

  public static boolean isHoliday(LocalDate date) {
    return of(date.getYear()).contains(date);
  }

  /** All of one year, in order. */
  public static SortedSet<LocalDate> of(int year) {
    var days = new TreeSet<LocalDate>();
    days.add(LocalDate.of(year, Month.JANUARY, 1));
    days.add(monday(1, year, Month.FEBRUARY)); // Constitution Day
    days.add(monday(3, year, Month.MARCH)); // Juárez's birthday
    days.add(LocalDate.of(year, Month.MAY, 1));
    days.add(LocalDate.of(year, Month.SEPTEMBER, 16));
    days.add(monday(3, year, Month.NOVEMBER)); // Revolution Day
    days.add(LocalDate.of(year, Month.DECEMBER, 25));
    if (Math.floorMod(year - 2024, 6) == 0) {
      // A president takes office; the reform published on 30 September 2024 moved the holiday.
      days.add(
          year >= 2024
              ? LocalDate.of(year, Month.OCTOBER, 1)
              : LocalDate.of(year, Month.DECEMBER, 1));
    }
    return days;
  }

  private static LocalDate monday(int ordinal, int year, Month month) {
    return LocalDate.of(year, month, 1).with(dayOfWeekInMonth(ordinal, MONDAY));
  }
}
