package mx.aldia.issuance;

import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.Crediting;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.Cancellable;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TakeBackCredit;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * Takes a credit note back: what it took off is owed again. One that SAT knows goes only when SAT
 * has cancelled its egreso; until then it counts.
 */
final class VoidCreditNote {
  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final InvoiceStore invoices;
  private final PaymentStore payments;
  private final CreditNoteStore notes;
  private final TaxDocumentStore documents;
  private final TakeBackCredit takingBack;
  private final AskSat sat;

  VoidCreditNote(
      InvoiceStore invoices,
      PaymentStore payments,
      CreditNoteStore notes,
      TaxDocumentStore documents,
      TakeBackCredit takingBack,
      AskSat sat) {
    this.invoices = invoices;
    this.payments = payments;
    this.notes = notes;
    this.documents = documents;
    this.takingBack = takingBack;
    this.sat = sat;
  }

  /** The note, and its document for SAT, as they are now. */
  record Taken(CreditNote note, Optional<TaxDocument> document) {}

  Outcome<Taken> take(
      TenantStore.Open open, CreditNoteId id, AskSat.Why why, Attempt<Taken> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var document = documents.find(TaxDocumentId.of(id));
      var note = notes.find(id);
      if (note.isEmpty()) {
        return Outcome.refused(new Problem.NotFound("credit_note"));
      }
      var taken = take(open, note.get(), document, why, attempt);
      if (taken.isPresent()) {
        return taken.get();
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }

  /** Empty when something has changed since it was read. */
  private Optional<Outcome<Taken>> take(
      TenantStore.Open open,
      CreditNote note,
      Optional<TaxDocument> document,
      AskSat.Why why,
      Attempt<Taken> attempt) {
    var invoice = invoices.findIssued(note.invoice()).orElseThrow();
    var credit = payments.credit(note.customer(), note.amount().currency());
    var obstacle = Crediting.obstacle(invoice, note, credit);
    if (obstacle.isPresent()) {
      return Optional.of(Outcome.refused(obstacle.get()));
    }
    return switch (document.orElse(null)) {
      case TaxDocument.Sealed it -> refused("tax_document_pending", it.status());
      case TaxDocument.Cancelling it -> refused("cancellation_requested", it.status());
      case TaxDocument.Stamped stamped -> ask(open, note, stamped, why, attempt);
      case TaxDocument.Requested _,
          TaxDocument.NeedsData _,
          TaxDocument.Rejected _,
          TaxDocument.Cancelled _,
          TaxDocument.Withdrawn _,
          TaxDocument.InGlobal _ ->
          takeBack(open, note, document, attempt);
      case null -> takeBack(open, note, document, attempt);
    };
  }

  private Optional<Outcome<Taken>> takeBack(
      TenantStore.Open open,
      CreditNote note,
      Optional<TaxDocument> document,
      Attempt<Taken> attempt) {
    var back = takingBack.of(open.time(), note);
    var after = new Taken(note.voided(open.time().now()), withdrawn(document));
    return back.filter(it -> notes.takeBack(open.time(), it, document, attempt.seenAs(_ -> after)))
        .map(_ -> Outcome.done(after));
  }

  private static Optional<TaxDocument> withdrawn(Optional<TaxDocument> document) {
    return document.map(it -> it.neverSealed().<TaxDocument>map(gone -> gone).orElse(it));
  }

  private Optional<Outcome<Taken>> ask(
      TenantStore.Open open,
      CreditNote note,
      TaxDocument.Stamped stamped,
      AskSat.Why why,
      Attempt<Taken> attempt) {
    var cancellable =
        new Cancellable(
            stamped.folioFiscal(),
            stamped.stampedAt().atZone(Cancellation.SAT_ZONE).toLocalDate(),
            open.tenant().rfc().orElse(""),
            List.of(),
            stamped.attempt());
    return sat.ask(
        open.time(),
        cancellable,
        stamped,
        Optional.empty(),
        why,
        after -> new Taken(note, Optional.of(after)),
        attempt);
  }

  private static Optional<Outcome<Taken>> refused(String code, String state) {
    return Optional.of(Outcome.refused(Problem.Conflict.of(code, state)));
  }
}
