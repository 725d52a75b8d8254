package mx.aldia.reading;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Route;
import mx.aldia.table.Answers;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.EventStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Links;
import mx.aldia.table.MessageStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.Table;
import mx.aldia.table.TenantStore;

/** How this function is put together. */
final class Wiring {
  private Wiring() {}

  static List<Route> routes(Map<String, String> environment) {
    var deployment = Deployment.of(environment);
    return routes(
        deployment.table(),
        deployment.wall(),
        deployment.answers(),
        deployment.links(),
        new Cursors(deployment.linkKey()));
  }

  static List<Route> routes(
      Table table, Clock wall, Answers answers, Links links, Cursors cursors) {
    var tenants = new TenantStore(table, wall, answers);
    var customers = new CustomerStore(table, answers, links);
    var invoices = new InvoiceStore(table, answers, links, wall);
    var events = new EventStore(table);
    var payments = new PaymentStore(table, answers);
    var statements = new Statements(tenants, invoices);
    return Stream.of(
            new MessageRoutes(tenants, new MessageStore(table, wall), cursors).routes(),
            new EventRoutes(tenants, events, cursors).routes(),
            new TimelineRoutes(invoices, customers, events, cursors).routes(),
            new StatementRoutes(tenants, customers, payments, statements).routes())
        .flatMap(List::stream)
        .toList();
  }
}
