package mx.aldia.cfdi.money;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a document comes to: every figure rounded once, half up, from the sum of its lines, and the
 * total from the figures so rounded; the only way SAT's sums (CFDI40108 to 40221) can all hold.
 *
 * @param discount zero if no line has one
 * @param transferred one for each tax, factor and rate
 * @param withheld one for each tax
 */
public record Summary(
    BigDecimal subtotal,
    BigDecimal discount,
    List<TaxAmount> transferred,
    Map<Impuesto, BigDecimal> withheld) {
  public Summary {
    transferred = List.copyOf(transferred);
  }

  /**
   * The sums of these lines.
   *
   * @param decimals of the currency
   */
  public static Summary of(List<LineAmounts> lines, int decimals) {
    var bases = new LinkedHashMap<TaxRate, BigDecimal>();
    var amounts = new LinkedHashMap<TaxRate, BigDecimal>();
    var withheld = new LinkedHashMap<Impuesto, BigDecimal>();
    for (var line : lines) {
      for (var tax : line.transferred()) {
        bases.merge(tax.tax(), tax.base(), BigDecimal::add);
        amounts.merge(tax.tax(), tax.amount(), BigDecimal::add);
      }
      for (var tax : line.withheld()) {
        withheld.merge(tax.tax().impuesto(), tax.amount(), BigDecimal::add);
      }
    }
    var rows = new ArrayList<TaxAmount>();
    bases.forEach(
        (tax, base) ->
            rows.add(
                new TaxAmount(
                    tax,
                    base.setScale(decimals, HALF_UP),
                    amounts.getOrDefault(tax, BigDecimal.ZERO).setScale(decimals, HALF_UP))));
    withheld.replaceAll((tax, amount) -> amount.setScale(decimals, HALF_UP));
    return new Summary(
        sum(lines, LineAmounts::amount).setScale(decimals, HALF_UP),
        sum(lines, LineAmounts::discount).setScale(decimals, HALF_UP),
        rows,
        withheld);
  }

  public BigDecimal transferredTotal() {
    return sum(transferred, TaxAmount::amount);
  }

  public BigDecimal withheldTotal() {
    return sum(List.copyOf(withheld.values()), Function.identity());
  }

  /** What the customer pays. */
  public BigDecimal total() {
    return subtotal.subtract(discount).add(transferredTotal()).subtract(withheldTotal());
  }

  private static <T> BigDecimal sum(List<T> parts, Function<T, BigDecimal> part) {
    return parts.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
