package mx.aldia.table;

import java.util.Optional;
import mx.aldia.domain.tenant.TenantId;

/** The secrets that tenants share with their payment providers, by one naming for all functions. */
public final class GatewaySecrets {
  /** What a provider signs its notifications with. */
  public static final String WEBHOOK_SECRET = "webhook_secret";

  /** What we call a provider with. */
  public static final String API_KEY = "api_key";

  private final TenantStore tenants;
  private final Secrets secrets;

  public GatewaySecrets(TenantStore tenants, Secrets secrets) {
    this.tenants = tenants;
    this.secrets = secrets;
  }

  /** As {@link TenantStore#saveGateway} stores it. */
  public byte[] seal(TenantId tenant, String gateway, String name, String secret) {
    return secrets.seal(tenant, context(gateway, name), secret);
  }

  public Optional<String> find(TenantId tenant, String gateway, String name) {
    return tenants
        .secret(tenant, gateway, name)
        .map(stored -> secrets.open(tenant, context(gateway, name), stored));
  }

  private static String context(String gateway, String name) {
    return gateway + "." + name;
  }
}
