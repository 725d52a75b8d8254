package mx.aldia.letters;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import java.util.List;

/**
 * Dates as a person says them, always whole: never "30 days", never 05/06.
 *
 * <p>Names are written here rather than asked of the JDK: they are the same on every runtime image,
 * and asking costs a cold start a tenth of a second.
 */
public final class Days {
  private static final List<String> DIAS =
      List.of("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo");
  private static final List<String> MESES =
      List.of(
          "enero",
          "febrero",
          "marzo",
          "abril",
          "mayo",
          "junio",
          "julio",
          "agosto",
          "septiembre",
          "octubre",
          "noviembre",
          "diciembre");
  private static final List<String> DAYS_OF_WEEK =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  private Days() {}

  /** {@code viernes 15 de mayo de 2026}; {@code Friday, May 15, 2026}. */
  public static String full(LocalDate day, Language language) {
    return language.pick(
        withoutYear(day, language) + " de " + day.getYear(),
        withoutYear(day, language) + ", " + day.getYear());
  }

  /** {@code viernes 15 de mayo}: where the year goes without saying. */
  public static String withoutYear(LocalDate day, Language language) {
    var weekday = day.getDayOfWeek().getValue() - 1;
    var month = day.getMonthValue() - 1;
    return language.pick(
        DIAS.get(weekday) + " " + day.getDayOfMonth() + " de " + MESES.get(month),
        DAYS_OF_WEEK.get(weekday) + ", " + MONTHS.get(month) + " " + day.getDayOfMonth());
  }

  /** {@code 15 de mayo de 2026}: where there is no room for the weekday. */
  public static String date(LocalDate day, Language language) {
    var month = day.getMonthValue() - 1;
    return language.pick(
        day.getDayOfMonth() + " de " + MESES.get(month) + " de " + day.getYear(),
        MONTHS.get(month) + " " + day.getDayOfMonth() + ", " + day.getYear());
  }

  /**
   * The due date seen from today, then the day itself: {@code vence mañana, viernes 15 de mayo de
   * 2026}; {@code vence en 3 días, el viernes ...}; {@code was due 7 days ago, Friday, ...}.
   */
  public static String dueInFull(LocalDate dueOn, LocalDate today, Language language) {
    var isAtHand = dueOn.equals(today) || dueOn.equals(today.plusDays(1));
    return due(dueOn, today, language)
        + language.pick(isAtHand ? ", " : ", el ", ", ")
        + full(dueOn, language);
  }

  /** The due date seen from today: {@code vence mañana}, {@code venció hace 7 días}. */
  public static String due(LocalDate dueOn, LocalDate today, Language language) {
    var days = DAYS.between(today, dueOn);
    if (days == 0) {
      return language.pick("vence hoy", "is due today");
    } else if (days == 1) {
      return language.pick("vence mañana", "is due tomorrow");
    } else if (days > 1) {
      return language.pick("vence en %d días", "is due in %d days").formatted(days);
    } else if (days == -1) {
      return language.pick("venció ayer", "was due yesterday");
    }
    return language.pick("venció hace %d días", "was due %d days ago").formatted(-days);
  }
}
