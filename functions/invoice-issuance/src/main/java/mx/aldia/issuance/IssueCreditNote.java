package mx.aldia.issuance;

import java.util.Optional;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.invoice.Advance;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.Crediting;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.edge.Fields;
import mx.aldia.table.AdvanceStore;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * Takes something off an invoice that was issued. The books tell it at once; where the invoice is a
 * CFDI, tax-stamping makes the egreso that tells SAT.
 */
final class IssueCreditNote {
  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final InvoiceStore invoices;
  private final TaxDocumentStore documents;
  private final CreditNoteStore notes;
  private final AdvanceStore advances;
  private final Ulid ids;

  IssueCreditNote(
      InvoiceStore invoices,
      TaxDocumentStore documents,
      CreditNoteStore notes,
      AdvanceStore advances,
      Ulid ids) {
    this.invoices = invoices;
    this.documents = documents;
    this.notes = notes;
    this.advances = advances;
    this.ids = ids;
  }

  Outcome<CreditNote> issue(
      TenantStore.Open open, InvoiceId invoice, Fields fields, Attempt<CreditNote> attempt) {
    return find(invoice)
        .then(
            record -> {
              var wanted = CreditNoteReader.read(fields, record);
              return fields.read(() -> wanted).then(it -> issue(open, invoice, it, attempt));
            });
  }

  private Outcome<InvoiceRecord> find(InvoiceId invoice) {
    return invoices
        .find(invoice)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Problem.NotFound("invoice")));
  }

  private Outcome<CreditNote> issue(
      TenantStore.Open open,
      InvoiceId id,
      CreditNoteReader.Wanted wanted,
      Attempt<CreditNote> attempt) {
    var noteId = new CreditNoteId(id.tenant(), "crn_" + ids.next());
    for (int i = 0; i < ATTEMPTS; i++) {
      var document = documents.of(id);
      var advance = advances.find(AdvanceId.of(id));
      var creditable = creditable(id, document, advance, wanted);
      if (creditable instanceof Outcome.Refused<Invoice.Issued>(var problem)) {
        return Outcome.refused(problem);
      }
      if (creditable instanceof Outcome.Done<Invoice.Issued>(var invoice)) {
        var note = note(open, noteId, invoice, wanted, attempt);
        var change = Crediting.of(invoice, note, note.issuedOn(), note.createdAt());
        if (notes.issue(open.time(), note, invoice, change, document, advance, attempt)) {
          return Outcome.done(note);
        }
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }

  private Outcome<Invoice.Issued> creditable(
      InvoiceId id,
      Optional<TaxDocument> document,
      Optional<Advance> advance,
      CreditNoteReader.Wanted wanted) {
    var found = invoices.findIssued(id);
    if (found.isEmpty()) {
      return Outcome.refused(Problem.Conflict.of("invoice_cannot_be_credited", "draft"));
    }
    var invoice = found.get();
    if (invoice instanceof Invoice.Voided) {
      return Outcome.refused(Problem.Conflict.of("invoice_cannot_be_credited", invoice.state()));
    }
    if (document.orElse(null) instanceof TaxDocument.Cancelling it) {
      return Outcome.refused(Problem.Conflict.of("cancellation_requested", it.status()));
    }
    var applied =
        advance.map(Advance::applied).orElse(Money.zero(invoice.bill().total().currency()));
    var faults = wanted.faults(invoice, applied);
    return faults.isEmpty() ? Outcome.done(invoice) : Outcome.refused(new Problem.Invalid(faults));
  }

  private CreditNote note(
      TenantStore.Open open,
      CreditNoteId id,
      Invoice.Issued invoice,
      CreditNoteReader.Wanted wanted,
      Attempt<CreditNote> attempt) {
    return new CreditNote(
        id,
        notes.number(id, attempt),
        invoice.id(),
        invoice.bill().customer(),
        wanted.kind(),
        wanted.reason(),
        wanted.lines(),
        wanted.amount(),
        Crediting.returned(invoice, wanted.amount()),
        wanted.refundForm(),
        open.time().today(),
        open.time().now());
  }
}
