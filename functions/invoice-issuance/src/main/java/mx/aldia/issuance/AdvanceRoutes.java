package mx.aldia.issuance;

import java.util.List;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.Advance;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.problem.Problem;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.table.AdvanceStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** {@code /v1/advances}; an invoice takes of them when it is issued. */
final class AdvanceRoutes {
  private static final String READ = Scope.read("invoices");
  private static final String WRITE = Scope.write("invoices");

  private final TenantStore tenants;
  private final AdvanceReader reader;
  private final ReceiveAdvance receiving;
  private final AdvanceStore advances;
  private final InvoiceStore invoices;
  private final TaxDocumentStore documents;
  private final Idempotency idempotency;
  private final Cursors cursors;

  AdvanceRoutes(
      TenantStore tenants,
      AdvanceReader reader,
      ReceiveAdvance receiving,
      AdvanceStore advances,
      InvoiceStore invoices,
      TaxDocumentStore documents,
      Idempotency idempotency,
      Cursors cursors) {
    this.tenants = tenants;
    this.reader = reader;
    this.receiving = receiving;
    this.advances = advances;
    this.invoices = invoices;
    this.documents = documents;
    this.idempotency = idempotency;
    this.cursors = cursors;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/advances", WRITE, this::create),
        Route.get("/v1/advances", READ, this::list),
        Route.get("/v1/advances/{id}", READ, this::show));
  }

  private Response create(Request request) {
    var open = tenants.open(request.tenant()).orElseThrow();
    var fields = request.fields();
    return idempotency.<KnownAdvance>once(
        request,
        known -> json(request, open, known).answer(201),
        attempt -> {
          var wanted = reader.read(fields, open.tenant(), open.time().today());
          return fields.read(() -> wanted).then(it -> receiving.receive(open, it, attempt));
        });
  }

  private Response list(Request request) {
    var open = tenants.open(request.tenant()).orElseThrow();
    var query = request.query();
    var customer = query.id("customer").optional();
    var listing = Listing.of(request, cursors, "advances|" + customer.orElse(""));
    return Response.of(
        query.read(() -> listing),
        it -> {
          var found =
              customer.isPresent()
                  ? advances.ofCustomer(
                      new CustomerId(request.tenant(), customer.get()), it.after(), it.limit())
                  : advances.list(open.time(), tenants.beginning(open), it.after(), it.limit());
          return Response.page(
              it.page(found.items(), found.next()), advance -> json(request, open, known(advance)));
        });
  }

  private Response show(Request request) {
    var open = tenants.open(request.tenant()).orElseThrow();
    return advances
        .find(new AdvanceId(request.tenant(), request.param("id")))
        .map(advance -> Response.ok(json(request, open, known(advance))))
        .orElseGet(() -> Response.refused(new Problem.NotFound("advance")));
  }

  private KnownAdvance known(Advance advance) {
    var invoice = advance.id().invoice();
    return new KnownAdvance(
        advance,
        invoices.findIssued(invoice).orElseThrow(),
        documents.of(invoice),
        advances.applications(advance));
  }

  private static JsonObject json(Request request, TenantStore.Open open, KnownAdvance known) {
    var advance = known.advance();
    return new JsonObject()
        .text("id", advance.id().value())
        .text("number", advance.number())
        .text("invoice", advance.id().invoice().value())
        .text("payment", advance.payment().value())
        .text("customer", advance.customer().value())
        .text("state", known.state())
        .text("currency", advance.amount().currency().getCurrencyCode())
        .money("amount", advance.amount())
        .money("amount_applied", advance.applied())
        .money("amount_returned", known.own().credited())
        .money("amount_available", known.available())
        .objects(
            "applications",
            known.applications(),
            it ->
                new JsonObject()
                    .text("invoice", it.invoice().value())
                    .text("credit_note", it.note().value())
                    .money("amount", it.amount()))
        .object(
            "tax_document",
            InvoiceJson.taxDocument(
                known.document(), InvoiceJson.soon(open.tenant(), known.own()), request.language()))
        .instant("created_at", advance.createdAt());
  }
}
