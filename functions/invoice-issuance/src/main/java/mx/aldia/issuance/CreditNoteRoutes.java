package mx.aldia.issuance;

import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** Credit notes of an invoice, and each by its id. */
final class CreditNoteRoutes {
  private static final String READ = Scope.read("invoices");
  private static final String WRITE = Scope.write("invoices");

  private final TenantStore tenants;
  private final InvoiceStore invoices;
  private final IssueCreditNote issuing;
  private final VoidCreditNote voiding;
  private final CreditNoteStore notes;
  private final TaxDocumentStore documents;
  private final Idempotency idempotency;
  private final Cursors cursors;

  CreditNoteRoutes(
      TenantStore tenants,
      InvoiceStore invoices,
      IssueCreditNote issuing,
      VoidCreditNote voiding,
      CreditNoteStore notes,
      TaxDocumentStore documents,
      Idempotency idempotency,
      Cursors cursors) {
    this.tenants = tenants;
    this.invoices = invoices;
    this.issuing = issuing;
    this.voiding = voiding;
    this.notes = notes;
    this.documents = documents;
    this.idempotency = idempotency;
    this.cursors = cursors;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/invoices/{id}/credit_notes", WRITE, this::create),
        Route.get("/v1/invoices/{id}/credit_notes", READ, this::list),
        Route.get("/v1/credit_notes/{id}", READ, this::show),
        Route.post("/v1/credit_notes/{id}/void", WRITE, this::voidNote));
  }

  private Response create(Request request) {
    var open = tenants.open(request.tenant()).orElseThrow();
    return idempotency.<CreditNote>once(
        request,
        note -> json(request, note).answer(201),
        attempt -> issuing.issue(open, invoice(request), request.fields(), attempt));
  }

  private Response voidNote(Request request) {
    var open = tenants.open(request.tenant()).orElseThrow();
    var id = new CreditNoteId(request.tenant(), request.param("id"));
    var fields = request.fields();
    var why = AskSat.Why.of(fields);
    return idempotency.<VoidCreditNote.Taken>once(
        request,
        taken -> json(request, taken.note(), taken.document()).answer(200),
        attempt -> fields.read(() -> why).then(it -> voiding.take(open, id, it, attempt)));
  }

  private Response list(Request request) {
    var invoice = invoice(request);
    var listing = Listing.of(request, cursors, "credit_notes|" + invoice.value());
    return Response.of(
        request
            .query()
            .read(() -> listing)
            .then(
                it ->
                    invoices.find(invoice).isPresent()
                        ? Outcome.done(it)
                        : Outcome.refused(new Problem.NotFound("invoice"))),
        it ->
            Response.page(
                it.page(after(notes.ofInvoice(invoice), it), note -> note.id().value()),
                note -> json(request, note)));
  }

  /** One more than the page holds, where there is more; their ids are in the order of time. */
  private static List<CreditNote> after(List<CreditNote> all, Listing listing) {
    return all.stream()
        .filter(
            note -> listing.after().filter(it -> it.compareTo(note.id().value()) >= 0).isEmpty())
        .limit(listing.limit() + 1L)
        .toList();
  }

  private Response show(Request request) {
    return notes
        .find(new CreditNoteId(request.tenant(), request.param("id")))
        .map(note -> Response.ok(json(request, note)))
        .orElseGet(() -> Response.refused(new Problem.NotFound("credit_note")));
  }

  private JsonObject json(Request request, CreditNote note) {
    return json(request, note, documents.find(TaxDocumentId.of(note.id())));
  }

  private JsonObject json(Request request, CreditNote note, Optional<TaxDocument> document) {
    return new JsonObject()
        .text("id", note.id().value())
        .text("number", note.number())
        .text("invoice", note.invoice().value())
        .text("customer", note.customer().value())
        .text("state", note.state())
        .text("kind", note.kind().code())
        .text("reason", note.reason())
        .text("currency", note.amount().currency().getCurrencyCode())
        .money("amount", note.amount())
        .money("amount_settled", note.settled())
        .money("amount_returned", note.returned())
        .money("amount_to_credit", note.toCredit())
        .text("refund_form", note.refundForm())
        .text("advance", note.advance().map(AdvanceId::value))
        .objects("lines", note.lines(), InvoiceJson::line)
        .date("issue_date", note.issuedOn())
        .object("tax_document", InvoiceJson.taxDocument(document, status(note), request.language()))
        .instant("created_at", note.createdAt())
        .instant("voided_at", note.voidedAt());
  }

  /** Until a document is asked for: a function of its own does that, a moment later. */
  private String status(CreditNote note) {
    return !note.isVoid()
            && invoices.findIssued(note.invoice()).filter(it -> it.bill().fiscal()).isPresent()
        ? "pending"
        : "not_requested";
  }

  private static InvoiceId invoice(Request request) {
    return new InvoiceId(request.tenant(), request.param("id"));
  }
}
