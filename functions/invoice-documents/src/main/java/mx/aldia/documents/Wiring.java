package mx.aldia.documents;

import java.time.Duration;
import java.util.Map;
import mx.aldia.edge.Acknowledge;
import mx.aldia.table.ClockStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PdfStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** What this function is made of. */
record Wiring(RenderInvoice renderInvoice, Acknowledge acknowledge) {
  /** Longer than any queue keeps a message that might come again. */
  private static final Duration KEPT = Duration.ofDays(30);

  static Wiring of(Map<String, String> environment) {
    return of(Deployment.of(environment));
  }

  static Wiring of(Deployment deployment) {
    var table = deployment.table();
    var answers = deployment.answers();
    var links = deployment.links();
    var wall = deployment.wall();
    var clocks = new ClockStore(table);
    return new Wiring(
        new RenderInvoice(
            new TenantStore(table, wall, answers),
            new CustomerStore(table, answers, links),
            new InvoiceStore(table, answers, links, wall),
            new PdfStore(table, links),
            new TaxDocumentStore(table),
            links),
        (consumer, event) ->
            clocks.acknowledge(event.tenant(), consumer, event.id(), wall.instant().plus(KEPT)));
  }
}
