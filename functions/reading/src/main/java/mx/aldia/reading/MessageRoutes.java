package mx.aldia.reading;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.Message;
import mx.aldia.domain.message.MessageId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Page;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.table.MessageStore;
import mx.aldia.table.TenantStore;

/** {@code /v1/messages}: what was said to whom, and what became of it. */
final class MessageRoutes {
  private static final String READ = Scope.read("messages");

  private final TenantStore tenants;
  private final MessageStore messages;
  private final Cursors cursors;

  MessageRoutes(TenantStore tenants, MessageStore messages, Cursors cursors) {
    this.tenants = tenants;
    this.messages = messages;
    this.cursors = cursors;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/messages", READ, this::list),
        Route.get("/v1/messages/{id}", READ, this::show));
  }

  private Response list(Request request) {
    var query = request.query();
    var invoice = query.id("invoice").optional();
    var customer = query.id("customer").optional();
    var kind = query.choice("kind", Message.Kind.class).optional();
    var state = query.choice("state", Message.State.class).optional();
    var listing =
        Listing.of(
            request, cursors, "messages|%s|%s".formatted(invoice.orElse(""), customer.orElse("")));
    Predicate<Message> wanted =
        message ->
            kind.filter(it -> message.kind() != it).isEmpty()
                && state.filter(it -> message.state() != it).isEmpty()
                && customer.filter(it -> !message.customer().value().equals(it)).isEmpty();
    return Response.of(
        query.read(() -> listing),
        it -> {
          var tenant = request.tenant();
          if (invoice.isPresent()) {
            return told(it, messages.of(new InvoiceId(tenant, invoice.get())), wanted);
          }
          if (customer.isPresent()) {
            return told(it, messages.of(new CustomerId(tenant, customer.get())), wanted);
          }
          var open = tenants.open(tenant).orElseThrow();
          var found =
              messages.list(open.time(), tenants.beginning(open), wanted, it.after(), it.limit());
          return Response.page(it.page(found.items(), found.next()), MessageRoutes::json);
        });
  }

  private static Response told(Listing listing, List<Message> all, Predicate<Message> wanted) {
    Page<Message> page =
        InMemory.page(listing, all.stream().filter(wanted).toList(), it -> it.id().value());
    return Response.page(page, MessageRoutes::json);
  }

  private Response show(Request request) {
    var found =
        messages
            .find(new MessageId(request.tenant(), request.param("id")))
            .map(Outcome::done)
            .orElseGet(() -> Outcome.refused(new Problem.NotFound("message")));
    return Response.of(found, message -> Response.ok(json(message)));
  }

  private static JsonObject json(Message message) {
    return new JsonObject()
        .text("id", message.id().value())
        .text("kind", word(message.kind()))
        .text("channel", word(message.channel()))
        .text("tone", message.tone())
        .integer("step", message.step())
        .text("to", message.to())
        .text("subject", message.subject())
        .text("text", message.text())
        .text("state", word(message.state()))
        .text("reason", message.reason())
        .instant("at", message.at())
        .text("invoice", message.invoices().getFirst().value())
        .texts("invoices", message.invoices().stream().map(InvoiceId::value).toList())
        .text("customer", message.customer().value())
        .text("unsubscribe_url", message.unsubscribeUrl());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
