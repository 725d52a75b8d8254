package mx.aldia.domain.collections;

import mx.aldia.domain.money.Money;

/**
 * What a payment settles: its parts sum to it.
 *
 * @param surplus what is left when nothing is owed any more
 */
public record Settlement(Money toInterest, Money toPrincipal, Money surplus) {

  /**
   * A payment of exactly the principal settles the principal: that is what its sender declares, and
   * the business accepts. Any other goes to interest first (Código de Comercio art. 364).
   *
   * @param amount positive
   * @param principal unpaid on the day of the payment, zero or more
   * @param interest unpaid on that day, zero or more
   */
  public static Settlement of(Money amount, Money principal, Money interest) {
    if (!amount.isPositive() || principal.isNegative() || interest.isNegative()) {
      throw new IllegalArgumentException(
          "%s cannot settle %s and %s of interest".formatted(amount, principal, interest));
    }
    var zero = Money.zero(amount.currency());
    if (amount.equals(principal)) {
      return new Settlement(zero, amount, zero);
    }
    var toInterest = amount.min(interest);
    var rest = amount.minus(toInterest);
    var toPrincipal = rest.min(principal);
    return new Settlement(toInterest, toPrincipal, rest.minus(toPrincipal));
  }
}
