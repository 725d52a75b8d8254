package mx.aldia.cfdi.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
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

  public Summary summary() {
    return Summary.of(conceptos.stream().map(Concepto::amounts).toList(), decimals);
  }
}
