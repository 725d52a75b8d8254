package mx.aldia.domain.money;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * An amount in minor units (centavos) of one currency; it may be negative.
 *
 * <p>Rounding happens in one place, {@link #of} and {@link #times}: once, half up, to the minor
 * unit. Amounts of two currencies never meet: every operation on a pair refuses them.
 *
 * @param minor minor units; 116000 is 1,160.00 pesos
 * @param currency ISO 4217; its fraction digits say what a minor unit is
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {
  public static final Currency MXN = Currency.getInstance("MXN");

  /** Pesos, by the centavo. */
  public static Money mxn(long centavos) {
    return new Money(centavos, MXN);
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * Major units (pesos) to money, rounded once, half up, to the minor unit.
   *
   * @throws ArithmeticException if it does not fit in a long
   */
  public static Money of(BigDecimal major, Currency currency) {
    var minor = major.movePointRight(currency.getDefaultFractionDigits()).setScale(0, HALF_UP);
    return new Money(minor.longValueExact(), currency);
  }

  /** Major units with the currency's own number of decimals: 1160.00. */
  public BigDecimal major() {
    return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minor, same(other).minor), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(minor, same(other).minor), currency);
  }

  public Money negated() {
    return new Money(Math.negateExact(minor), currency);
  }

  /** This amount times a rate or quantity, rounded once, half up, to the minor unit. */
  public Money times(BigDecimal factor) {
    var product = BigDecimal.valueOf(minor).multiply(factor).setScale(0, HALF_UP);
    return new Money(product.longValueExact(), currency);
  }

  /**
   * Parts that differ by at most one minor unit and sum to the whole; the larger ones come last
   * (100.00 in 3 is 33.33, 33.33, 33.34).
   *
   * @throws IllegalArgumentException if {@code parts} is not positive
   */
  public List<Money> split(int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException("cannot split in " + parts);
    }
    var base = Math.floorDiv(minor, (long) parts);
    var larger = Math.floorMod(minor, (long) parts);
    var result = new ArrayList<Money>(parts);
    for (int i = 0; i < parts; i++) {
      result.add(new Money(i >= parts - larger ? base + 1 : base, currency));
    }
    return List.copyOf(result);
  }

  public Money min(Money other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public boolean isZero() {
    return minor == 0;
  }

  public boolean isPositive() {
    return minor > 0;
  }

  public boolean isNegative() {
    return minor < 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(minor, same(other).minor);
  }

  /** For logs and failures, never for a customer: {@code 1160.00 MXN}. */
  @Override
  public String toString() {
    return major().toPlainString() + " " + currency.getCurrencyCode();
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(this + " and " + other + " are not one currency");
    }
    return other;
  }
}
