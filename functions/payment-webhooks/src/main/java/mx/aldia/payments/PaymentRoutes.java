package mx.aldia.payments;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.table.Listed;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TenantStore;

/**
 * Payments over HTTP. What a path names is looked for before the body is judged: of another
 * tenant's invoice nobody learns more than that it is not there.
 */
final class PaymentRoutes {
  private static final String READ = Scope.read("payments");
  private static final String WRITE = Scope.write("payments");

  private final TenantStore tenants;
  private final PaymentStore payments;
  private final Debts debts;
  private final PaymentReader reader;
  private final ReceivePayment receive;
  private final ClearPayment clear;
  private final ReversePayment reverse;
  private final ReallocatePayment reallocate;
  private final Idempotency idempotency;
  private final Cursors cursors;

  PaymentRoutes(
      TenantStore tenants,
      PaymentStore payments,
      Debts debts,
      PaymentReader reader,
      ReceivePayment receive,
      ClearPayment clear,
      ReversePayment reverse,
      ReallocatePayment reallocate,
      Idempotency idempotency,
      Cursors cursors) {
    this.tenants = tenants;
    this.payments = payments;
    this.debts = debts;
    this.reader = reader;
    this.receive = receive;
    this.clear = clear;
    this.reverse = reverse;
    this.reallocate = reallocate;
    this.idempotency = idempotency;
    this.cursors = cursors;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/invoices/{id}/payments", WRITE, this::payInvoice),
        Route.post("/v1/payments", WRITE, this::create),
        Route.get("/v1/payments", READ, this::list),
        Route.get("/v1/payments/{id}", READ, this::show),
        Route.post("/v1/payments/{id}/clear", WRITE, this::clear),
        Route.post("/v1/payments/{id}/reverse", WRITE, this::reverse),
        Route.post("/v1/payments/{id}/reallocate", WRITE, this::reallocate));
  }

  private Response payInvoice(Request request) {
    var time = open(request).time();
    var invoice = new InvoiceId(request.tenant(), request.param("id"));
    return idempotency.<Payment>once(
        request,
        payment -> PaymentJson.of(payment).answer(201),
        attempt ->
            debts
                .get(invoice)
                .then(
                    debt -> {
                      var told = reader.forInvoice(request.fields(), debt, time.today());
                      return request.fields().read(() -> told);
                    })
                .then(told -> receive.receive(time, told, attempt)));
  }

  private Response create(Request request) {
    var time = open(request).time();
    return idempotency.<Payment>once(
        request,
        payment -> PaymentJson.of(payment).answer(201),
        attempt -> {
          var told = reader.forCustomer(request.fields(), request.tenant(), time.today());
          return request.fields().read(() -> told).then(it -> receive.receive(time, it, attempt));
        });
  }

  private Response show(Request request) {
    return Response.of(find(request), it -> Response.ok(PaymentJson.of(it)).version(it.version()));
  }

  private Response clear(Request request) {
    var time = open(request).time();
    return idempotency.<Payment>once(
        request,
        payment -> PaymentJson.of(payment).answer(200),
        attempt ->
            find(request)
                .then(it -> request.fields().read(it::id))
                .then(id -> clear.clear(time, id, attempt)));
  }

  private Response reverse(Request request) {
    var time = open(request).time();
    var reason = request.fields().text("reason").max(300).orElse("");
    return idempotency.<Payment>once(
        request,
        payment -> PaymentJson.of(payment).answer(200),
        attempt ->
            find(request)
                .then(it -> request.fields().read(it::id))
                .then(id -> reverse.reverse(time, id, reason, attempt)));
  }

  private Response reallocate(Request request) {
    var time = open(request).time();
    return idempotency.<Payment>once(
        request,
        payment -> PaymentJson.of(payment).answer(200),
        attempt ->
            find(request)
                .then(
                    payment -> {
                      var shares = reader.forPayment(request.fields(), payment);
                      return request.fields().read(() -> shares);
                    })
                .then(
                    shares -> {
                      var id = new PaymentId(request.tenant(), request.param("id"));
                      return reallocate.reallocate(time, id, shares, attempt);
                    }));
  }

  private Response list(Request request) {
    var open = open(request);
    var query = request.query();
    var customer = query.id("customer").optional().map(id -> new CustomerId(request.tenant(), id));
    var invoice = query.id("invoice").optional().map(id -> new InvoiceId(request.tenant(), id));
    var listing =
        Listing.of(
            request,
            cursors,
            "payments|%s|%s"
                .formatted(
                    customer.map(CustomerId::value).orElse(""),
                    invoice.map(InvoiceId::value).orElse("")));
    return Response.of(
        query.read(() -> listing),
        it -> {
          var found = found(open, customer, invoice, it);
          return Response.page(it.page(found.items(), found.next()), PaymentJson::of);
        });
  }

  /** An invoice's payments lie among its customer's. */
  private Listed<Payment> found(
      TenantStore.Open open,
      Optional<CustomerId> customer,
      Optional<InvoiceId> invoice,
      Listing listing) {
    if (customer.isEmpty() && invoice.isEmpty()) {
      return payments.list(open.time(), tenants.beginning(open), listing.after(), listing.limit());
    }
    var owner = invoice.isEmpty() ? customer : invoice.flatMap(debts::find).map(Debt::customer);
    if (owner.isEmpty() || customer.filter(it -> !owner.get().equals(it)).isPresent()) {
      return new Listed<>(List.of(), Optional.empty());
    }
    Predicate<Payment> wanted =
        payment ->
            invoice.isEmpty()
                || payment.allocations().stream()
                    .anyMatch(it -> it.invoice().equals(invoice.get()));
    return payments.ofCustomer(owner.get(), wanted, listing.after(), listing.limit());
  }

  private Outcome<Payment> find(Request request) {
    return payments
        .find(new PaymentId(request.tenant(), request.param("id")))
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Problem.NotFound("payment")));
  }

  private TenantStore.Open open(Request request) {
    return tenants.open(request.tenant()).orElseThrow();
  }
}
