package mx.aldia.cfdi.document;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mx.aldia.cfdi.money.Factor;
import mx.aldia.cfdi.money.Impuesto;
import mx.aldia.cfdi.money.TaxAmount;
import mx.aldia.cfdi.money.TaxRate;

/** The sums of a complement: each payment's taxes in its currency, and all of them in pesos. */
final class PagoTotals {
  private static final int FINEST = 6;
  private static final int PESOS = 2;

  private PagoTotals() {}

  /**
   * A payment's taxes, each the sum of its invoices' at their equivalence, rounded once.
   *
   * @param withheld by tax
   */
  record OfPayment(List<TaxAmount> transferred, Map<Impuesto, BigDecimal> withheld) {}

  static OfPayment of(PagoRecibido pago) {
    var bases = new LinkedHashMap<TaxRate, BigDecimal>();
    var amounts = new LinkedHashMap<TaxRate, BigDecimal>();
    var withheld = new LinkedHashMap<Impuesto, BigDecimal>();
    for (var factura : pago.facturas()) {
      for (var tax : factura.transferred()) {
        bases.merge(tax.tax(), converted(tax.base(), factura), BigDecimal::add);
        amounts.merge(tax.tax(), converted(tax.amount(), factura), BigDecimal::add);
      }
      for (var tax : factura.withheld()) {
        withheld.merge(tax.tax().impuesto(), converted(tax.amount(), factura), BigDecimal::add);
      }
    }
    withheld.replaceAll((tax, amount) -> amount.setScale(FINEST, HALF_UP));
    var transferred =
        bases.entrySet().stream()
            .map(
                row ->
                    new TaxAmount(
                        row.getKey(),
                        row.getValue().setScale(FINEST, HALF_UP),
                        amounts
                            .getOrDefault(row.getKey(), BigDecimal.ZERO)
                            .setScale(FINEST, HALF_UP)))
            .toList();
    return new OfPayment(transferred, withheld);
  }

  /** The attributes of {@code pago20:Totales}, in SAT's order; only those there is something of. */
  static Map<String, BigDecimal> inPesos(List<PagoRecibido> pagos) {
    var totals = new LinkedHashMap<String, BigDecimal>();
    for (var name :
        List.of(
            "TotalRetencionesIVA",
            "TotalRetencionesISR",
            "TotalRetencionesIEPS",
            "TotalTrasladosBaseIVA16",
            "TotalTrasladosImpuestoIVA16",
            "TotalTrasladosBaseIVA8",
            "TotalTrasladosImpuestoIVA8",
            "TotalTrasladosBaseIVA0",
            "TotalTrasladosImpuestoIVA0",
            "TotalTrasladosBaseIVAExento",
            "MontoTotalPagos")) {
      totals.put(name, BigDecimal.ZERO);
    }
    var present = new LinkedHashMap<String, BigDecimal>();
    for (var pago : pagos) {
      var taxes = of(pago);
      taxes
          .withheld()
          .forEach((tax, amount) -> add(present, "TotalRetenciones" + tax, amount, pago));
      for (var row : taxes.transferred()) {
        var suffix = suffix(row.tax());
        if (!suffix.isEmpty()) {
          add(present, "TotalTrasladosBaseIVA" + suffix, row.base(), pago);
          if (!row.tax().isExempt()) {
            add(present, "TotalTrasladosImpuestoIVA" + suffix, row.amount(), pago);
          }
        }
      }
      add(present, "MontoTotalPagos", pago.monto(), pago);
    }
    totals.keySet().retainAll(present.keySet());
    totals.replaceAll((name, zero) -> present.getOrDefault(name, zero).setScale(PESOS, HALF_UP));
    return totals;
  }

  private static void add(
      Map<String, BigDecimal> totals, String name, BigDecimal amount, PagoRecibido pago) {
    totals.merge(name, amount.multiply(pago.tipoCambio()), BigDecimal::add);
  }

  /** How SAT names a rate of IVA in a total; nothing for what has no total. */
  private static String suffix(TaxRate tax) {
    if (tax.impuesto() != Impuesto.IVA || tax.factor() == Factor.CUOTA) {
      return "";
    }
    if (tax.isExempt()) {
      return "Exento";
    }
    return switch (tax.rate().toPlainString()) {
      case "0.160000" -> "16";
      case "0.080000" -> "8";
      case "0.000000" -> "0";
      default -> "";
    };
  }

  private static BigDecimal converted(BigDecimal amount, FacturaPagada factura) {
    return amount.divide(factura.equivalencia(), MathContext.DECIMAL128);
  }
}
