package mx.aldia.stamping;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.domain.invoice.Installment;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.LedgerEntry;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.Motivo;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TaxDocumentStore;

/**
 * What is stamped of an invoice when a part of it is paid: one document for each payment, and
 * another where that one was cancelled because the invoice had other of that money, or none.
 */
final class PartsPaid {
  /** Money may come again while what was said of it is being cancelled. */
  private static final Duration AT_ONCE = Duration.ofMinutes(1);

  private final InvoiceStore invoices;
  private final TaxDocumentStore documents;
  private final AskForCancellation cancelling;

  PartsPaid(InvoiceStore invoices, TaxDocumentStore documents, AskForCancellation cancelling) {
    this.invoices = invoices;
    this.documents = documents;
    this.cancelling = cancelling;
  }

  /** The document of this part: the one that there is, unless it was cancelled as untrue. */
  TaxDocumentId toAskFor(InvoiceId invoice, PaymentId payment) {
    var first = TaxDocumentId.of(invoice, payment);
    var latest = documents.latest(first);
    if (latest.filter(it -> cameAgain(it, invoice, payment)).isEmpty()) {
      return latest.map(TaxDocument::id).orElse(first);
    }
    int n = 1;
    while (documents.find(first.renewed(n)).isPresent()) {
      n++;
    }
    return first.renewed(n);
  }

  private boolean cameAgain(TaxDocument latest, InvoiceId invoice, PaymentId payment) {
    return !latest.stands()
        && latest
            .cancellation()
            .filter(PartsPaid::asNeverMade)
            .filter(
                it ->
                    isSince(it, invoices.ledger(invoice), payment)
                        || !isPaid(latest, invoice, payment))
            .isPresent();
  }

  /** Whether a payment was applied when what told of it was to be cancelled as never made. */
  static boolean isSince(Cancellation cancellation, List<LedgerEntry> books, PaymentId payment) {
    var from = cancellation.request().at().minus(AT_ONCE);
    return asNeverMade(cancellation)
        && LedgerEntry.standing(books).stream()
            .filter(entry -> entry.reference().equals(payment.value()))
            .anyMatch(entry -> !entry.at().isBefore(from));
  }

  private static boolean asNeverMade(Cancellation cancellation) {
    return cancellation.request().motivo() == Motivo.NOT_CARRIED_OUT;
  }

  /**
   * A part that was stamped and whose money went back was never sold: SAT is asked to cancel it.
   * What was sold whole stands, as it is owed again: the next payment is of it, or it is voided.
   */
  void cancelUntrue(InvoiceId invoice, PaymentId payment) {
    documents
        .latest(TaxDocumentId.of(invoice, payment))
        .filter(TaxDocument::stands)
        .filter(part -> !isPaid(part, invoice, payment))
        .ifPresent(
            part ->
                cancelling.ask(
                    new AskForCancellation.Wanted(
                        part.id(), Motivo.NOT_CARRIED_OUT, Optional.empty()),
                    Attempt.once()));
  }

  /** Whether the invoice has of that money what its document says. */
  private boolean isPaid(TaxDocument part, InvoiceId invoice, PaymentId payment) {
    var said = ReadXml.read(documents.xml(part).orElseThrow()).text("Total");
    return Installment.of(invoices.ledger(invoice), payment)
        .map(it -> it.paid().major().toPlainString())
        .filter(said::equals)
        .isPresent();
  }
}
