package mx.aldia.reading;

import java.util.List;
import java.util.Locale;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.reading.Statements.Aging;
import mx.aldia.reading.Statements.Entry;
import mx.aldia.reading.Statements.Statement;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TenantStore;

/** {@code /v1/customers/{id}/statement} and {@code /v1/reports/aging}. */
final class StatementRoutes {
  private final TenantStore tenants;
  private final CustomerStore customers;
  private final PaymentStore payments;
  private final Statements statements;

  StatementRoutes(
      TenantStore tenants, CustomerStore customers, PaymentStore payments, Statements statements) {
    this.tenants = tenants;
    this.customers = customers;
    this.payments = payments;
    this.statements = statements;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/customers/{id}/statement", Scope.read("customers"), this::statement),
        Route.get("/v1/reports/aging", Scope.read("reports"), this::aging));
  }

  private Response statement(Request request) {
    var id = new CustomerId(request.tenant(), request.param("id"));
    var open = tenants.open(request.tenant()).orElseThrow();
    var at = request.query().date("at").orElse(open.time().today());
    return Response.of(
        request
            .query()
            .read(() -> at)
            .then(
                date ->
                    customers.find(id).isPresent()
                        ? Outcome.done(date)
                        : Outcome.refused(new Problem.NotFound("customer"))),
        date -> Response.ok(json(statements.of(id, date))));
  }

  private JsonObject json(Statement statement) {
    var balances = statement.balances();
    var usual =
        balances.isEmpty() || balances.containsKey(Money.MXN.getCurrencyCode())
            ? Money.MXN.getCurrencyCode()
            : balances.firstKey();
    return new JsonObject()
        .text("customer", statement.customer().value())
        .date("at", statement.at())
        .text("currency", usual)
        .integer("balance", balances.containsKey(usual) ? balances.get(usual).minor() : 0)
        .objects(
            "balances",
            balances.values(),
            balance ->
                new JsonObject()
                    .text("currency", balance.currency().getCurrencyCode())
                    .money("balance", balance)
                    .money("credit", payments.credit(statement.customer(), balance.currency())))
        .objects("entries", statement.entries(), StatementRoutes::entry);
  }

  private static JsonObject entry(Entry entry) {
    var line = entry.line();
    return new JsonObject()
        .date("date", line.valueOn())
        .text("invoice", entry.invoice().id().value())
        .text("number", entry.invoice().bill().number())
        .date("due_date", entry.invoice().bill().dueOn())
        .text("kind", line.kind().name().toLowerCase(Locale.ROOT))
        .money("amount", line.amount())
        .text("currency", line.amount().currency().getCurrencyCode())
        .money("balance", entry.balance())
        .text("reference", line.reference().isEmpty() ? null : line.reference());
  }

  private Response aging(Request request) {
    var open = tenants.open(request.tenant()).orElseThrow();
    var at = request.query().date("at").orElse(open.time().today());
    return Response.of(
        request.query().read(() -> at),
        date ->
            Response.ok(
                new JsonObject()
                    .date("at", date)
                    .objects(
                        "currencies",
                        statements.aging(open, date).entrySet(),
                        it -> json(it.getKey(), it.getValue()))));
  }

  private static JsonObject json(String currency, Aging aging) {
    return new JsonObject()
        .text("currency", currency)
        .integer("current", aging.current())
        .integer("days_1_30", aging.to30())
        .integer("days_31_60", aging.to60())
        .integer("days_61_90", aging.to90())
        .integer("days_over_90", aging.over90())
        .integer("total", aging.total())
        .integer("invoices", aging.invoices());
  }
}
