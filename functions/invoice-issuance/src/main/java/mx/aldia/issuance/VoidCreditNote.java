package mx.aldia.issuance;

import java.util.List;
import java.util.Optional;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.Crediting;
import mx.aldia.domain.problem.Fault;
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

  VoidCreditNote(
      InvoiceStore invoices,
      PaymentStore payments,
      CreditNoteStore notes,
      TaxDocumentStore documents,
      TakeBackCredit takingBack) {
    this.invoices = invoices;
    this.payments = payments;
    this.notes = notes;
    this.documents = documents;
    this.takingBack = takingBack;
  }

  /**
   * What the caller says about it, where SAT is to be asked.
   *
   * @param substitute the UUID that takes its place, with motivo 01
   */
  record Wanted(Optional<Motivo> motivo, Optional<String> substitute) {}

  /** The note, and its document for SAT, as they are now. */
  record Taken(CreditNote note, Optional<TaxDocument> document) {}

  Outcome<Taken> take(
      TenantStore.Open open, CreditNoteId id, Wanted wanted, Attempt<Taken> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var document = documents.find(TaxDocumentId.of(id));
      var note = notes.find(id);
      if (note.isEmpty()) {
        return Outcome.refused(new Problem.NotFound("credit_note"));
      }
      var taken = take(open, note.get(), document, wanted, attempt);
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
      Wanted wanted,
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
      case TaxDocument.Stamped stamped -> ask(open, note, stamped, wanted, attempt);
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
    var kept =
        new Attempt<CreditNote>(
            attempt.key(), attempt.bodyHash(), _ -> attempt.answer().apply(after));
    return back.filter(it -> notes.takeBack(open.time(), it, document, kept))
        .map(_ -> Outcome.done(after));
  }

  private static Optional<TaxDocument> withdrawn(Optional<TaxDocument> document) {
    return document.map(it -> it.neverSealed().<TaxDocument>map(gone -> gone).orElse(it));
  }

  private Optional<Outcome<Taken>> ask(
      TenantStore.Open open,
      CreditNote note,
      TaxDocument.Stamped stamped,
      Wanted wanted,
      Attempt<Taken> attempt) {
    if (wanted.motivo().isEmpty()) {
      return Optional.of(
          Outcome.refused(Problem.Invalid.of(Fault.at("/motivo", "motivo_required"))));
    }
    var asked =
        new Cancellable(
                stamped.folioFiscal(),
                stamped.stampedAt().atZone(Cancellation.SAT_ZONE).toLocalDate(),
                open.tenant().rfc().orElse(""),
                List.of(),
                stamped.attempt())
            .ask(
                wanted.motivo().get(), wanted.substitute(), open.time().today(), open.time().now());
    return switch (asked) {
      case Outcome.Refused<Cancellation.Asked>(var problem) ->
          Optional.of(Outcome.refused(problem));
      case Outcome.Done<Cancellation.Asked>(var cancellation) -> {
        var next =
            stamped.cancelling(cancellation, open.time().now().plus(Cancellation.LOOKS.getFirst()));
        var after = new Taken(note, Optional.of(next));
        yield invoices.askToCancel(
                open.time(),
                Optional.empty(),
                stamped,
                next,
                named -> List.of(Event.TaxDocumentCancellationRequested.of(next, named)),
                new Attempt<>(
                    attempt.key(), attempt.bodyHash(), _ -> attempt.answer().apply(after)))
            ? Optional.of(Outcome.done(after))
            : Optional.empty();
      }
    };
  }

  private static Optional<Outcome<Taken>> refused(String code, String state) {
    return Optional.of(Outcome.refused(Problem.Conflict.of(code, state)));
  }
}
