package mx.aldia.letters;

import static java.math.RoundingMode.UNNECESSARY;

import java.math.BigDecimal;
import java.util.Currency;
import mx.aldia.domain.money.Money;

/**
 * Amounts as a person reads them: {@code $1,160.00 MXN}.
 *
 * <p>The code is always said, because "$" is many currencies. Grouping is by hand: it reads the
 * same on every JDK, and a cold start does not load a locale for a comma.
 */
public final class Amounts {
  private Amounts() {}

  /** {@code $1,160.00 MXN}; a negative amount has a true minus sign before the symbol. */
  public static String format(Money money) {
    return bare(money) + " " + money.currency().getCurrencyCode();
  }

  /** {@code $1,160.00}: for a column whose heading or total says the currency. */
  public static String bare(Money money) {
    return (money.isNegative() ? "−" : "")
        + symbol(money.currency().getCurrencyCode())
        + grouped(money.major().abs());
  }

  /** A unit price in major units: {@code $1,250.505}, never with fewer decimals than a coin has. */
  public static String unitPrice(BigDecimal price, Currency currency) {
    var decimals =
        Math.max(price.stripTrailingZeros().scale(), currency.getDefaultFractionDigits());
    return symbol(currency.getCurrencyCode()) + grouped(price.setScale(decimals, UNNECESSARY));
  }

  /** A unit price or quantity with the decimals it was given: {@code 1,250.505}. */
  public static String grouped(BigDecimal number) {
    var plain = number.toPlainString();
    var sign = plain.startsWith("-") ? "−" : "";
    var digits = plain.startsWith("-") ? plain.substring(1) : plain;
    var point = digits.indexOf('.');
    var whole = point < 0 ? digits : digits.substring(0, point);
    var result = new StringBuilder(sign);
    for (int i = 0; i < whole.length(); i++) {
      if (i > 0 && (whole.length() - i) % 3 == 0) {
        result.append(',');
      }
      result.append(whole.charAt(i));
    }
    return result.append(point < 0 ? "" : digits.substring(point)).toString();
  }

  /**
   * A rate as a percentage without needless zeros: 0.16 is {@code 16%}, 0.106667 is {@code
   * 10.6667%}.
   */
  public static String percent(BigDecimal rate) {
    var points = rate.movePointRight(2).stripTrailingZeros();
    return (points.scale() < 0 ? points.setScale(0) : points).toPlainString() + "%";
  }

  private static String symbol(String code) {
    return switch (code) {
      case "EUR" -> "€";
      case "GBP" -> "£";
      case "JPY" -> "¥";
      case "MXN", "USD", "CAD", "AUD", "ARS", "CLP", "COP", "UYU" -> "$";
      default -> "";
    };
  }
}
