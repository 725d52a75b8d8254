package mx.aldia.reminders;

import java.time.Clock;
import java.util.Map;
import mx.aldia.edge.Environment;
import mx.aldia.sending.ComposeMessage;
import mx.aldia.sending.Courier;
import mx.aldia.sending.SendHeld;
import mx.aldia.table.Answers;
import mx.aldia.table.Cloud;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.EventStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Links;
import mx.aldia.table.MessageStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.SweepStore;
import mx.aldia.table.Table;
import mx.aldia.table.TenantStore;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How this function's handlers are put together. */
final class Wiring {
  private Wiring() {}

  static Commands commands(Map<String, String> environment) {
    var deployment = Deployment.of(environment);
    var wall = Clock.systemUTC();
    return commands(
        deployment.table(),
        deployment.answers(wall),
        deployment.links(),
        Courier.of(environment),
        wall);
  }

  static Commands commands(Table table, Answers answers, Links links, Courier courier, Clock wall) {
    var tenants = new TenantStore(table, wall, answers);
    var invoices = new InvoiceStore(table, answers, links, wall);
    var messages = new MessageStore(table, wall);
    var customers = new CustomerStore(table, answers, links);
    var reading =
        new ReadDebt(tenants, customers, new PolicyStore(table, answers), new EventStore(table));
    var carrying = new CarryReminder(messages, new ComposeMessage(links, wall), courier);
    return new Commands(
        new SendReminder(invoices, messages, reading, carrying, wall),
        new TellOverdue(invoices, tenants),
        new SendHeld(tenants, customers, invoices, messages, courier, wall),
        new SweepStore(table));
  }

  static Sweep sweep(Map<String, String> environment) {
    var queues = Environment.of(environment, "REMINDERS_QUEUE_URL", "CLOCK_QUEUE_URL");
    var sqs = new Cloud(environment).client(SqsClient.builder(), "SQS").build();
    return new Sweep(
        new SweepStore(Table.connect(environment)),
        new CommandQueue(sqs, queues.get("REMINDERS_QUEUE_URL")),
        new CommandQueue(sqs, queues.get("CLOCK_QUEUE_URL")),
        Clock.systemUTC(),
        Sweep.MOST_WAITING);
  }
}
