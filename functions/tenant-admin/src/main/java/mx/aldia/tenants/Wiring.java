package mx.aldia.tenants;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.Route;
import mx.aldia.table.ClockStore;
import mx.aldia.table.CsdStore;
import mx.aldia.table.Deployment;
import mx.aldia.table.GatewaySecrets;
import mx.aldia.table.KeyStore;
import mx.aldia.table.PacStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.TenantStore;

/** How this function is put together. */
final class Wiring {
  private final List<Route> routes;

  /**
   * Of these parts.
   *
   * @param beginAdvance has somebody take a sandbox's clock on
   */
  Wiring(Deployment deployment, Consumer<TenantId> beginAdvance) {
    var table = deployment.table();
    var wall = deployment.wall();
    var answers = deployment.answers();
    var tenants = new TenantStore(table, wall, answers);
    var secrets = deployment.secrets();
    var ids = deployment.ids();
    var idempotency = new Idempotency(answers, deployment.waiting());
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
                        new Cursors(deployment.linkKey()))
                    .routes(),
                new GatewayRoutes(
                        new KeepGateways(tenants, new GatewaySecrets(tenants, secrets), wall),
                        deployment.origin())
                    .routes(),
                new CertificateRoutes(
                        new KeepCertificate(tenants, new CsdStore(table, secrets), wall))
                    .routes(),
                new PacRoutes(new PacStore(table, secrets), wall).routes(),
                new ClockRoutes(
                        new MoveClock(new ClockStore(table), answers, beginAdvance, wall),
                        idempotency)
                    .routes())
            .flatMap(List::stream)
            .toList();
  }

  List<Route> routes() {
    return routes;
  }
}
