package mx.aldia.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.EventStore;
import mx.aldia.table.EventStore.Told;
import mx.aldia.table.InvoiceStore;

/** All that happened to an invoice or a customer, oldest first. */
final class TimelineRoutes {
  private final InvoiceStore invoices;
  private final CustomerStore customers;
  private final EventStore events;
  private final Cursors cursors;

  TimelineRoutes(
      InvoiceStore invoices, CustomerStore customers, EventStore events, Cursors cursors) {
    this.invoices = invoices;
    this.customers = customers;
    this.events = events;
    this.cursors = cursors;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/invoices/{id}/timeline", Scope.read("invoices"), this::ofInvoice),
        Route.get("/v1/customers/{id}/timeline", Scope.read("customers"), this::ofCustomer));
  }

  private Response ofInvoice(Request request) {
    var id = new InvoiceId(request.tenant(), request.param("id"));
    var listing = Listing.of(request, cursors, "timeline|" + id.value());
    return Response.of(
        request
            .query()
            .read(() -> listing)
            .then(it -> invoices.find(id).isPresent() ? Outcome.done(it) : missing("invoice")),
        it -> told(it, events.of(id)));
  }

  private Response ofCustomer(Request request) {
    var id = new CustomerId(request.tenant(), request.param("id"));
    var listing = Listing.of(request, cursors, "timeline|" + id.value());
    return Response.of(
        request
            .query()
            .read(() -> listing)
            .then(it -> customers.find(id).isPresent() ? Outcome.done(it) : missing("customer")),
        it -> told(it, history(id)));
  }

  /** What happened to a customer is what happened to its invoices and to itself. */
  private List<Told> history(CustomerId customer) {
    var all = new ArrayList<>(events.of(customer));
    Optional<String> after = Optional.empty();
    do {
      var page = invoices.ofCustomer(customer, _ -> true, after, Statements.PAGE);
      page.items().forEach(record -> all.addAll(events.of(record.invoice().id())));
      after = page.next();
    } while (after.isPresent());
    all.sort(Told.ORDER);
    return all;
  }

  private static Response told(Listing listing, List<Told> all) {
    return Response.page(InMemory.page(listing, all, Told::id), TimelineRoutes::json);
  }

  private static JsonObject json(Told event) {
    return new JsonObject()
        .text("id", event.id())
        .instant("at", event.at())
        .text("type", event.type())
        .text("actor", Actor.of(event.type()).name().toLowerCase(Locale.ROOT))
        .text("subject", event.subject())
        .tree("data", EventRoutes.data(event));
  }

  private static <T> Outcome<T> missing(String what) {
    return Outcome.refused(new Problem.NotFound(what));
  }
}
