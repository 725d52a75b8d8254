package mx.aldia.cfdi.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mx.aldia.cfdi.money.LineAmounts.Sale;

/** Moves the sixth decimal of one unit price until the whole comes to what it has to, exactly. */
final class NearestPrice {
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

  /** How far a unit price may move, in millionths: two centavos. */
  private static final BigInteger REACH = BigInteger.valueOf(20_000);

  private NearestPrice() {}

  /**
   * The lines as they are, or with one price moved.
   *
   * @param sum what the lines come to; it grows with each unit price
   * @return empty if no unit price does it
   */
  static Optional<List<Sale>> reaching(
      BigDecimal wanted, List<Sale> sales, Function<List<Sale>, BigDecimal> sum) {
    if (sum.apply(sales).compareTo(wanted) == 0) {
      return Optional.of(sales);
    }
    for (int i = 0; i < sales.size(); i++) {
      var adjusted = adjusted(wanted, sales, i, sum);
      if (adjusted.isPresent()) {
        return adjusted;
      }
    }
    return Optional.empty();
  }

  /** The sum grows with a unit price, so the price that reaches it is found by halving. */
  private static Optional<List<Sale>> adjusted(
      BigDecimal wanted, List<Sale> sales, int line, Function<List<Sale>, BigDecimal> sum) {
    var price = sales.get(line).unitPrice().multiply(new BigDecimal(MILLION)).toBigIntegerExact();
    var low = price.subtract(REACH).max(BigInteger.ONE);
    var high = price.add(REACH);
    while (low.compareTo(high) < 0) {
      var middle = low.add(high).shiftRight(1);
      if (sum.apply(with(sales, line, middle)).compareTo(wanted) < 0) {
        low = middle.add(BigInteger.ONE);
      } else {
        high = middle;
      }
    }
    var found = with(sales, line, low);
    return sum.apply(found).compareTo(wanted) == 0 ? Optional.of(found) : Optional.empty();
  }

  private static List<Sale> with(List<Sale> sales, int line, BigInteger millionths) {
    var changed = new ArrayList<>(sales);
    changed.set(line, sales.get(line).at(new BigDecimal(millionths, LineAmounts.FINEST)));
    return changed;
  }
}
