package mx.aldia.gateways;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment.Method;
import mx.aldia.gateways.ProviderNotice.Disputed;
import mx.aldia.gateways.ProviderNotice.Failed;
import mx.aldia.gateways.ProviderNotice.NotAboutMoney;
import mx.aldia.gateways.ProviderNotice.Pending;
import mx.aldia.gateways.ProviderNotice.Received;
import mx.aldia.gateways.ProviderNotice.Refunded;
import mx.aldia.gateways.ProviderNotice.Stage;
import mx.aldia.gateways.ProviderNotice.Subject;
import mx.aldia.gateways.ProviderNotice.Unclear;

/**
 * Stripe's events in words that fit every provider.
 *
 * <p>No event's name alone books money: {@code checkout.session.completed} is told for vouchers
 * that nobody has paid yet, {@code charge.succeeded} for cards that were only authorised. The
 * object inside says whether money is there, and the payment intent, which session, intent and
 * charge all name, says which money it is.
 */
final class StripeReading {
  /** What we attach to sessions and intents when we ask for a payment. */
  private static final String INVOICE = "aldia_invoice";

  private final JsonNode event;
  private final JsonNode object;

  private StripeReading(JsonNode event) {
    this.event = event;
    this.object = event.path("data").path("object");
  }

  static ProviderNotice of(JsonNode event) {
    // Thin events of v2 hold no object; they are signed like the others, and we do not use them.
    return event.path("object").asText("event").equals("event")
        ? new StripeReading(event).notice()
        : new NotAboutMoney();
  }

  private ProviderNotice notice() {
    var type = event.path("type").asText("");
    return switch (type) {
      case "checkout.session.completed", "checkout.session.async_payment_succeeded" -> session();
      case "checkout.session.async_payment_failed" -> failed(text("payment_status", "failed"));
      case "checkout.session.expired" -> failed("expired");
      case "payment_intent.succeeded" ->
          text("status", "").equals("succeeded")
              ? received("amount_received", soleMethod())
              : pending();
      case "payment_intent.processing",
          "payment_intent.requires_action",
          "payment_intent.partially_funded",
          "payment_intent.amount_capturable_updated",
          "charge.pending" ->
          pending();
      case "payment_intent.payment_failed" ->
          failed(object.path("last_payment_error").path("code").asText("failed"));
      case "payment_intent.canceled" -> failed(text("cancellation_reason", "canceled"));
      case "charge.succeeded", "charge.captured" -> charge();
      case "charge.failed" -> failed(text("failure_code", "failed"));
      case "charge.expired" -> failed("expired");
      case "charge.refunded" ->
          about(subject -> amount("amount_refunded").map(total -> new Refunded(subject, total)));
      case "charge.refund.updated", "refund.updated", "refund.failed" -> refund();
      case "charge.dispute.created" -> disputed(Stage.OPENED);
      case "charge.dispute.updated" -> disputed(Stage.CHANGED);
      case "charge.dispute.funds_withdrawn" -> disputed(Stage.FUNDS_WITHDRAWN);
      case "charge.dispute.funds_reinstated" -> disputed(Stage.FUNDS_REINSTATED);
      case "charge.dispute.closed" -> disputed(closed());
      case "invoice.paid", "invoice.payment_succeeded" -> invoice();
      case "cash_balance.funds_available" -> new Unclear("funds_without_payment");
      default -> new NotAboutMoney();
    };
  }

  private ProviderNotice session() {
    if (text("mode", "").equals("subscription")) {
      return new NotAboutMoney(); // its invoices tell
    }
    return switch (text("payment_status", "")) {
      case "paid" -> received("amount_total", soleMethod());
      case "unpaid" -> pending();
      case "no_payment_required" -> new NotAboutMoney();
      default -> new Unclear("payment_status");
    };
  }

  private ProviderNotice charge() {
    if (!text("status", "").equals("succeeded") || !object.path("paid").asBoolean()) {
      return pending();
    }
    return object.path("captured").asBoolean()
        ? received("amount_captured", StripeMethod.ofCharge(object.path("payment_method_details")))
        : pending(); // the card is good for it, and nothing has been taken
  }

  /** {@code charge.refunded} tells the sum; here only a refund that failed is news. */
  private ProviderNotice refund() {
    return switch (text("status", "")) {
      case "failed", "canceled" -> new Unclear("refund_came_back");
      default -> new NotAboutMoney();
    };
  }

  private Stage closed() {
    return switch (text("status", "")) {
      case "won", "warning_closed" -> Stage.WON;
      case "lost" -> Stage.LOST;
      default -> Stage.CHANGED;
    };
  }

  /** An invoice made at Stripe; newer versions of its API no longer name the payment in it. */
  private ProviderNotice invoice() {
    if (object.path("amount_paid").asLong() == 0) {
      return new NotAboutMoney();
    }
    return received("amount_paid", Optional.empty());
  }

  private ProviderNotice received(String field, Optional<Method> method) {
    return about(subject -> amount(field).map(money -> new Received(subject, money, method)));
  }

  private ProviderNotice pending() {
    return about(subject -> Optional.of(new Pending(subject)));
  }

  private ProviderNotice failed(String reason) {
    return about(subject -> Optional.of(new Failed(subject, reason)));
  }

  private ProviderNotice disputed(Stage stage) {
    return about(
        subject ->
            amount("amount").map(money -> new Disputed(subject, text("id", ""), money, stage)));
  }

  private ProviderNotice about(Function<Subject, Optional<? extends ProviderNotice>> notice) {
    var payment = payment().filter(StripeGateway::isId);
    if (payment.isEmpty()) {
      return new Unclear("no_payment_id");
    }
    var created = StripeGateway.instant(event.path("created"));
    var livemode = event.path("livemode");
    if ((created.isEmpty() && event.has("created"))
        || (!livemode.isBoolean() && event.has("livemode"))) {
      return new Unclear("time_or_mode");
    }
    var subject =
        new Subject(
            payment.get(),
            textOf(object.path("metadata").path(INVOICE)),
            created,
            event.has("livemode") ? Optional.of(livemode.booleanValue()) : Optional.empty());
    return notice.apply(subject).map(ProviderNotice.class::cast).orElse(new Unclear("amount"));
  }

  /** The intent if there is one; else the charge; else what was never paid: the session itself. */
  private Optional<String> payment() {
    return switch (text("object", "")) {
      case "payment_intent" -> textOf(object.path("id"));
      case "charge" -> reference("payment_intent").or(() -> textOf(object.path("id")));
      case "checkout.session" ->
          reference("payment_intent")
              .or(() -> text("payment_status", "").equals("paid") ? Optional.empty() : sessionId());
      default -> reference("payment_intent").or(() -> reference("charge"));
    };
  }

  private Optional<String> sessionId() {
    return textOf(object.path("id"));
  }

  /** An id, or the object that it was expanded to. */
  private Optional<String> reference(String field) {
    var node = object.path(field);
    return textOf(node.isObject() ? node.path("id") : node);
  }

  private Optional<Money> amount(String field) {
    return StripeMoney.of(object.path(field), object.path("currency"));
  }

  /** How it was paid, where only one way was offered. */
  private Optional<Method> soleMethod() {
    var types = object.path("payment_method_types");
    return types.size() == 1 ? StripeMethod.ofType(types.path(0).asText("")) : Optional.empty();
  }

  private String text(String field, String otherwise) {
    return textOf(object.path(field)).orElse(otherwise);
  }

  private static Optional<String> textOf(JsonNode node) {
    return node.isTextual() && !node.textValue().isBlank()
        ? Optional.of(node.textValue())
        : Optional.empty();
  }
}
