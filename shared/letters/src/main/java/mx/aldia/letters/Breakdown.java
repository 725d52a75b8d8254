package mx.aldia.letters;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Tax;
import mx.aldia.domain.invoice.Totals;
import mx.aldia.domain.invoice.Withholding;
import mx.aldia.domain.money.Money;

/**
 * An invoice's lines and sums as text, the same on the page and in the PDF.
 *
 * @param sums what leads from the lines to the total: subtotal, discounts, taxes by rate, what is
 *     withheld; empty where the lines alone are the total
 */
public record Breakdown(List<Item> items, List<Sum> sums, String total) {
  /**
   * One line.
   *
   * @param note its discount, and its taxes where not all lines bear the same, {@code IVA 8% ·
   *     Descuento −$500.00}; may be empty
   */
  public record Item(
      String description, String quantity, String unitPrice, String amount, String note) {}

  /** A sum and what it is of; what is taken off carries its sign. */
  public record Sum(String label, String amount) {}

  public static Breakdown of(List<Line> lines, Language language) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("an invoice has at least one line");
    }
    var isTaxedAlike = lines.stream().map(Line::taxes).distinct().count() == 1;
    var totals = Totals.of(lines.getFirst().currency(), lines);
    return new Breakdown(
        lines.stream().map(line -> item(line, isTaxedAlike, language)).toList(),
        sums(lines, totals, language),
        Amounts.format(totals.total()));
  }

  private static Item item(Line line, boolean isTaxedAlike, Language language) {
    return new Item(
        line.description().strip(),
        Amounts.grouped(plain(line.quantity())),
        Amounts.unitPrice(line.unitPrice(), line.currency()),
        Amounts.bare(line.amount()),
        note(line, isTaxedAlike, language));
  }

  private static String note(Line line, boolean isTaxedAlike, Language language) {
    var parts = new ArrayList<String>();
    if (!isTaxedAlike) {
      line.taxes().forEach(tax -> parts.add(name(tax, language)));
    }
    if (line.discount().isPositive()) {
      parts.add(discount(language) + " " + Amounts.bare(line.discount().negated()));
    }
    return String.join(" · ", parts);
  }

  private static String discount(Language language) {
    return language.pick("Descuento", "Discount");
  }

  private static BigDecimal plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static List<Sum> sums(List<Line> lines, Totals totals, Language language) {
    var parts = new LinkedHashMap<String, Money>();
    lines.forEach(
        line ->
            line.taxes()
                .forEach(tax -> parts.merge(name(tax, language), line.amountOf(tax), Money::plus)));
    lines.forEach(
        line ->
            line.withholdings()
                .forEach(
                    withheld ->
                        parts.merge(
                            name(withheld, language),
                            line.amountOf(withheld).negated(),
                            Money::plus)));
    if (parts.isEmpty() && totals.discountTotal().isZero()) {
      return List.of();
    }
    var sums = new ArrayList<Sum>();
    sums.add(new Sum("Subtotal", Amounts.bare(totals.subtotal())));
    if (totals.discountTotal().isPositive()) {
      sums.add(new Sum(discount(language), Amounts.bare(totals.discountTotal().negated())));
    }
    for (Map.Entry<String, Money> part : parts.entrySet()) {
      sums.add(new Sum(part.getKey(), Amounts.bare(part.getValue())));
    }
    return List.copyOf(sums);
  }

  private static String name(Tax tax, Language language) {
    return switch (tax) {
      case Tax.Iva(var rate) -> "IVA " + Amounts.percent(rate);
      case Tax.IvaExempt() -> language.pick("IVA exento", "IVA exempt");
    };
  }

  private static String name(Withholding withholding, Language language) {
    return language
        .pick("Retención de %s %s", "%s withheld %s")
        .formatted(withholding.kind(), Amounts.percent(withholding.rate()));
  }
}
