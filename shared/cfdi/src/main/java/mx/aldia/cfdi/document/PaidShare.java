package mx.aldia.cfdi.document;

import static java.math.RoundingMode.DOWN;
import static java.math.RoundingMode.HALF_UP;
import static java.math.RoundingMode.UP;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import mx.aldia.cfdi.money.TaxAmount;
import mx.aldia.cfdi.money.TaxRate;

/**
 * The taxes of an invoice that a part payment pays: each base in proportion, to six decimals, and
 * the tax computed on it; the payment that closes the invoice takes what is left of each.
 */
public final class PaidShare {
  private static final int FINEST = 6;

  private PaidShare() {}

  /**
   * An invoice as far as its payments ask.
   *
   * @param total what was to be paid
   * @param decimals of its currency
   * @param transferred its summary of taxes, one for each tax, factor and rate
   * @param withheld the same of what is withheld, by rate
   */
  public record Invoiced(
      BigDecimal total, int decimals, List<TaxAmount> transferred, List<TaxAmount> withheld) {
    public Invoiced {
      transferred = List.copyOf(transferred);
      withheld = List.copyOf(withheld);
      if (total.signum() <= 0) {
        throw new IllegalArgumentException("nothing to be paid: " + total);
      }
    }
  }

  /** Which of an invoice's two lists of taxes. */
  public enum Side {
    TRANSFERRED,
    WITHHELD
  }

  /**
   * The share of this payment.
   *
   * @param paid by this payment
   * @param paidBefore by all earlier ones
   * @param before the shares of all earlier ones, of the same side
   */
  public static List<TaxAmount> of(
      Invoiced invoice, Side side, BigDecimal paid, BigDecimal paidBefore, List<TaxAmount> before) {
    boolean closes = paidBefore.add(paid).compareTo(invoice.total()) == 0;
    var factor = paid.divide(invoice.total(), MathContext.DECIMAL128);
    var shares = new ArrayList<TaxAmount>();
    for (var tax : side == Side.TRANSFERRED ? invoice.transferred() : invoice.withheld()) {
      var share =
          closes
              ? rest(tax, before, invoice.decimals())
              : on(tax.tax(), tax.base().multiply(factor).setScale(FINEST, HALF_UP));
      if (share.base().signum() > 0) {
        shares.add(share);
      }
    }
    return shares;
  }

  private static TaxAmount rest(TaxAmount whole, List<TaxAmount> before, int decimals) {
    var base = whole.base();
    var amount = whole.amount();
    for (var share : before) {
      if (share.tax().equals(whole.tax())) {
        base = base.subtract(share.base());
        amount = amount.subtract(share.amount());
      }
    }
    // Many lines, each rounded, may add up to more than base times rate: SAT allows its limits.
    var computed = on(whole.tax(), base.setScale(FINEST, HALF_UP));
    var left = amount.setScale(FINEST, HALF_UP);
    boolean allowed =
        left.compareTo(computed.amount().setScale(decimals, DOWN)) >= 0
            && left.compareTo(computed.amount().setScale(decimals, UP)) <= 0;
    return allowed ? new TaxAmount(whole.tax(), computed.base(), left) : computed;
  }

  private static TaxAmount on(TaxRate tax, BigDecimal base) {
    return new TaxAmount(tax, base, base.multiply(tax.rate()).setScale(FINEST, HALF_UP));
  }
}
