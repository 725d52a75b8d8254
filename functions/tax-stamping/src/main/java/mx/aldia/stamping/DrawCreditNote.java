package mx.aldia.stamping;

import java.time.Instant;
import mx.aldia.cfdi.document.Documento;
import mx.aldia.cfdi.document.FromCreditNote;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TaxDocumentStore;

/** Draws up the egreso of a credit note, once the sale that it is taken off has its UUID. */
final class DrawCreditNote {
  private final InvoiceStore invoices;
  private final CreditNoteStore notes;
  private final TaxDocumentStore documents;

  DrawCreditNote(InvoiceStore invoices, CreditNoteStore notes, TaxDocumentStore documents) {
    this.invoices = invoices;
    this.notes = notes;
    this.documents = documents;
  }

  Drawn draw(TaxDocument.About about, Instant now) {
    var note = notes.find(about.id().creditNote()).orElseThrow();
    var sale = documents.of(note.invoice());
    if (note.isVoid()
        || sale.orElse(null) instanceof TaxDocument.Cancelled
        || invoices.findIssued(note.invoice()).orElseThrow() instanceof Invoice.Voided) {
      return new Drawn.Moot();
    }
    var advance = note.advance().map(AdvanceId::invoice);
    if (advance.isPresent() && documents.of(advance.get()).isEmpty()) {
      return new Drawn.Moot(); // SAT knows of no advance, and the sale is the whole of it
    }
    var uuid = sale.flatMap(TaxDocument::uuid);
    if (uuid.isEmpty()
        || advance.flatMap(documents::of).filter(it -> it.uuid().isEmpty()).isPresent()) {
      return new Drawn.Waiting();
    }
    var record = invoices.find(note.invoice()).orElseThrow();
    var parties = record.parties().orElseThrow();
    var credited =
        new FromCreditNote.Credited(
            note,
            ((Invoice.Issued) record.invoice()).bill().number(),
            invoices.find(advance.orElse(note.invoice())).orElseThrow().terms(),
            parties,
            uuid.get());
    var fecha = DrawSale.fecha(parties.seller().postalCode().orElse(""), about.since(), now);
    return switch (FromCreditNote.egreso(credited, fecha)) {
      case Outcome.Done<Documento.Egreso>(var egreso) -> new Drawn.Ready(egreso);
      case Outcome.Refused<Documento.Egreso>(Problem.Invalid(var faults)) ->
          new Drawn.Lacking(ToFix.missing(faults), true);
      case Outcome.Refused<Documento.Egreso>(var problem) ->
          throw new IllegalStateException("cannot be drawn up: " + problem);
    };
  }
}
