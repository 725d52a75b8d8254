package mx.aldia.payments;

import mx.aldia.domain.invoice.InvoiceId;

/** Stripe's events, cut to what is read of them; an apostrophe stands for a quotation mark. */
final class Stripe {
  private Stripe() {}

  /** A card was charged. */
  static String paid(String event, String intent, InvoiceId invoice, long centavos) {
    return paid(event, intent, invoice, centavos, "mxn");
  }

  static String paid(String event, String intent, InvoiceId invoice, long minor, String currency) {
    return event(
        event,
        "payment_intent.succeeded",
        ("{'id':'%s','object':'payment_intent','status':'succeeded','amount_received':%d,"
                + "'currency':'%s','payment_method_types':['card'],%s}")
            .formatted(intent, minor, currency, metadata(invoice)));
  }

  /** The same charge as its checkout tells it. */
  static String checkout(String event, String intent, InvoiceId invoice, long centavos) {
    return event(
        event,
        "checkout.session.completed",
        ("{'id':'cs_1','object':'checkout.session','mode':'payment','payment_intent':'%s',"
                + "'payment_status':'paid','amount_total':%d,'currency':'mxn',"
                + "'payment_method_types':['card','oxxo'],%s}")
            .formatted(intent, centavos, metadata(invoice)));
  }

  /** Paid, and nobody attached an invoice: metadata of a session are not those of its intent. */
  static String paidForNobodyKnows(String event, String intent, long centavos) {
    return event(
        event,
        "payment_intent.succeeded",
        ("{'id':'%s','object':'payment_intent','status':'succeeded','amount_received':%d,"
                + "'currency':'mxn','metadata':{}}")
            .formatted(intent, centavos));
  }

  static String voucher(String event, String intent, InvoiceId invoice) {
    return event(
        event,
        "payment_intent.requires_action",
        "{'id':'%s','object':'payment_intent','status':'requires_action',%s}"
            .formatted(intent, metadata(invoice)));
  }

  static String declined(String event, String intent, InvoiceId invoice) {
    return event(
        event,
        "payment_intent.payment_failed",
        ("{'id':'%s','object':'payment_intent','status':'requires_payment_method',"
                + "'last_payment_error':{'code':'card_declined'},%s}")
            .formatted(intent, metadata(invoice)));
  }

  /** So much in all has gone back. */
  static String refunded(String event, String intent, long centavos) {
    return event(
        event,
        "charge.refunded",
        ("{'id':'ch_1','object':'charge','payment_intent':'%s','amount':116000,"
                + "'amount_refunded':%d,'currency':'mxn','metadata':{}}")
            .formatted(intent, centavos));
  }

  static String disputed(String event, String intent) {
    return event(
        event,
        "charge.dispute.created",
        "{'id':'dp_1','object':'dispute','payment_intent':'%s','amount':116000,'currency':'mxn'}"
            .formatted(intent));
  }

  static String event(String id, String type, String object) {
    return ("{'id':'%s','object':'event','type':'%s','created':1773165600,'livemode':false,"
            + "'data':{'object':%s}}")
        .formatted(id, type, object);
  }

  private static String metadata(InvoiceId invoice) {
    return "'metadata':{'aldia_invoice':'%s'}".formatted(invoice.value());
  }
}
