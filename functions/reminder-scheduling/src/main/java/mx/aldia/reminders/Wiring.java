package mx.aldia.reminders;

import java.time.Clock;
import java.util.Map;
import mx.aldia.edge.Environment;
import mx.aldia.sending.ComposeMessage;
import mx.aldia.sending.Courier;
import mx.aldia.sending.SendHeld;
import mx.aldia.table.CertificateWarnings;
import mx.aldia.table.Cloud;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.EventStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.MessageStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.SweepStore;
import mx.aldia.table.Table;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How this function's handlers are put together. */
final class Wiring {
  private Wiring() {}

  static Commands commands(Deployment deployment, Courier courier) {
    var table = deployment.table();
    var answers = deployment.answers();
    var links = deployment.links();
    var wall = deployment.wall();
    var tenants = new TenantStore(table, wall, answers);
    var invoices = new InvoiceStore(table, answers, links, wall);
    var messages = new MessageStore(table, wall);
    var customers = new CustomerStore(table, answers, links);
    var documents = new TaxDocumentStore(table);
    var reading =
        new ReadDebt(tenants, customers, new PolicyStore(table, answers), new EventStore(table));
    var carrying = new CarryReminder(messages, new ComposeMessage(links, wall), courier);
    return new Commands(
        new SendReminder(invoices, messages, documents, reading, carrying, wall),
        new TellOverdue(invoices, tenants),
        new TellUnpaid(invoices, tenants),
        new SendHeld(tenants, customers, invoices, messages, courier, wall),
        new WakeDocument(tenants, documents),
        new WarnOfCertificate(tenants, new CertificateWarnings(table), courier, wall),
        new SweepStore(table));
  }

  static Sweep sweep(Map<String, String> environment) {
    var queues = Environment.of(environment, "REMINDERS_QUEUE_URL", "CLOCK_QUEUE_URL");
    return sweep(
        Table.connect(environment),
        new Cloud(environment).client(SqsClient.builder(), "SQS").build(),
        queues.get("REMINDERS_QUEUE_URL"),
        queues.get("CLOCK_QUEUE_URL"),
        Clock.systemUTC());
  }

  static Sweep sweep(Table table, SqsClient sqs, String reminders, String clocks, Clock wall) {
    return new Sweep(
        new SweepStore(table),
        new CommandQueue(sqs, reminders),
        new CommandQueue(sqs, clocks),
        wall,
        Sweep.MOST_WAITING);
  }
}
