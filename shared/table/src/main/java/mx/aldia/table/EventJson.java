package mx.aldia.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.event.Event.CreditAdded.Source;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;

/**
 * The {@code data} of an event as everybody reads it: our consumers, integrators, the timeline.
 * Public names are for ever; a field is added, never renamed.
 */
final class EventJson {
  private EventJson() {}

  static ObjectNode data(Event event) {
    var data = Json.object();
    switch (event) {
      case Event.InvoiceIssued e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        money(data, "total", e.total());
        data.put("issue_date", e.issuedOn().toString());
        data.put("due_date", e.dueOn().toString());
      }
      case Event.InvoiceDelivered e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        data.put("message", e.message().value());
        data.put("channel", e.channel());
      }
      case Event.ReceiptConfirmed e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
      }
      case Event.InvoiceOverdue e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        money(data, "amount_due", e.amountDue());
        data.put("due_date", e.dueOn().toString());
      }
      case Event.InvoicePaid e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        money(data, "total", e.total());
        data.put("paid_on", e.paidOn().toString());
      }
      case Event.InvoiceVoided e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
      }
      case Event.InvoiceMarkedUncollectible e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        money(data, "amount_due", e.amountDue());
      }
      case Event.PaymentReceived e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        data.put("payment", e.payment().value());
        money(data, "amount", e.applied());
        data.put("amount_due", e.remaining().minor());
        data.put("method", e.method());
        data.put("received_on", e.receivedOn().toString());
      }
      case Event.PaymentReversed e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        data.put("payment", e.payment().value());
        money(data, "amount", e.amount());
        data.put("reason", e.reason());
      }
      case Event.InvoiceReplaced e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        data.put("replaced_by", e.by().value());
      }
      case Event.PaymentMoved e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        data.put("payment", e.payment().value());
        money(data, "amount", e.amount());
        data.put("from", e.from().value());
        data.put("to", e.to().value());
      }
      case Event.CreditNoteIssued e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        data.put("credit_note", e.creditNote().value());
        data.put("kind", e.kind().code());
        money(data, "amount", e.amount());
        data.put("amount_due", e.remaining().minor());
      }
      case Event.CreditNoteVoided e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        data.put("credit_note", e.creditNote().value());
        money(data, "amount", e.amount());
        data.put("amount_due", e.remaining().minor());
      }
      case Event.CreditAdded e -> {
        data.put("customer", e.customer().value());
        switch (e.source()) {
          case Source.Paid(var payment) -> data.put("payment", payment.value());
          case Source.Credited(var note) -> data.put("credit_note", note.value());
        }
        money(data, "amount", e.amount());
      }
      case Event.InvoiceLinkRenewed e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
      }
      case Event.RemindersPaused e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
      }
      case Event.RemindersResumed e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
      }
      case Event.ReminderSent e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        data.put("message", e.message().value());
        data.put("step", e.step());
        data.put("tone", e.tone());
        data.put("channel", e.channel());
      }
      case Event.ReminderSuppressed e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        data.put("step", e.step());
        data.put("reason", e.reason());
      }
      case Event.ReminderUnconfirmed e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        data.put("message", e.message().value());
        data.put("step", e.step());
        data.put("reason", e.reason());
      }
      case Event.MessageSent e -> {
        e.invoice().ifPresent(invoice -> data.put("invoice", invoice.value()));
        data.put("customer", e.customer().value());
        data.put("message", e.message().value());
        data.put("kind", e.kind());
        data.put("channel", e.channel());
      }
      case Event.MessageBounced e -> {
        e.invoice().ifPresent(invoice -> data.put("invoice", invoice.value()));
        data.put("customer", e.customer().value());
        data.put("message", e.message().value());
        data.put("kind", e.kind());
        data.put("channel", e.channel());
        data.put("reason", e.reason());
      }
      case Event.MessageSuppressed e -> {
        e.invoice().ifPresent(invoice -> data.put("invoice", invoice.value()));
        data.put("customer", e.customer().value());
        data.put("message", e.message().value());
        data.put("kind", e.kind());
        data.put("reason", e.reason());
      }
      case Event.CertificateExpiring e -> {
        data.put("certificate", e.number());
        data.put("rfc", e.rfc());
        data.put("valid_to", Stamp.of(e.validUntil()));
        data.put("days_left", e.daysLeft());
      }
      case Event.CustomerOptedOut e -> {
        data.put("customer", e.customer().value());
        data.put("channel", e.channel());
      }
      case Event.TaxDocumentStamped e -> {
        taxDocument(data, e.document(), e.kind(), e.invoice(), e.customer());
        e.payment().ifPresent(payment -> data.put("payment", payment.value()));
        if (e.kind() == TaxDocument.Type.E) {
          data.put("credit_note", e.document().creditNote().value());
        }
        data.put("uuid", e.uuid());
      }
      case Event.TaxDocumentRejected e -> {
        taxDocument(data, e.document(), e.kind(), e.invoice(), e.customer());
        data.put("status", e.status());
        data.set("findings", TaxDocumentItems.findings(e.findings()));
      }
      case Event.TaxDocumentDelayed e -> {
        taxDocument(data, e.document(), e.kind(), e.invoice(), e.customer());
        data.put("since", Stamp.of(e.since()));
        data.put("hours", e.hours());
      }
      case Event.TaxDocumentCancellationRequested e -> {
        taxDocument(data, e.document(), e.kind(), e.invoice(), e.customer());
        data.put("uuid", e.uuid());
        data.put("motivo", e.motivo().code());
        Json.put(data, "substitute", e.substitute());
      }
      case Event.TaxDocumentCancellationRefused e -> {
        taxDocument(data, e.document(), e.kind(), e.invoice(), e.customer());
        data.put("uuid", e.uuid());
        data.put("by", e.by());
        Json.put(data, "code", e.code());
      }
      case Event.TaxDocumentCancelled e -> {
        taxDocument(data, e.document(), e.kind(), e.invoice(), e.customer());
        data.put("uuid", e.uuid());
        data.put("motivo", e.motivo().code());
        Json.put(data, "substitute", e.substitute());
        data.put("how", e.how().name().toLowerCase(Locale.ROOT));
      }
      case Event.TaxDocumentCorrected e -> {
        taxDocument(data, e.document(), TaxDocument.Type.I, e.invoice(), e.customer());
        var changes = data.putArray("changes");
        for (var change : e.changes()) {
          var node = changes.addObject().put("field", change.field());
          Json.put(node, "was", change.was());
          Json.put(node, "now", change.now());
        }
      }
      case Event.PueUnpaid e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        money(data, "amount_due", e.amountDue());
        data.put("pay_by", e.payBy().toString());
      }
      case Event.TaskDone e -> {
        e.invoice().ifPresent(it -> data.put("invoice", it.invoice().value()));
        e.customer().ifPresent(it -> data.put("customer", it.value()));
        e.invoice().ifPresent(it -> data.put("number", it.number()));
        data.put("task", e.task().value());
        data.put("kind", e.kind());
        data.put("about", e.about());
        data.put("outcome", e.outcome());
      }
      case Event.TaxDocumentRequested e -> data.put("tax_document", e.document().value());
      case Event.DocumentRendered e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
      }
      case Event.SendRequested e -> {
        data.put("invoice", e.invoice().value());
        data.put("customer", e.customer().value());
        data.put("number", e.number());
        data.put("request", e.request());
      }
      case Event.ProviderEventReceived e -> {
        data.put("gateway", e.gateway());
        data.put("provider_event", e.providerEvent());
      }
    }
    return data;
  }

  private static void taxDocument(
      ObjectNode data,
      TaxDocumentId document,
      TaxDocument.Type type,
      TaxDocument.Named invoice,
      CustomerId customer) {
    data.put("invoice", invoice.invoice().value());
    data.put("customer", customer.value());
    data.put("number", invoice.number());
    data.put("tax_document", document.value());
    data.put("type", type.name());
  }

  private static void money(ObjectNode data, String name, Money amount) {
    data.put(name, amount.minor());
    data.put("currency", amount.currency().getCurrencyCode());
  }
}
