package mx.aldia.payments;

import java.util.Locale;
import java.util.Optional;
import mx.aldia.domain.payment.Payment;
import mx.aldia.edge.JsonObject;
import mx.aldia.table.PaymentStore;

/** A payment as callers see it. */
final class PaymentJson {
  private PaymentJson() {}

  static JsonObject of(Payment payment) {
    var told =
        payment.provider().equals(PaymentStore.MANUAL)
            ? Optional.<String>empty()
            : Optional.of(payment.provider());
    return new JsonObject()
        .text("id", payment.id().value())
        .text("state", word(payment.state()))
        .text("customer", payment.customer().value())
        .money("amount", payment.amount())
        .text("currency", payment.amount().currency().getCurrencyCode())
        .text("method", word(payment.method()))
        .text("payment_form", payment.form())
        .text("reference", payment.reference())
        .date("received_on", payment.receivedOn())
        .objects(
            "allocations",
            payment.allocations(),
            it ->
                new JsonObject().text("invoice", it.invoice().value()).money("amount", it.amount()))
        .money("unallocated", payment.unallocated())
        .text("gateway", told)
        .text("gateway_payment", told.map(_ -> payment.providerId()))
        .instant("created_at", payment.createdAt())
        .integer("version", payment.version());
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
