package mx.aldia.portal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import mx.aldia.edge.Route;
import mx.aldia.table.Answers;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Links;
import mx.aldia.table.Table;
import mx.aldia.table.TenantStore;

/** How this function is put together. */
final class Wiring {
  private Wiring() {}

  static List<Route> routes(Map<String, String> environment) {
    var wall = Clock.systemUTC();
    var deployment = Deployment.of(environment);
    return routes(deployment.table(), wall, deployment.answers(wall), deployment.links());
  }

  static List<Route> routes(Table table, Clock wall, Answers answers, Links links) {
    var tenants = new TenantStore(table, wall, answers);
    var customers = new CustomerStore(table, answers, links);
    var invoices = new InvoiceStore(table, answers, links, wall);
    return new PortalRoutes(
            new ShowInvoice(tenants, customers, invoices, links),
            new OptOut(tenants, customers, links))
        .routes();
  }
}
