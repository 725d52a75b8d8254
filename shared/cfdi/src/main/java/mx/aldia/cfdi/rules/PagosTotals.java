package mx.aldia.cfdi.rules;

import java.util.List;

/** The attributes of {@code pago20:Totales} and what each is the sum of. */
final class PagosTotals {
  static final String AMOUNT = "MontoTotalPagos";

  /**
   * One total of taxes.
   *
   * @param code the code that demands it
   * @param rate six decimals; empty for what is exempt or withheld
   * @param base whether it adds up bases rather than taxes
   */
  record Total(
      String code,
      String name,
      String tax,
      boolean withheld,
      String factor,
      String rate,
      boolean base) {}

  static final List<Total> TAXES =
      List.of(
          new Total("CRP20201", "TotalRetencionesIVA", "002", true, "", "", false),
          new Total("CRP20202", "TotalRetencionesISR", "001", true, "", "", false),
          new Total("CRP20203", "TotalRetencionesIEPS", "003", true, "", "", false),
          transferred("CRP20204", "TotalTrasladosBaseIVA16", "0.160000", true),
          transferred("CRP20205", "TotalTrasladosImpuestoIVA16", "0.160000", false),
          transferred("CRP20206", "TotalTrasladosBaseIVA8", "0.080000", true),
          transferred("CRP20207", "TotalTrasladosImpuestoIVA8", "0.080000", false),
          transferred("CRP20208", "TotalTrasladosBaseIVA0", "0.000000", true),
          transferred("CRP20209", "TotalTrasladosImpuestoIVA0", "0.000000", false),
          new Total("CRP20210", "TotalTrasladosBaseIVAExento", "002", false, "Exento", "", true));

  static final List<String> NAMES = TAXES.stream().map(Total::name).toList();

  private PagosTotals() {}

  private static Total transferred(String code, String name, String rate, boolean base) {
    return new Total(code, name, "002", false, "Tasa", rate, base);
  }
}
