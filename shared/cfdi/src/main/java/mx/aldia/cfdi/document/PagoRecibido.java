package mx.aldia.cfdi.document;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * One movement of money, with the invoices it paid.
 *
 * @param fechaPago when the money was received; at noon if the hour is not known
 * @param formaDePago c_FormaPago, never 99
 * @param moneda ISO 4217, of the money received
 * @param decimals of that currency
 * @param tipoCambio pesos for one unit; 1 in pesos
 * @param monto received, in that currency; the invoices may take less
 */
public record PagoRecibido(
    LocalDateTime fechaPago,
    String formaDePago,
    String moneda,
    int decimals,
    BigDecimal tipoCambio,
    BigDecimal monto,
    Optional<String> numOperacion,
    Optional<Cuenta> ordenante,
    Optional<Cuenta> beneficiario,
    List<FacturaPagada> facturas) {

  /**
   * An account the money came from or went to.
   *
   * @param rfc of its bank
   * @param foreignBank the bank's name where it is abroad
   */
  public record Cuenta(
      Optional<String> rfc, Optional<String> foreignBank, Optional<String> numero) {}

  public PagoRecibido {
    facturas = List.copyOf(facturas);
    if (facturas.isEmpty() || monto.signum() <= 0 || tipoCambio.signum() <= 0) {
      throw new IllegalArgumentException("a payment of something for something: " + monto);
    }
  }

  /** Whether invoices of the payment's own currency and of others are paid together. */
  boolean mixesCurrencies() {
    return facturas.stream().anyMatch(f -> f.moneda().equals(moneda))
        && facturas.stream().anyMatch(f -> !f.moneda().equals(moneda));
  }
}
