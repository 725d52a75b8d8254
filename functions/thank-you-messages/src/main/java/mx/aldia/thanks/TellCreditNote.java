package mx.aldia.thanks;

import java.util.List;
import java.util.Optional;
import mx.aldia.channels.Attachment;
import mx.aldia.domain.collections.Reason;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.edge.Envelope;
import mx.aldia.letters.Occasion;
import mx.aldia.sending.Matter;
import mx.aldia.sending.SendMessage;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.MessageStore;
import mx.aldia.table.Once;
import mx.aldia.table.TenantStore;

/**
 * Tells a customer, once, what was taken off its invoice; of a CFDI when its egreso is stamped,
 * which goes with it. Who was told is told as well, once, when it is taken back.
 */
final class TellCreditNote {
  private static final String VOIDED = "voided";

  private final TenantStore tenants;
  private final CustomerStore customers;
  private final InvoiceStore invoices;
  private final CreditNoteStore notes;
  private final MessageStore messages;
  private final AwaitComplement documents;
  private final SendMessage sendMessage;

  TellCreditNote(
      TenantStore tenants,
      CustomerStore customers,
      InvoiceStore invoices,
      CreditNoteStore notes,
      MessageStore messages,
      AwaitComplement documents,
      SendMessage sendMessage) {
    this.tenants = tenants;
    this.customers = customers;
    this.invoices = invoices;
    this.notes = notes;
    this.messages = messages;
    this.documents = documents;
    this.sendMessage = sendMessage;
  }

  /** A note was issued or taken back, or its document has its UUID. */
  void on(Envelope event) {
    var id = new CreditNoteId(event.tenant(), event.text("credit_note"));
    var note = notes.find(id).orElseThrow(() -> new IllegalStateException("no note " + id));
    var found = invoices.find(note.invoice()).orElseThrow();
    var invoice = (Invoice.Issued) found.invoice();
    var files = note.isVoid() ? Optional.of(List.<Attachment>of()) : documents.of(invoice, note);
    if (!invoice.bill().send() || files.isEmpty()) {
      return;
    }
    if (note.advance().isPresent() && files.get().isEmpty() && !note.isVoid()) {
      return; // the invoice itself says what was paid in advance
    }
    var open = tenants.open(id.tenant()).orElseThrow();
    var once = Once.creditNote(id.value());
    if (note.isVoid()) {
      sendMessage.withdraw(open.time(), invoice, once, VOIDED);
      if (wasTold(once, invoice)) {
        tellVoided(open, found, invoice, note);
      }
      return;
    }
    var customer = customers.find(note.customer());
    if (customer.isEmpty()) {
      sendMessage.withdraw(open.time(), invoice, once, Reason.NO_CHANNEL.code());
      return;
    }
    var occasion =
        new Occasion.Credited(
            note.number(),
            note.amount(),
            note.reason(),
            note.returned().isZero() ? null : note.returned(),
            note.refundForm().isEmpty(),
            !files.get().isEmpty());
    sendMessage.send(
        Matter.of(open, customer.get(), invoice, found.terms()), once, occasion, files.get());
  }

  private boolean wasTold(Once once, Invoice.Issued invoice) {
    return messages
        .find(once.message(invoice.id()))
        .filter(
            message ->
                switch (message.state()) {
                  case SENT, DELIVERED, UNKNOWN -> true;
                  case SCHEDULED, SENDING, BOUNCED, FAILED, SUPPRESSED -> false;
                })
        .isPresent();
  }

  private void tellVoided(
      TenantStore.Open open, InvoiceRecord found, Invoice.Issued invoice, CreditNote note) {
    customers
        .find(note.customer())
        .ifPresent(
            customer ->
                sendMessage.send(
                    Matter.of(open, customer, invoice, found.terms()),
                    Once.creditNoteVoided(note.id().value()),
                    new Occasion.CreditVoided(note.number(), note.amount()),
                    List.of()));
  }
}
