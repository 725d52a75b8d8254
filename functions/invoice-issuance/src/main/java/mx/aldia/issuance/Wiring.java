package mx.aldia.issuance;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mx.aldia.domain.id.Ulid;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Environment;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.Route;
import mx.aldia.table.Answers;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Links;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.ProductStore;
import mx.aldia.table.Sealer;
import mx.aldia.table.Table;
import mx.aldia.table.TenantStore;

/** How this function is put together. */
final class Wiring {
  private final List<Route> routes;

  Wiring(Table table, Clock wall, Supplier<byte[]> linkKey, String origin) {
    var answers = new Answers(table, wall, new Sealer(linkKey, "answers"));
    var links = new Links(table, linkKey, origin);
    var tenants = new TenantStore(table, wall, answers);
    var customers = new CustomerStore(table, answers, links);
    var products = new ProductStore(table, answers);
    var policies = new PolicyStore(table, answers);
    var invoices = new InvoiceStore(table, answers, links, wall);
    var ids = new Ulid(wall);
    var idempotency = new Idempotency(answers);
    var cursors = new Cursors(linkKey);
    var issuing = new IssueInvoice(invoices, policies);
    var reader = new TermsReader(customers, products, policies);
    this.routes =
        Stream.of(
                new CustomerRoutes(
                        new KeepCustomers(tenants, customers, ids), customers, idempotency, cursors)
                    .routes(),
                new ProductRoutes(tenants, products, ids, idempotency, cursors).routes(),
                new InvoiceRoutes(
                        tenants,
                        new KeepInvoices(invoices, reader, issuing, ids),
                        new HoldReminders(invoices, policies, customers),
                        invoices,
                        new InvoiceJson(links),
                        idempotency,
                        cursors)
                    .routes())
            .flatMap(List::stream)
            .toList();
  }

  static Wiring of(Map<String, String> variables) {
    var environment = Environment.of(variables, "TABLE_NAME", "PUBLIC_ORIGIN");
    return new Wiring(
        Table.connect(variables),
        Clock.systemUTC(),
        Deployment.of(variables).linkKey(),
        environment.get("PUBLIC_ORIGIN"));
  }

  List<Route> routes() {
    return routes;
  }
}
