package mx.aldia.cfdi.money;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import mx.aldia.cfdi.money.LineAmounts.Sale;

/**
 * Prices that already hold their taxes. The unit price before tax is found with six decimals, the
 * line computed forward from it with six, and the sum of all rounds to what was charged: where it
 * would miss by a centavo the sixth decimal of a unit price moves, never a total.
 */
public final class TaxIncluded {
  private TaxIncluded() {}

  /**
   * A line sold for a price with tax.
   *
   * @param charged what the customer pays for the whole line, withholdings not taken off
   */
  public record Charged(
      BigDecimal quantity, BigDecimal charged, List<TaxRate> transferred, List<TaxRate> withheld) {
    public Charged {
      transferred = List.copyOf(transferred);
      withheld = List.copyOf(withheld);
      if (quantity.signum() <= 0 || charged.signum() <= 0) {
        throw new IllegalArgumentException("charged " + charged + " for " + quantity);
      }
    }
  }

  /**
   * The lines before tax whose document comes to exactly what was charged.
   *
   * @param decimals of the currency
   * @return empty if no unit price of six decimals does it (a quantity so large that a millionth is
   *     more than a centavo)
   */
  public static Optional<List<Sale>> sales(List<Charged> lines, int decimals) {
    return sales(lines, decimals, Sum.CHARGED);
  }

  /** As the other, of sums from which withholdings are taken off: what the customer itself pays. */
  public static Optional<List<Sale>> salesPaid(List<Charged> lines, int decimals) {
    return sales(lines, decimals, Sum.PAID);
  }

  /** What the lines' sums are. */
  private enum Sum {
    CHARGED,
    /** Less withholdings. */
    PAID
  }

  private static Optional<List<Sale>> sales(List<Charged> lines, int decimals, Sum sum) {
    var wanted =
        lines.stream()
            .map(Charged::charged)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .setScale(decimals, HALF_UP);
    var sales = lines.stream().map(line -> net(line, sum)).toList();
    return NearestPrice.reaching(wanted, sales, it -> sum(it, decimals, sum));
  }

  private static Sale net(Charged line, Sum sum) {
    var perUnit = BigDecimal.ZERO;
    var ieps = BigDecimal.ONE;
    var iva = BigDecimal.ONE;
    for (var tax : line.transferred()) {
      if (tax.factor() == Factor.CUOTA) {
        perUnit = perUnit.add(tax.rate());
      } else if (tax.impuesto() == Impuesto.IEPS) {
        ieps = ieps.add(tax.rate());
      } else if (!tax.isExempt()) {
        iva = iva.add(tax.rate());
      }
    }
    var withheld = BigDecimal.ZERO;
    for (var tax : sum == Sum.PAID ? line.withheld() : List.<TaxRate>of()) {
      withheld = withheld.add(tax.rate());
    }
    // charged = (((price x ieps) + per unit) x iva - price x withheld) x quantity
    var price =
        line.charged()
            .divide(line.quantity(), MathContext.DECIMAL128)
            .subtract(perUnit.multiply(iva))
            .divide(ieps.multiply(iva).subtract(withheld), MathContext.DECIMAL128);
    if (price.signum() <= 0) {
      throw new IllegalArgumentException("the taxes of " + line + " are more than its price");
    }
    return new Sale(
        line.quantity(),
        price.setScale(LineAmounts.FINEST, HALF_UP),
        BigDecimal.ZERO,
        line.transferred(),
        line.withheld());
  }

  private static BigDecimal sum(List<Sale> sales, int decimals, Sum sum) {
    var lines = sales.stream().map(sale -> LineAmounts.of(sale, LineAmounts.FINEST)).toList();
    var summary = Summary.of(lines, decimals);
    return switch (sum) {
      case CHARGED -> summary.total().add(summary.withheldTotal());
      case PAID -> summary.total();
    };
  }
}
