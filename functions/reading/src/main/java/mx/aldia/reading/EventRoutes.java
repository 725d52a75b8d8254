package mx.aldia.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.json.JsonText;
import mx.aldia.table.EventStore;
import mx.aldia.table.EventStore.Told;
import mx.aldia.table.TenantStore;

/** {@code /v1/events}: what happened, oldest first, as integrators are told it. */
final class EventRoutes {
  private static final String READ = Scope.read("events");

  private final TenantStore tenants;
  private final EventStore events;
  private final Cursors cursors;

  EventRoutes(TenantStore tenants, EventStore events, Cursors cursors) {
    this.tenants = tenants;
    this.events = events;
    this.cursors = cursors;
  }

  List<Route> routes() {
    return List.of(Route.get("/v1/events", READ, this::list));
  }

  private Response list(Request request) {
    var query = request.query();
    var type = query.text("type").max(60).optional();
    var subject = query.id("subject").optional();
    var after =
        query.text("after").max(80).as(EventRoutes::after, "not_an_instant", _ -> true).optional();
    var listing = Listing.of(request, cursors, "events|" + subject.orElse(""));
    Predicate<Told> wanted =
        event ->
            type.filter(it -> !event.type().equals(it)).isEmpty()
                && after.filter(it -> !it.test(event)).isEmpty();
    return Response.of(
        query.read(() -> listing),
        it -> {
          if (subject.isPresent()) {
            var all = of(request.tenant(), subject.get()).stream().filter(wanted).toList();
            return Response.page(InMemory.page(it, all, Told::id), EventRoutes::json);
          }
          var open = tenants.open(request.tenant()).orElseThrow();
          var found =
              events.list(open.time(), tenants.beginning(open), wanted, it.after(), it.limit());
          return Response.page(it.page(found.items(), found.next()), EventRoutes::json);
        });
  }

  /** What came after an instant. */
  private static Optional<Predicate<Told>> after(String text) {
    try {
      var instant = Instant.parse(text);
      return Optional.of(event -> event.at().isAfter(instant));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private List<Told> of(TenantId tenant, String subject) {
    return subject.startsWith("cus_")
        ? events.of(new CustomerId(tenant, subject))
        : events.of(new InvoiceId(tenant, subject));
  }

  private static JsonObject json(Told event) {
    return new JsonObject()
        .text("id", event.id())
        .text("type", event.type())
        .integer("schema", event.schema())
        .text("subject", event.subject())
        .instant("at", event.at())
        .tree("data", data(event));
  }

  static JsonNode data(Told event) {
    try {
      return JsonText.read(event.data());
    } catch (JsonText.Malformed e) {
      throw new IllegalStateException("an event holds broken JSON: " + event.id(), e);
    }
  }
}
