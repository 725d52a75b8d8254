package mx.aldia.gateways;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import mx.aldia.domain.payment.Payment.Method;

/** Stripe's ways to pay as ours; empty where we have no word for it. */
final class StripeMethod {
  private StripeMethod() {}

  static Optional<Method> ofCharge(JsonNode details) {
    var debit =
        switch (details.path("card").path("funding").asText("")) {
          case "debit", "prepaid" -> true;
          default -> false;
        };
    return debit ? Optional.of(Method.CARD_DEBIT) : ofType(details.path("type").asText(""));
  }

  /** A card of which nothing more is known counts as one of credit, as most are. */
  static Optional<Method> ofType(String type) {
    return switch (type) {
      case "card" -> Optional.of(Method.CARD_CREDIT);
      case "card_present", "interac_present" -> Optional.of(Method.POS);
      case "oxxo", "konbini", "boleto", "multibanco" -> Optional.of(Method.PAYMENT_POINT);
      case "customer_balance", "pix", "wire_transfer", "ach_credit_transfer" ->
          Optional.of(Method.TRANSFER);
      case "sepa_debit", "bacs_debit", "acss_debit", "au_becs_debit", "us_bank_account" ->
          Optional.of(Method.DIRECT_DEBIT);
      case "alipay", "amazon_pay", "cashapp", "link", "paypal", "revolut_pay", "wechat_pay" ->
          Optional.of(Method.WALLET);
      default -> Optional.empty();
    };
  }
}
