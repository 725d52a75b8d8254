package mx.aldia.payments;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import mx.aldia.domain.id.Ulid;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.Route;
import mx.aldia.table.Answers;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Links;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.Table;
import mx.aldia.table.TenantStore;

/** How this function is put together. */
final class Wiring {
  private final List<Route> routes;

  Wiring(Table table, Clock wall, Answers answers, Links links, Supplier<byte[]> cursorKey) {
    var tenants = new TenantStore(table, wall, answers);
    var customers = new CustomerStore(table, answers, links);
    var policies = new PolicyStore(table, answers);
    var invoices = new InvoiceStore(table, answers, links, wall);
    var payments = new PaymentStore(table, answers);
    var debts = new Debts(invoices);
    var reverse =
        new ReversePayment(payments, invoices, new RemindAnew(invoices, policies, customers));
    this.routes =
        new PaymentRoutes(
                tenants,
                payments,
                debts,
                new PaymentReader(debts, customers),
                new ReceivePayment(payments, debts, new Ulid(wall)),
                new ClearPayment(payments, invoices),
                reverse,
                new Idempotency(answers),
                new Cursors(cursorKey))
            .routes();
  }

  static Wiring of(Map<String, String> environment) {
    var deployment = Deployment.of(environment);
    var wall = Clock.systemUTC();
    return new Wiring(
        deployment.table(),
        wall,
        deployment.answers(wall),
        deployment.links(),
        deployment.linkKey());
  }

  List<Route> routes() {
    return routes;
  }
}
