package mx.aldia.thanks;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import mx.aldia.edge.Acknowledge;
import mx.aldia.edge.Envelope;
import mx.aldia.paper.Paper;
import mx.aldia.paper.Printer;
import mx.aldia.sending.ComposeMessage;
import mx.aldia.sending.Courier;
import mx.aldia.sending.SendMessage;
import mx.aldia.table.ClockStore;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.MessageStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** What this function is made of. */
record Wiring(Consumer<Envelope> thanks, Acknowledge acknowledge) {
  /** Longer than any queue keeps a message that might come again. */
  private static final Duration KEPT = Duration.ofDays(30);

  static Wiring of(Map<String, String> environment) {
    return of(Deployment.of(environment), Courier.of(environment), Paper::print);
  }

  static Wiring of(Deployment deployment, Courier courier, Printer printer) {
    var table = deployment.table();
    var answers = deployment.answers();
    var links = deployment.links();
    var wall = deployment.wall();
    var clocks = new ClockStore(table);
    var messages = new MessageStore(table, wall);
    var tenants = new TenantStore(table, wall, answers);
    var customers = new CustomerStore(table, answers, links);
    var invoices = new InvoiceStore(table, answers, links, wall);
    var documents = new AwaitComplement(tenants, customers, new TaxDocumentStore(table), printer);
    var sending = new SendMessage(messages, new ComposeMessage(links, wall), courier, wall);
    var thanking =
        new ThankCustomer(
            tenants,
            customers,
            invoices,
            new PaymentStore(table, answers),
            new PolicyStore(table, answers),
            messages,
            documents,
            sending);
    var crediting =
        new TellCreditNote(
            tenants,
            customers,
            invoices,
            new CreditNoteStore(table, answers, wall),
            messages,
            documents,
            sending);
    return new Wiring(
        event -> {
          if (event.data().has("credit_note")) {
            crediting.on(event);
          } else {
            thanking.on(event);
          }
        },
        (consumer, event) ->
            clocks.acknowledge(event.tenant(), consumer, event.id(), wall.instant().plus(KEPT)));
  }
}
