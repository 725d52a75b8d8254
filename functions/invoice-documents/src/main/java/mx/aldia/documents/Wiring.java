package mx.aldia.documents;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import mx.aldia.edge.Acknowledge;
import mx.aldia.table.Answers;
import mx.aldia.table.ClockStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Links;
import mx.aldia.table.PdfStore;
import mx.aldia.table.Table;
import mx.aldia.table.TenantStore;

/** What this function is made of. */
record Wiring(RenderInvoice renderInvoice, Acknowledge acknowledge) {
  /** Longer than any queue keeps a message that might come again. */
  private static final Duration KEPT = Duration.ofDays(30);

  static Wiring of(Map<String, String> environment) {
    var deployment = Deployment.of(environment);
    var wall = Clock.systemUTC();
    return of(deployment.table(), deployment.answers(wall), deployment.links(), wall);
  }

  static Wiring of(Table table, Answers answers, Links links, Clock wall) {
    var clocks = new ClockStore(table);
    return new Wiring(
        new RenderInvoice(
            new TenantStore(table, wall, answers),
            new CustomerStore(table, answers, links),
            new InvoiceStore(table, answers, links, wall),
            new PdfStore(table),
            links),
        (consumer, event) ->
            clocks.acknowledge(event.tenant(), consumer, event.id(), wall.instant().plus(KEPT)));
  }
}
