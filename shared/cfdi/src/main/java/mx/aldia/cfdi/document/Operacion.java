package mx.aldia.cfdi.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mx.aldia.cfdi.money.PartPaid;
import mx.aldia.cfdi.money.Summary;

/**
 * What was sold or given back, and how it is paid.
 *
 * @param moneda ISO 4217
 * @param decimals of that currency
 * @param tipoCambio pesos for one unit; absent in pesos
 * @param metodoPago PUE or PPD
 * @param formaPago c_FormaPago; 99 with PPD
 * @param exportacion c_Exportacion
 */
public record Operacion(
    String moneda,
    int decimals,
    Optional<BigDecimal> tipoCambio,
    String metodoPago,
    String formaPago,
    Optional<String> condicionesDePago,
    String exportacion,
    List<Concepto> conceptos) {
  /** No goods leave the country under a customs declaration. */
  public static final String NO_EXPORT = "01";

  public Operacion {
    conceptos = List.copyOf(conceptos);
    if (conceptos.isEmpty()) {
      throw new IllegalArgumentException("a document without lines");
    }
  }

  /**
   * The part of it that was paid at once: each line in proportion, in its own words.
   *
   * @param paid less than it comes to, above zero
   * @return empty if no unit price of six decimals does it
   */
  public Optional<Operacion> part(BigDecimal paid) {
    var sold = conceptos.stream().filter(it -> it.amounts().net().signum() > 0).toList();
    return PartPaid.of(
            sold.stream().map(Concepto::sale).toList(), summary().total(), paid, decimals)
        .map(
            parts ->
                new Operacion(
                    moneda,
                    decimals,
                    tipoCambio,
                    metodoPago,
                    formaPago,
                    condicionesDePago,
                    exportacion,
                    IntStream.range(0, sold.size())
                        .mapToObj(i -> sold.get(i).part(parts.get(i)))
                        .toList()));
  }

  public Summary summary() {
    return Summary.of(conceptos.stream().map(Concepto::amounts).toList(), decimals);
  }
}
