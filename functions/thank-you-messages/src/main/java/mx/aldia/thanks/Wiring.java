package mx.aldia.thanks;

import java.time.Duration;
import java.util.Map;
import mx.aldia.edge.Acknowledge;
import mx.aldia.sending.ComposeMessage;
import mx.aldia.sending.Courier;
import mx.aldia.sending.SendMessage;
import mx.aldia.table.ClockStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.MessageStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** What this function is made of. */
record Wiring(ThankCustomer thankCustomer, Acknowledge acknowledge) {
  /** Longer than any queue keeps a message that might come again. */
  private static final Duration KEPT = Duration.ofDays(30);

  static Wiring of(Map<String, String> environment) {
    return of(Deployment.of(environment), Courier.of(environment));
  }

  static Wiring of(Deployment deployment, Courier courier) {
    var table = deployment.table();
    var answers = deployment.answers();
    var links = deployment.links();
    var wall = deployment.wall();
    var clocks = new ClockStore(table);
    var messages = new MessageStore(table, wall);
    var invoices = new InvoiceStore(table, answers, links, wall);
    var payments = new PaymentStore(table, answers);
    return new Wiring(
        new ThankCustomer(
            new TenantStore(table, wall, answers),
            new CustomerStore(table, answers, links),
            invoices,
            payments,
            new PolicyStore(table, answers),
            messages,
            new AwaitComplement(new TaxDocumentStore(table)),
            new SendMessage(messages, new ComposeMessage(links, wall), courier, wall)),
        (consumer, event) ->
            clocks.acknowledge(event.tenant(), consumer, event.id(), wall.instant().plus(KEPT)));
  }
}
