package mx.aldia.cfdi.money;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import mx.aldia.cfdi.money.LineAmounts.Sale;

/**
 * A sale of which a part is paid: of each line so much in proportion, as one thing of its own, and
 * the whole comes to exactly what was paid, withholdings taken off.
 */
public final class PartPaid {
  private PartPaid() {}

  /**
   * The lines of the part, in the order of the whole.
   *
   * @param whole lines whose price is not all taken off
   * @param total what the whole comes to
   * @param paid less than that, above zero
   * @param decimals of the currency
   * @return empty if no unit price of six decimals does it
   */
  public static Optional<List<Sale>> of(
      List<Sale> whole, BigDecimal total, BigDecimal paid, int decimals) {
    var factor = paid.divide(total, MathContext.DECIMAL128);
    return NearestPrice.reaching(
        paid,
        whole.stream().map(sale -> part(sale, factor)).toList(),
        parts ->
            Summary.of(
                    parts.stream().map(it -> LineAmounts.of(it, LineAmounts.FINEST)).toList(),
                    decimals)
                .total());
  }

  private static Sale part(Sale sale, BigDecimal factor) {
    var net = LineAmounts.of(sale, LineAmounts.FINEST).net();
    return new Sale(
        BigDecimal.ONE,
        net.multiply(factor).setScale(LineAmounts.FINEST, HALF_UP),
        BigDecimal.ZERO,
        sale.transferred(),
        sale.withheld());
  }
}
