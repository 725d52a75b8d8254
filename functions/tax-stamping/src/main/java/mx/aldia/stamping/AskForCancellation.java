package mx.aldia.stamping;

import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.Crediting;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.Cancellable;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.Motivo;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * Has a complement or a credit note cancelled: the latter is owed again when SAT has done so. An
 * invoice's own document goes by voiding the invoice, which looks at the money too.
 */
final class AskForCancellation {
  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final TenantStore tenants;
  private final InvoiceStore invoices;
  private final PaymentStore payments;
  private final CreditNoteStore notes;
  private final TaxDocumentStore documents;

  AskForCancellation(
      TenantStore tenants,
      InvoiceStore invoices,
      PaymentStore payments,
      CreditNoteStore notes,
      TaxDocumentStore documents) {
    this.tenants = tenants;
    this.invoices = invoices;
    this.payments = payments;
    this.notes = notes;
    this.documents = documents;
  }

  /** What is to be cancelled, and why. */
  record Wanted(TaxDocumentId document, Motivo motivo, Optional<String> substitute) {}

  Outcome<TaxDocument> ask(Wanted wanted, Attempt<TaxDocument> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var found = documents.find(wanted.document());
      if (found.isEmpty()) {
        return Outcome.refused(new Problem.NotFound("tax_document"));
      }
      if (found.get().about().isOfInvoice()) {
        return Outcome.refused(Problem.Conflict.of("void_the_invoice", found.get().status()));
      }
      if (!(found.get() instanceof TaxDocument.Stamped was)) {
        return Outcome.refused(
            Problem.Conflict.of("tax_document_not_stamped", found.get().status()));
      }
      var obstacle = obstacle(was);
      if (obstacle.isPresent()) {
        return Outcome.refused(obstacle.get());
      }
      var open = tenants.open(wanted.document().tenant()).orElseThrow();
      switch (asked(open, was, wanted)) {
        case Outcome.Refused<Cancellation.Asked>(var problem) -> {
          return Outcome.refused(problem);
        }
        case Outcome.Done<Cancellation.Asked>(var asked) -> {
          var next = was.cancelling(asked, StampDocument.patience(open.time()));
          if (invoices.askToCancel(open.time(), Optional.empty(), was, next, attempt)) {
            return Outcome.done(next);
          }
        }
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, wanted));
  }

  /** What a credit note gave back cannot always be had again. */
  private Optional<Problem> obstacle(TaxDocument.Stamped document) {
    if (document.about().type() != TaxDocument.Type.E) {
      return Optional.empty();
    }
    var note = notes.find(document.id().creditNote()).orElseThrow();
    return Crediting.obstacle(
        invoices.findIssued(note.invoice()).orElseThrow(),
        note,
        payments.credit(note.customer(), note.amount().currency()));
  }

  private static Outcome<Cancellation.Asked> asked(
      TenantStore.Open open, TaxDocument.Stamped document, Wanted wanted) {
    return new Cancellable(
            document.folioFiscal(),
            document.stampedAt().atZone(Cancellation.SAT_ZONE).toLocalDate(),
            open.tenant().rfc().orElse(""),
            List.of(),
            document.attempt())
        .ask(wanted.motivo(), wanted.substitute(), open.time().today(), open.time().now());
  }
}
