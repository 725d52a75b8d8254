package mx.aldia.tenants;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Environment;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.Route;
import mx.aldia.table.Answers;
import mx.aldia.table.ClockStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.GatewaySecrets;
import mx.aldia.table.KeyStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.Sealer;
import mx.aldia.table.Secrets;
import mx.aldia.table.Table;
import mx.aldia.table.TenantStore;

/** How this function is put together. */
final class Wiring {
  private final List<Route> routes;

  Wiring(
      Table table,
      Clock wall,
      Supplier<byte[]> linkKey,
      String origin,
      Secrets secrets,
      Consumer<TenantId> beginAdvance) {
    var answers = new Answers(table, wall, new Sealer(linkKey, "answers"));
    var tenants = new TenantStore(table, wall, answers);
    var ids = new Ulid(wall);
    var idempotency = new Idempotency(answers);
    this.routes =
        Stream.of(
                new OwnRoutes().routes(),
                new TenantRoutes(
                        new KeepTenants(tenants, ids, wall),
                        new TenantReader(new PolicyStore(table, answers)),
                        idempotency)
                    .routes(),
                new KeyRoutes(
                        new KeepKeys(new KeyStore(table, answers), ids, wall),
                        idempotency,
                        new Cursors(linkKey))
                    .routes(),
                new GatewayRoutes(
                        new KeepGateways(tenants, new GatewaySecrets(tenants, secrets), wall),
                        origin)
                    .routes(),
                new ClockRoutes(
                        new MoveClock(new ClockStore(table), answers, beginAdvance, wall),
                        idempotency)
                    .routes())
            .flatMap(List::stream)
            .toList();
  }

  static Wiring of(Map<String, String> variables) {
    var environment = Environment.of(variables, "TABLE_NAME", "PUBLIC_ORIGIN", "CLOCK_QUEUE_URL");
    var deployment = Deployment.of(variables);
    return new Wiring(
        deployment.table(),
        Clock.systemUTC(),
        deployment.linkKey(),
        environment.get("PUBLIC_ORIGIN"),
        deployment.secrets(),
        ClockQueue.of(variables)::tell);
  }

  List<Route> routes() {
    return routes;
  }
}
