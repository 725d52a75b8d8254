package mx.aldia.sending;

import java.util.List;
import java.util.Optional;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.message.Message;

/** What is told of a message that is no reminder, once it is known what became of it. */
final class Facts {
  private Facts() {}

  static List<Event> sent(Invoice.Issued invoice, Message message) {
    return List.of(
        message.kind() == Message.Kind.INVOICE
            ? new Event.InvoiceDelivered(
                invoice.id(),
                message.customer(),
                invoice.bill().number(),
                message.id(),
                message.channel().code())
            : new Event.MessageSent(
                Optional.of(invoice.id()),
                message.customer(),
                message.id(),
                message.kind().code(),
                message.channel().code()));
  }

  static List<Event> bounced(Invoice.Issued invoice, Message message, String reason) {
    return List.of(
        new Event.MessageBounced(
            Optional.of(invoice.id()),
            message.customer(),
            message.id(),
            message.kind().code(),
            message.channel().code(),
            reason));
  }

  static List<Event> suppressed(Invoice.Issued invoice, Message message, String reason) {
    return List.of(
        new Event.MessageSuppressed(
            Optional.of(invoice.id()),
            message.customer(),
            message.id(),
            message.kind().code(),
            reason));
  }
}
