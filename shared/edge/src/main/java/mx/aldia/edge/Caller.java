package mx.aldia.edge;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as the authorizer found it by the key and from nowhere else.
 *
 * @param tenant empty for the operator, and for who has no good key
 * @param scopes {@code resource:read}, {@code resource:write}, {@code *} (all of the tenant), or
 *     {@code operator}
 * @param fault why there is no good key: the code of the 401
 */
public record Caller(
    Optional<TenantId> tenant, Tenant.Mode mode, Set<String> scopes, Optional<String> fault) {
  /** Under whose name the operator's own requests are remembered; no tenant can have this id. */
  public static final TenantId OPERATOR = new TenantId("operator");

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Nobody: an open route, or a request that came around the authorizer. */
  public static Caller nobody() {
    return new Caller(Optional.empty(), Tenant.Mode.TEST, Set.of(), Optional.of("missing_key"));
  }

  /** Whether the scopes allow it; to write a resource is to read it too. */
  public boolean may(String scope) {
    if (fault.isPresent()) {
      return false;
    }
    if (scopes.contains(scope)) {
      return true;
    }
    if (scope.equals(Scope.OPERATOR)) {
      return false;
    }
    return scopes.contains(Scope.ALL)
        || (scope.endsWith(":read")
            && scopes.contains(scope.substring(0, scope.length() - 4) + "write"));
  }

  static Caller of(APIGatewayV2HTTPEvent.@Nullable RequestContext context) {
    if (context == null
        || context.getAuthorizer() == null
        || context.getAuthorizer().getLambda() == null) {
      return nobody();
    }
    var said = context.getAuthorizer().getLambda();
    var tenant = word(said, "tenant").map(TenantId::new);
    var scopes = Set.of(word(said, "scopes").orElse("").split(" "));
    var fault = word(said, "fault");
    if (fault.isEmpty() && tenant.isEmpty() && !scopes.contains(Scope.OPERATOR)) {
      return nobody();
    }
    var mode = word(said, "mode").orElse("").equals("live") ? Tenant.Mode.LIVE : Tenant.Mode.TEST;
    return new Caller(tenant, mode, scopes, fault);
  }

  private static Optional<String> word(Map<String, Object> said, String name) {
    return said.get(name) instanceof String word && !word.isBlank()
        ? Optional.of(word)
        : Optional.empty();
  }
}
