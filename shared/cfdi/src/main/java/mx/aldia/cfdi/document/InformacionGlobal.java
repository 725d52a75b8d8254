package mx.aldia.cfdi.document;

import java.time.YearMonth;

/**
 * Whose sales a global invoice sums up.
 *
 * @param meses 01 to 12, or 13 to 18 for two months
 */
public record InformacionGlobal(Periodicidad periodicidad, String meses, int year) {
  /** SAT's c_Periodicidad. */
  public enum Periodicidad {
    DAILY("01"),
    WEEKLY("02"),
    FORTNIGHTLY("03"),
    MONTHLY("04"),
    BIMONTHLY("05");

    private final String key;

    Periodicidad(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /** The period that month lies in. */
  public static InformacionGlobal of(Periodicidad periodicidad, YearMonth month) {
    int number =
        periodicidad == Periodicidad.BIMONTHLY
            ? 13 + (month.getMonthValue() - 1) / 2
            : month.getMonthValue();
    return new InformacionGlobal(periodicidad, "%02d".formatted(number), month.getYear());
  }
}
