package mx.aldia.local.proof.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What of an object never changes once it was answered, whatever happens to it later. */
final class Lasting {
  private static final List<String> OF_INVOICE =
      List.of(
          "id",
          "number",
          "customer",
          "currency",
          "subtotal",
          "discount_total",
          "tax_total",
          "withheld_total",
          "total",
          "issue_date",
          "due_date",
          "days_until_due",
          "series",
          "send",
          "hosted_invoice_url",
          "lines",
          "external_id",
          "metadata",
          "created_at");
  private static final List<String> OF_PAYMENT =
      List.of(
          "id",
          "customer",
          "amount",
          "currency",
          "method",
          "payment_form",
          "reference",
          "received_on",
          "gateway",
          "gateway_payment",
          "created_at");
  private static final List<String> OF_CUSTOMER =
      List.of("id", "name", "email", "phone", "channels", "external_id", "created_at");

  private Lasting() {}

  /** The first member that is not as it was said; empty when all are. */
  static String difference(JsonNode said, JsonNode now) {
    for (var member : members(said.path("id").asText())) {
      if (!said.path(member).equals(now.path(member))) {
        return "%s was %s and is %s".formatted(member, said.path(member), now.path(member));
      }
    }
    return "";
  }

  private static List<String> members(String id) {
    return switch (id.substring(0, Math.max(0, id.indexOf('_')))) {
      case "inv" -> OF_INVOICE;
      case "pay" -> OF_PAYMENT;
      case "cus" -> OF_CUSTOMER;
      default -> throw new IllegalArgumentException("of what: " + id);
    };
  }
}
