package mx.aldia.issuance;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.Motivo;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Page;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** {@code /v1/invoices}, from draft to open and back; money comes in elsewhere. */
final class InvoiceRoutes {
  private static final String READ = Scope.read("invoices");
  private static final String WRITE = Scope.write("invoices");
  private static final List<String> STATES =
      List.of("draft", "open", "paid", "void", "uncollectible");

  private final TenantStore tenants;
  private final KeepInvoices invoices;
  private final VoidInvoice voiding;
  private final ReplaceInvoice replacing;
  private final HoldReminders reminders;
  private final RenewLink link;
  private final InvoiceStore store;
  private final TaxDocumentStore documents;
  private final InvoiceJson json;
  private final Idempotency idempotency;
  private final Cursors cursors;

  InvoiceRoutes(
      TenantStore tenants,
      KeepInvoices invoices,
      VoidInvoice voiding,
      ReplaceInvoice replacing,
      HoldReminders reminders,
      RenewLink link,
      InvoiceStore store,
      TaxDocumentStore documents,
      InvoiceJson json,
      Idempotency idempotency,
      Cursors cursors) {
    this.tenants = tenants;
    this.invoices = invoices;
    this.voiding = voiding;
    this.replacing = replacing;
    this.reminders = reminders;
    this.link = link;
    this.store = store;
    this.documents = documents;
    this.json = json;
    this.idempotency = idempotency;
    this.cursors = cursors;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/invoices", WRITE, this::create),
        Route.get("/v1/invoices", READ, this::list),
        Route.get("/v1/invoices/{id}", READ, this::show),
        Route.patch("/v1/invoices/{id}", WRITE, this::change),
        Route.delete("/v1/invoices/{id}", WRITE, this::delete),
        Route.post("/v1/invoices/{id}/issue", WRITE, this::issue),
        Route.post("/v1/invoices/{id}/send", WRITE, this::send),
        Route.post("/v1/invoices/{id}/void", WRITE, this::voidInvoice),
        Route.post("/v1/invoices/{id}/replace", WRITE, this::replace),
        Route.post("/v1/invoices/{id}/mark_uncollectible", WRITE, this::markUncollectible),
        Route.post("/v1/invoices/{id}/pause", WRITE, it -> act(it, reminders::pause)),
        Route.post("/v1/invoices/{id}/resume", WRITE, it -> act(it, reminders::resume)),
        Route.post("/v1/invoices/{id}/renew_link", WRITE, it -> act(it, link::renew)),
        Route.post(
            "/v1/invoices/{id}/confirm_receipt", WRITE, it -> act(it, reminders::confirmReceipt)));
  }

  /** Something a caller does to an invoice. */
  private interface Act {
    Outcome<InvoiceRecord> on(TenantStore.Open open, InvoiceId id, Attempt<InvoiceRecord> attempt);
  }

  private Response create(Request request) {
    var open = open(request);
    return idempotency.<InvoiceRecord>once(
        request,
        record -> json(request, open, record).answer(201),
        attempt -> invoices.create(open, request.fields(), attempt));
  }

  private Response replace(Request request) {
    var open = open(request);
    return idempotency.<InvoiceRecord>once(
        request,
        record -> json(request, open, record).answer(201),
        attempt -> replacing.replace(open, id(request), request.fields(), attempt));
  }

  private Response act(Request request, Act act) {
    var open = open(request);
    return idempotency.<InvoiceRecord>once(
        request,
        record -> json(request, open, record).answer(200),
        attempt -> request.fields().read(() -> id(request)).then(id -> act.on(open, id, attempt)));
  }

  private Response issue(Request request) {
    var advances = UseAdvances.named(request.fields(), request.tenant());
    return act(request, (open, id, attempt) -> invoices.issue(open, id, advances, attempt));
  }

  private Response send(Request request) {
    return act(request, invoices::send);
  }

  private Response voidInvoice(Request request) {
    var open = open(request);
    var fields = request.fields();
    var why = AskSat.Why.of(fields);
    var reason = fields.text("reason").max(300).optional();
    var wish =
        new VoidInvoice.Wish(why, reason.or(() -> why.motivo().map(Motivo::code)).orElse(""));
    return idempotency.<VoidInvoice.Taken>once(
        request,
        taken ->
            json.of(
                    open.tenant(),
                    taken.record(),
                    taken.document(),
                    open.time().today(),
                    request.language())
                .answer(200),
        attempt ->
            fields.read(() -> id(request)).then(id -> voiding.take(open, id, wish, attempt)));
  }

  private Response markUncollectible(Request request) {
    return act(request, invoices::markUncollectible);
  }

  private Response show(Request request) {
    var open = open(request);
    return Response.of(invoices.find(id(request)), record -> told(request, open, record));
  }

  private Response change(Request request) {
    var open = open(request);
    return Response.of(
        invoices.change(open, id(request), request.fields(), request.ifMatch()),
        record -> told(request, open, record));
  }

  private Response delete(Request request) {
    return Response.of(invoices.delete(id(request)), _ -> Response.noContent());
  }

  private Response list(Request request) {
    var open = open(request);
    var query = request.query();
    var customer = query.id("customer").optional();
    var state = query.choice("state", STATES).optional();
    var dueBefore = query.date("due_before").optional();
    var overdue = query.bool("overdue").optional();
    var number = query.text("number").max(60).optional();
    var external = query.text("external_id").max(100).optional();
    var listing = Listing.of(request, cursors, "invoices|%s".formatted(customer.orElse("")));
    var today = open.time().today();
    Predicate<InvoiceRecord> wanted =
        record ->
            state.filter(it -> !record.invoice().state().equals(it)).isEmpty()
                && dueBefore.filter(it -> !isDueBefore(record, it)).isEmpty()
                && overdue.filter(it -> isOverdue(record, today) != it).isEmpty()
                && customer.filter(it -> !record.terms().customer().value().equals(it)).isEmpty();
    return Response.of(
        query.read(() -> listing),
        it -> {
          Page<InvoiceRecord> page;
          if (number.isPresent() || external.isPresent()) {
            page = it.page(named(open, number, external, wanted), Optional.empty());
          } else {
            var found =
                customer.isPresent()
                    ? store.ofCustomer(
                        new CustomerId(request.tenant(), customer.get()),
                        wanted,
                        it.after(),
                        it.limit())
                    : store.list(
                        open.time(), tenants.beginning(open), wanted, it.after(), it.limit());
            page = it.page(found.items(), found.next());
          }
          var known = documents(open, page.data());
          return Response.page(page, record -> json(request, open, record, known));
        });
  }

  /** Both names are unique, so at most one invoice has them; two names must mean one invoice. */
  private List<InvoiceRecord> named(
      TenantStore.Open open,
      Optional<String> number,
      Optional<String> external,
      Predicate<InvoiceRecord> wanted) {
    var tenant = open.tenant().id();
    var first =
        number.isPresent()
            ? store.byNumber(tenant, number.get())
            : store.byExternalId(tenant, external.orElseThrow());
    return first
        .flatMap(store::find)
        .filter(record -> external.isEmpty() || record.terms().externalId().equals(external))
        .filter(wanted)
        .stream()
        .toList();
  }

  private static boolean isDueBefore(InvoiceRecord record, LocalDate date) {
    return record.invoice() instanceof Invoice.Issued issued
        && issued.bill().dueOn().isBefore(date);
  }

  private static boolean isOverdue(InvoiceRecord record, LocalDate today) {
    return record.invoice() instanceof Invoice.Open open && open.daysOverdue(today) > 0;
  }

  private JsonObject json(Request request, TenantStore.Open open, InvoiceRecord record) {
    return json(request, open, record, documents(open, List.of(record)));
  }

  private JsonObject json(
      Request request,
      TenantStore.Open open,
      InvoiceRecord record,
      Map<InvoiceId, TaxDocument> known) {
    return json.of(
        open.tenant(),
        record,
        Optional.ofNullable(known.get(record.invoice().id())),
        open.time().today(),
        request.language());
  }

  /** Only who has them pays for reading them. */
  private Map<InvoiceId, TaxDocument> documents(
      TenantStore.Open open, List<InvoiceRecord> records) {
    boolean wanted = open.tenant().cfdi() != Tenant.Cfdi.OFF;
    return documents.of(
        records.stream()
            .map(InvoiceRecord::invoice)
            .filter(
                invoice ->
                    invoice instanceof Invoice.Issued issued && (wanted || issued.bill().fiscal()))
            .map(Invoice::id)
            .toList());
  }

  private Response told(Request request, TenantStore.Open open, InvoiceRecord record) {
    return Response.ok(json(request, open, record)).version(record.invoice().version());
  }

  private TenantStore.Open open(Request request) {
    return tenants.open(request.tenant()).orElseThrow();
  }

  private static InvoiceId id(Request request) {
    return new InvoiceId(request.tenant(), request.param("id"));
  }
}
