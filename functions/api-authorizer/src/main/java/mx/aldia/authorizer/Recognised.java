package mx.aldia.authorizer;

import java.util.Map;
import mx.aldia.domain.tenant.ApiKey;
import mx.aldia.domain.tenant.Tenant;

/** What the authorizer says of a caller. */
sealed interface Recognised {
  /** The holder of a tenant's key. */
  record OfTenant(ApiKey key) implements Recognised {}

  /** Who runs this deployment and makes its tenants. */
  record Operator() implements Recognised {}

  /** Somebody without a good key; the code is that of the 401 to come. */
  record Unknown(String fault) implements Recognised {}

  /** As the functions read it behind the gateway, which passes on strings. */
  default Map<String, String> context() {
    return switch (this) {
      case OfTenant(var key) ->
          Map.of(
              "tenant", key.tenant().value(),
              "mode", key.mode() == Tenant.Mode.LIVE ? "live" : "test",
              "scopes", String.join(" ", key.scopes()));
      case Operator() -> Map.of("scopes", "operator");
      case Unknown(var fault) -> Map.of("fault", fault);
    };
  }
}
