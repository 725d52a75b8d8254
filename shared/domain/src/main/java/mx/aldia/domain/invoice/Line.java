package mx.aldia.domain.invoice;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.ProductId;
import mx.aldia.domain.money.Money;

/**
 * One thing sold. Its amount and each of its taxes are rounded once, half up, to the minor unit.
 *
 * @param quantity more than zero, up to six decimals
 * @param unitPrice major units before tax, zero or more, up to six decimals
 * @param discount of the whole line, before tax; at most its amount
 */
public record Line(
    Optional<ProductId> product,
    String description,
    BigDecimal quantity,
    BigDecimal unitPrice,
    Money discount,
    List<Tax> taxes,
    List<Withholding> withholdings,
    Optional<String> satProductKey,
    Optional<String> satUnitKey) {
  public Line {
    taxes = List.copyOf(taxes);
    withholdings = List.copyOf(withholdings);
    if (quantity.signum() <= 0 || unitPrice.signum() < 0 || discount.isNegative()) {
      throw new IllegalArgumentException("a line sells something: " + quantity + " x " + unitPrice);
    }
  }

  public Currency currency() {
    return discount.currency();
  }

  /** Quantity times unit price, before discount. */
  public Money amount() {
    return Money.of(quantity.multiply(unitPrice), currency());
  }

  /** What taxes are computed on. */
  public Money base() {
    return amount().minus(discount);
  }

  /** What this tax adds; an exemption adds nothing. */
  public Money amountOf(Tax tax) {
    return switch (tax) {
      case Tax.Iva(var rate) -> base().times(rate);
      case Tax.IvaExempt() -> Money.zero(currency());
    };
  }

  public Money amountOf(Withholding withholding) {
    return base().times(withholding.rate());
  }

  public Money taxTotal() {
    return taxes.stream().map(this::amountOf).reduce(Money.zero(currency()), Money::plus);
  }

  public Money withheldTotal() {
    return withholdings.stream().map(this::amountOf).reduce(Money.zero(currency()), Money::plus);
  }
}
