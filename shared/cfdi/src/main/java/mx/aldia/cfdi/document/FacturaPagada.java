package mx.aldia.cfdi.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import mx.aldia.cfdi.money.TaxAmount;

/**
 * What a payment paid of one invoice, in the invoice's currency.
 *
 * @param equivalencia units of the invoice's currency for one of the payment's, up to ten decimals;
 *     1 if they are one
 * @param parcialidad the how-manieth payment of the invoice this is, from 1
 * @param saldoAnterior what was owed before it
 * @param objetoImp c_ObjetoImp
 * @param transferred the invoice's taxes in proportion to what was paid ({@link PaidShare})
 */
public record FacturaPagada(
    String uuid,
    Optional<String> serie,
    Optional<String> folio,
    String moneda,
    int decimals,
    BigDecimal equivalencia,
    int parcialidad,
    BigDecimal saldoAnterior,
    BigDecimal pagado,
    String objetoImp,
    List<TaxAmount> transferred,
    List<TaxAmount> withheld) {
  public FacturaPagada {
    transferred = List.copyOf(transferred);
    withheld = List.copyOf(withheld);
    if (pagado.signum() <= 0 || pagado.compareTo(saldoAnterior) > 0) {
      throw new IllegalArgumentException("paid " + pagado + " of " + saldoAnterior);
    }
    if (equivalencia.stripTrailingZeros().scale() > 10) {
      throw new IllegalArgumentException("more than ten decimals: " + equivalencia);
    }
    if (parcialidad < 1 || equivalencia.signum() <= 0) {
      throw new IllegalArgumentException("payment %d at %s".formatted(parcialidad, equivalencia));
    }
  }

  /** What is still owed. */
  public BigDecimal saldoInsoluto() {
    return saldoAnterior.subtract(pagado);
  }

  /**
   * The equivalence by which a sum in the invoice's currency is worth no more than a sum in the
   * payment's: rounded up at the tenth decimal, so that what is paid converts to at most what was
   * received (CRP20217 and 20276 both hold).
   */
  public static BigDecimal equivalence(BigDecimal ofInvoice, BigDecimal ofPayment) {
    return ofInvoice.divide(ofPayment, 10, RoundingMode.CEILING);
  }
}
