package mx.aldia.delivery;

import java.time.Duration;
import java.util.Map;
import mx.aldia.edge.Acknowledge;
import mx.aldia.paper.Paper;
import mx.aldia.paper.Printer;
import mx.aldia.sending.ComposeMessage;
import mx.aldia.sending.Courier;
import mx.aldia.sending.SendMessage;
import mx.aldia.table.ClockStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.MessageStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.PdfStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** What this function is made of. */
record Wiring(DeliverInvoice deliverInvoice, Acknowledge acknowledge) {
  static Wiring of(Map<String, String> environment) {
    return of(Deployment.of(environment), Courier.of(environment), Paper::print);
  }

  static Wiring of(Deployment deployment, Courier courier, Printer printer) {
    var table = deployment.table();
    var answers = deployment.answers();
    var links = deployment.links();
    var wall = deployment.wall();
    var clocks = new ClockStore(table);
    return new Wiring(
        new DeliverInvoice(
            new TenantStore(table, wall, answers),
            new CustomerStore(table, answers, links),
            new InvoiceStore(table, answers, links, wall),
            new PdfStore(table, links),
            printer,
            new TaxDocumentStore(table),
            new PaymentStore(table, answers),
            new SendMessage(
                new MessageStore(table, wall), new ComposeMessage(links, wall), courier, wall)),
        (consumer, event) ->
            clocks.acknowledge(event.tenant(), consumer, event.id(), wall.instant().plus(KEPT)));
  }

  /** Longer than any queue keeps a message that might come again. */
  private static final Duration KEPT = Duration.ofDays(30);
}
