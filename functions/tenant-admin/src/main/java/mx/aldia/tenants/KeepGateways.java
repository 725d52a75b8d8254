package mx.aldia.tenants;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.tenant.GatewayAccount;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.table.GatewaySecrets;
import mx.aldia.table.TenantStore;

/** The accounts that tenants have at payment providers; their secrets go in and never come out. */
final class KeepGateways {
  /** The providers whose notifications we can read. */
  static final List<String> KNOWN = List.of("stripe");

  private final TenantStore tenants;
  private final GatewaySecrets secrets;
  private final Clock wall;

  KeepGateways(TenantStore tenants, GatewaySecrets secrets, Clock wall) {
    this.tenants = tenants;
    this.secrets = secrets;
    this.wall = wall;
  }

  /** An account as a caller tells it. */
  record Wanted(String webhookSecret, Optional<String> apiKey, Optional<String> apiBase) {
    @Override
    public String toString() {
      return "Wanted[...]";
    }
  }

  List<GatewayAccount> list(TenantId tenant) {
    return tenants.gateways(tenant);
  }

  /** Replaces the account as a whole. */
  GatewayAccount connect(TenantId tenant, String name, Wanted wanted) {
    var account =
        new GatewayAccount(
            name,
            true,
            wanted.apiKey().isPresent(),
            wanted.apiBase(),
            wall.instant().truncatedTo(ChronoUnit.MILLIS));
    var sealed = new HashMap<String, byte[]>();
    sealed.put(
        GatewaySecrets.WEBHOOK_SECRET,
        secrets.seal(tenant, name, GatewaySecrets.WEBHOOK_SECRET, wanted.webhookSecret()));
    wanted
        .apiKey()
        .ifPresent(
            key ->
                sealed.put(
                    GatewaySecrets.API_KEY,
                    secrets.seal(tenant, name, GatewaySecrets.API_KEY, key)));
    tenants.saveGateway(tenant, account, sealed);
    return account;
  }
}
