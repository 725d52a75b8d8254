package mx.aldia.payments;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import mx.aldia.edge.Acknowledge;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.Route;
import mx.aldia.table.ClockStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.GatewaySecrets;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.ProviderEventStore;
import mx.aldia.table.TenantStore;

/** How this function is put together. */
final class Wiring {
  /** Longer than any queue brings an event back. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final List<Route> routes;
  private final ApplyProviderEvent applyProviderEvent;
  private final Acknowledge acknowledge;

  Wiring(Deployment deployment) {
    var table = deployment.table();
    var wall = deployment.wall();
    var answers = deployment.answers();
    var links = deployment.links();
    var tenants = new TenantStore(table, wall, answers);
    var customers = new CustomerStore(table, answers, links);
    var policies = new PolicyStore(table, answers);
    var invoices = new InvoiceStore(table, answers, links, wall);
    var payments = new PaymentStore(table, answers);
    var events = new ProviderEventStore(table, wall);
    var clocks = new ClockStore(table);
    var ids = deployment.ids();
    var debts = new Debts(invoices);
    var rereading = new Rereading(deployment.waiting());
    var remindAnew = new RemindAnew(invoices, policies, customers, rereading);
    var reverse = new ReversePayment(payments, invoices, remindAnew, rereading);
    this.routes =
        Stream.of(
                new PaymentRoutes(
                        tenants,
                        payments,
                        debts,
                        new PaymentReader(debts, customers),
                        new ReceivePayment(payments, debts, ids, rereading),
                        new ClearPayment(payments, invoices, rereading),
                        reverse,
                        new ReallocatePayment(payments, invoices, debts, remindAnew, rereading),
                        new Idempotency(answers, deployment.waiting()),
                        new Cursors(deployment.linkKey()))
                    .routes(),
                new WebhookRoutes(
                        tenants, new GatewaySecrets(tenants, deployment.secrets()), events, wall)
                    .routes())
            .flatMap(List::stream)
            .toList();
    this.applyProviderEvent =
        new ApplyProviderEvent(
            tenants,
            events,
            payments,
            new JudgeNotice(
                payments, debts, new BookProviderMoney(payments, debts, ids, rereading), reverse));
    this.acknowledge =
        (consumer, event) ->
            clocks.acknowledge(
                event.tenant(), consumer, event.id(), wall.instant().plus(REMEMBERED));
  }

  List<Route> routes() {
    return routes;
  }

  ApplyProviderEvent applyProviderEvent() {
    return applyProviderEvent;
  }

  Acknowledge acknowledge() {
    return acknowledge;
  }
}
