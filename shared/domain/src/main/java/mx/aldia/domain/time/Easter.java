package mx.aldia.domain.time;

import java.time.LocalDate;

/** The Sunday that Holy Week hangs on. */
public final class Easter {
  private Easter() {}

  /**
   * Easter Sunday of a Gregorian year.
   *
   * @see <a href="https://www.nature.com/articles/013487b0">the anonymous algorithm, Nature, 20
   *     April 1876</a>
   */
  public static LocalDate sunday(int year) {
    int moon = year % 19;
    int century = year / 100;
    int ofCentury = year % 100;
    int epact =
        (19 * moon + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
    int correction = (moon + 11 * epact + 22 * weekday) / 451;
    int sum = epact + weekday - 7 * correction + 114;
    return LocalDate.of(year, sum / 31, sum % 31 + 1);
  }
}
