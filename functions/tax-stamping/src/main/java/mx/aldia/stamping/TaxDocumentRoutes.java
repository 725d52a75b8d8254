package mx.aldia.stamping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tax.GlobalPeriod;
import mx.aldia.domain.tax.Motivo;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tax.TaxWords;
import mx.aldia.edge.CancellationObject;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Language;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.edge.TaxFindingJson;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Links;
import mx.aldia.table.Listed;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** {@code /v1/tax_documents}, and the XML itself, to the tenant and behind a customer's link. */
final class TaxDocumentRoutes {
  private static final String READ = Scope.read("invoices");
  private static final String WRITE = Scope.write("invoices");
  private static final List<String> STATUSES =
      List.of(
          "needs_data",
          "pending",
          "stamped",
          "rejected",
          "cancellation_requested",
          "cancelled",
          "in_global");
  private static final List<String> TYPES = List.of("I", "E", "P");

  private final TenantStore tenants;
  private final TaxDocumentStore documents;
  private final InvoiceStore invoices;
  private final Links links;
  private final CorrectDocument correcting;
  private final AskForCancellation cancelling;
  private final MakeGlobalInvoice globals;
  private final Idempotency idempotency;
  private final Cursors cursors;

  TaxDocumentRoutes(
      TenantStore tenants,
      TaxDocumentStore documents,
      InvoiceStore invoices,
      Links links,
      CorrectDocument correcting,
      AskForCancellation cancelling,
      MakeGlobalInvoice globals,
      Idempotency idempotency,
      Cursors cursors) {
    this.tenants = tenants;
    this.documents = documents;
    this.invoices = invoices;
    this.links = links;
    this.correcting = correcting;
    this.cancelling = cancelling;
    this.globals = globals;
    this.idempotency = idempotency;
    this.cursors = cursors;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/tax_documents", READ, this::list),
        Route.get("/v1/tax_documents/{id}", READ, this::show),
        Route.get("/v1/tax_documents/{id}/xml", READ, this::xml),
        Route.get("/v1/tax_documents/{id}/acuse", READ, this::acuse),
        Route.post("/v1/tax_documents/{id}/retry", WRITE, this::retry),
        Route.post("/v1/tax_documents/{id}/cancel", WRITE, this::cancel),
        Route.post("/v1/global_invoices", WRITE, this::sumUp),
        Route.post("/v1/invoices/{id}/tax_document/correct", WRITE, this::correct),
        Route.get("/v1/invoices/{id}/xml", READ, this::xmlOfInvoice),
        Route.openPage("/i/{token}/xml", this::xmlOfLink));
  }

  private Response list(Request request) {
    var query = request.query();
    var type = query.choice("type", TYPES).optional();
    var status = query.choice("status", STATUSES).optional();
    var month =
        query
            .text("month")
            .max(7)
            .as(TaxDocumentRoutes::month, "not_a_month", YearMonth.of(2022, 1))
            .optional();
    var invoice = query.id("invoice").optional();
    var listing =
        Listing.of(request, cursors, "tax_documents|" + month.map(YearMonth::toString).orElse(""));
    Predicate<TaxDocument> wanted =
        document ->
            type.filter(it -> !document.about().type().name().equals(it)).isEmpty()
                && status.filter(it -> !document.status().equals(it)).isEmpty()
                && invoice.filter(it -> !isOf(document, it)).isEmpty();
    return Response.of(
        query.read(() -> listing),
        it -> {
          var open = tenants.open(request.tenant()).orElseThrow();
          Listed<TaxDocument> found =
              month.isPresent()
                  ? documents.list(request.tenant(), month.get(), wanted, it.after(), it.limit())
                  : documents.list(
                      open.time(), tenants.beginning(open), wanted, it.after(), it.limit());
          return Response.page(
              it.page(found.items(), found.next()), document -> json(document, request.language()));
        });
  }

  private static boolean isOf(TaxDocument document, String invoice) {
    return document.about().invoices().stream()
        .anyMatch(named -> named.invoice().value().equals(invoice));
  }

  private static Optional<YearMonth> month(String text) {
    try {
      return Optional.of(YearMonth.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Response correct(Request request) {
    var invoice = new InvoiceId(request.tenant(), request.param("id"));
    return idempotency.<TaxDocument>once(
        request,
        document -> json(document, request.language()).answer(200),
        attempt -> correcting.correct(invoice, request.fields(), attempt));
  }

  private Response retry(Request request) {
    return idempotency.<TaxDocument>once(
        request,
        document -> json(document, request.language()).answer(200),
        attempt ->
            request
                .fields()
                .read(() -> new TaxDocumentId(request.tenant(), request.param("id")))
                .then(id -> correcting.retry(id, attempt)));
  }

  private Response cancel(Request request) {
    var id = new TaxDocumentId(request.tenant(), request.param("id"));
    var fields = request.fields();
    var motivo = fields.choice("motivo", Motivo.CODES).required();
    var substitute = fields.text("substitute").matching(TaxWords.UUID, "not_a_uuid").optional();
    return idempotency.<TaxDocument>once(
        request,
        document -> json(document, request.language()).answer(200),
        attempt ->
            fields
                .read(
                    () ->
                        new AskForCancellation.Wanted(
                            id, Motivo.of(motivo).orElseThrow(), substitute))
                .then(wanted -> cancelling.ask(wanted, attempt)));
  }

  private Response sumUp(Request request) {
    var open = tenants.open(request.tenant()).orElseThrow();
    var today = open.time().today();
    var fields = request.fields();
    var every = fields.choice("every", GlobalPeriod.Every.class).required();
    var day =
        fields
            .date("date")
            .where(it -> !it.isAfter(today), "later_than_today", today.toString())
            .required();
    return idempotency.<MakeGlobalInvoice.Made>once(
        request,
        made ->
            json(made.document(), request.language())
                .integer("remaining", made.remaining())
                .answer(201),
        attempt ->
            fields
                .read(() -> GlobalPeriod.of(every, day))
                .then(period -> globals.make(open, period, attempt)));
  }

  private Response acuse(Request request) {
    return found(request)
        .flatMap(documents::acuse)
        .map(bytes -> Response.bytes(200, "application/xml; charset=utf-8", bytes))
        .orElseGet(() -> Response.refused(new Problem.NotFound("acuse")));
  }

  private Response show(Request request) {
    return found(request)
        .map(document -> Response.ok(json(document, request.language())))
        .orElseGet(() -> Response.refused(new Problem.NotFound("tax_document")));
  }

  private Response xml(Request request) {
    return xml(found(request));
  }

  private Response xmlOfInvoice(Request request) {
    return xml(documents.of(new InvoiceId(request.tenant(), request.param("id"))));
  }

  private Response xmlOfLink(Request request) {
    return xml(
        links
            .find(request.param("token"))
            .flatMap(
                target ->
                    target instanceof Links.Target.Page page && isAlive(page)
                        ? documents.of(page.invoice())
                        : Optional.empty()));
  }

  private boolean isAlive(Links.Target.Page page) {
    return invoices
        .findIssued(page.invoice())
        .filter(invoice -> invoice.bill().linkGeneration() == page.generation())
        .isPresent();
  }

  private Response xml(Optional<TaxDocument> document) {
    return document
        .flatMap(
            it ->
                documents
                    .xml(it)
                    .map(
                        bytes ->
                            Response.bytes(200, "application/xml; charset=utf-8", bytes)
                                .with(
                                    "Content-Disposition",
                                    "attachment; filename=\"%s.xml\"".formatted(it.uuid().get()))))
        .orElseGet(() -> Response.refused(new Problem.NotFound("xml")));
  }

  /** By our id, or by SAT's. */
  private Optional<TaxDocument> found(Request request) {
    var id = request.param("id");
    return id.startsWith("tax_")
        ? documents.find(new TaxDocumentId(request.tenant(), id))
        : documents.byUuid(request.tenant(), id.toUpperCase(Locale.ROOT)).flatMap(documents::find);
  }

  static JsonObject json(TaxDocument document, Language language) {
    var about = document.about();
    return new JsonObject()
        .text("id", about.id().value())
        .text("type", about.type().name())
        .text("status", document.status())
        .text("uuid", document.uuid())
        .text(
            "customer", Optional.of(about.customer().value()).filter(_ -> about.global().isEmpty()))
        .texts("invoices", about.invoices().stream().map(named -> named.invoice().value()).toList())
        .text("payment", about.payment().map(PaymentId::value))
        .text("credit_note", creditNote(about))
        .text("replaces", about.replaces().map(TaxDocumentId::value))
        .object("global", about.global().map(it -> json(it.period())))
        .text("in_global", inGlobal(document))
        .objects("findings", document.findings(), finding -> TaxFindingJson.of(finding, language))
        .instant("requested_at", about.since())
        .instant("stamped_at", stampedAt(document))
        .object("cancellation", document.cancellation().map(CancellationObject::of));
  }

  private static JsonObject json(GlobalPeriod period) {
    return new JsonObject()
        .text("every", period.every().name().toLowerCase(Locale.ROOT))
        .date("from", period.from())
        .date("to", period.to());
  }

  private static Optional<String> inGlobal(TaxDocument document) {
    return document instanceof TaxDocument.InGlobal sold
        ? Optional.of(sold.global().value())
        : Optional.empty();
  }

  private static Optional<String> creditNote(TaxDocument.About about) {
    return about.type() == TaxDocument.Type.E
        ? Optional.of(about.id().creditNote().value())
        : Optional.empty();
  }

  private static Optional<Instant> stampedAt(TaxDocument document) {
    return switch (document) {
      case TaxDocument.Stamped stamped -> Optional.of(stamped.stampedAt());
      case TaxDocument.Cancelling cancelling -> Optional.of(cancelling.stampedAt());
      case TaxDocument.Cancelled cancelled -> Optional.of(cancelled.stampedAt());
      case TaxDocument.Requested _,
          TaxDocument.NeedsData _,
          TaxDocument.Sealed _,
          TaxDocument.Rejected _,
          TaxDocument.Withdrawn _,
          TaxDocument.InGlobal _ ->
          Optional.empty();
    };
  }
}
