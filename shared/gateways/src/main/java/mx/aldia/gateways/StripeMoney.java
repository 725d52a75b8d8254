package mx.aldia.gateways;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.money.Money;

/**
 * Stripe's amounts as ours. Both count minor units; of three currencies Stripe counts others than
 * ISO 4217 has.
 *
 * @see <a href="https://docs.stripe.com/currencies#zero-decimal">zero-decimal currencies and the
 *     special cases</a>
 */
final class StripeMoney {
  private static final Map<String, Integer> OWN_DECIMALS = Map.of("MGA", 0, "ISK", 2, "UGX", 2);

  private StripeMoney() {}

  /** Empty if it is no whole number above zero, or no currency that exists. */
  static Optional<Money> of(JsonNode amount, JsonNode currency) {
    if (!amount.isIntegralNumber() || !amount.canConvertToLong() || amount.longValue() <= 0) {
      return Optional.empty();
    }
    var code = currency.asText("").toUpperCase(Locale.ROOT);
    try {
      var iso = Currency.getInstance(code);
      var decimals = OWN_DECIMALS.getOrDefault(code, iso.getDefaultFractionDigits());
      var major = BigDecimal.valueOf(amount.longValue(), decimals);
      var minor = major.movePointRight(iso.getDefaultFractionDigits()).longValueExact();
      return Optional.of(new Money(minor, iso));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
