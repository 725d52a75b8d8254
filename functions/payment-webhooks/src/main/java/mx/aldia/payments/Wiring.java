package mx.aldia.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mx.aldia.domain.id.Ulid;
import mx.aldia.edge.Acknowledge;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.Route;
import mx.aldia.table.Answers;
import mx.aldia.table.ClockStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.GatewaySecrets;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Links;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.ProviderEventStore;
import mx.aldia.table.Secrets;
import mx.aldia.table.Table;
import mx.aldia.table.TenantStore;

/** How this function is put together. */
final class Wiring {
  /** Longer than any queue brings an event back. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final List<Route> routes;
  private final ApplyProviderEvent applyProviderEvent;
  private final Acknowledge acknowledge;

  Wiring(
      Table table,
      Clock wall,
      Answers answers,
      Links links,
      Secrets secrets,
      Supplier<byte[]> cursorKey) {
    var tenants = new TenantStore(table, wall, answers);
    var customers = new CustomerStore(table, answers, links);
    var policies = new PolicyStore(table, answers);
    var invoices = new InvoiceStore(table, answers, links, wall);
    var payments = new PaymentStore(table, answers);
    var events = new ProviderEventStore(table, wall);
    var clocks = new ClockStore(table);
    var ids = new Ulid(wall);
    var debts = new Debts(invoices);
    var reverse =
        new ReversePayment(payments, invoices, new RemindAnew(invoices, policies, customers));
    this.routes =
        Stream.of(
                new PaymentRoutes(
                        tenants,
                        payments,
                        debts,
                        new PaymentReader(debts, customers),
                        new ReceivePayment(payments, debts, ids),
                        new ClearPayment(payments, invoices),
                        reverse,
                        new Idempotency(answers),
                        new Cursors(cursorKey))
                    .routes(),
                new WebhookRoutes(tenants, new GatewaySecrets(tenants, secrets), events, wall)
                    .routes())
            .flatMap(List::stream)
            .toList();
    this.applyProviderEvent =
        new ApplyProviderEvent(
            tenants,
            events,
            payments,
            new JudgeNotice(payments, debts, new BookProviderMoney(payments, debts, ids), reverse));
    this.acknowledge =
        (consumer, event) ->
            clocks.acknowledge(
                event.tenant(), consumer, event.id(), wall.instant().plus(REMEMBERED));
  }

  static Wiring of(Map<String, String> environment) {
    var deployment = Deployment.of(environment);
    var wall = Clock.systemUTC();
    return new Wiring(
        deployment.table(),
        wall,
        deployment.answers(wall),
        deployment.links(),
        deployment.secrets(),
        deployment.linkKey());
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
