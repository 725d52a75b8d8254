package mx.aldia.domain.invoice;

import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import mx.aldia.domain.money.Money;

/** What an invoice comes to: sums of amounts that its lines have already rounded. */
public record Totals(Money subtotal, Money discountTotal, Money taxTotal, Money withheldTotal) {

  public static Totals of(Currency currency, List<Line> lines) {
    return new Totals(
        sum(currency, lines, Line::amount),
        sum(currency, lines, Line::discount),
        sum(currency, lines, Line::taxTotal),
        sum(currency, lines, Line::withheldTotal));
  }

  /** What the customer pays: subtotal less discounts, plus taxes, less what it withholds. */
  public Money total() {
    return subtotal.minus(discountTotal).plus(taxTotal).minus(withheldTotal);
  }

  private static Money sum(Currency currency, List<Line> lines, Function<Line, Money> part) {
    return lines.stream().map(part).reduce(Money.zero(currency), Money::plus);
  }
}
