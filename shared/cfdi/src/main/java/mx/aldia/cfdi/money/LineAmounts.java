package mx.aldia.cfdi.money;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What one line comes to. Each amount is rounded once, half up, from what is written before it, so
 * that it lies inside SAT's limits (CFDI40167, 40180, 40186) however it is rounded.
 *
 * @param amount quantity times unit price, before discount
 * @param discount zero if there is none
 * @param transferred taxes added to the price, in the order given
 * @param withheld taxes the customer keeps back
 */
public record LineAmounts(
    BigDecimal amount, BigDecimal discount, List<TaxAmount> transferred, List<TaxAmount> withheld) {
  /** The most decimals SAT lets an amount of a line have. */
  public static final int FINEST = 6;

  public LineAmounts {
    transferred = List.copyOf(transferred);
    withheld = List.copyOf(withheld);
  }

  /**
   * What is sold, before it is computed.
   *
   * @param quantity above zero, up to six decimals
   * @param unitPrice before tax, up to six decimals
   * @param discount of the whole line, before tax, at most its amount
   */
  public record Sale(
      BigDecimal quantity,
      BigDecimal unitPrice,
      BigDecimal discount,
      List<TaxRate> transferred,
      List<TaxRate> withheld) {
    public Sale {
      transferred = List.copyOf(transferred);
      withheld = List.copyOf(withheld);
      if (quantity.signum() <= 0 || unitPrice.signum() < 0 || discount.signum() < 0) {
        throw new IllegalArgumentException("sold " + quantity + " at " + unitPrice);
      }
    }

    Sale at(BigDecimal otherPrice) {
      return new Sale(quantity, otherPrice, discount, transferred, withheld);
    }
  }

  /**
   * Computes a line. IEPS is part of what IVA is computed on; a withholding is computed on the net
   * price alone.
   *
   * @param decimals of every amount: the currency's, or up to six
   */
  public static LineAmounts of(Sale sale, int decimals) {
    var amount = sale.quantity().multiply(sale.unitPrice()).setScale(decimals, HALF_UP);
    var discount = sale.discount().setScale(decimals, HALF_UP);
    var net = amount.subtract(discount);
    if (net.signum() < 0) {
      throw new IllegalArgumentException("discount " + sale.discount() + " of " + amount);
    }
    var excise = BigDecimal.ZERO;
    for (var tax : sale.transferred()) {
      if (tax.impuesto() == Impuesto.IEPS) {
        excise = excise.add(on(tax, sale.quantity(), net, decimals).amount());
      }
    }
    var transferred = new ArrayList<TaxAmount>();
    for (var tax : sale.transferred()) {
      var base = tax.impuesto() == Impuesto.IVA ? net.add(excise) : net;
      transferred.add(on(tax, sale.quantity(), base, decimals));
    }
    var withheld =
        sale.withheld().stream().map(tax -> on(tax, sale.quantity(), net, decimals)).toList();
    return new LineAmounts(amount, discount, transferred, withheld);
  }

  /** What taxes are computed on, IEPS apart. */
  public BigDecimal net() {
    return amount.subtract(discount);
  }

  private static TaxAmount on(TaxRate tax, BigDecimal quantity, BigDecimal net, int decimals) {
    var base = tax.factor() == Factor.CUOTA ? quantity : net;
    return new TaxAmount(tax, base, base.multiply(tax.rate()).setScale(decimals, HALF_UP));
  }
}
