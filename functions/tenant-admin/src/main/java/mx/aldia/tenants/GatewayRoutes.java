package mx.aldia.tenants;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tenant.GatewayAccount;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Fields;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Page;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;

/** {@code /v1/gateways}: the tenant's own accounts at payment providers. */
final class GatewayRoutes {
  private static final int LONGEST_SECRET = 500;

  private final KeepGateways gateways;
  private final String origin;

  /**
   * Routes for the accounts at providers.
   *
   * @param origin where providers reach us
   */
  GatewayRoutes(KeepGateways gateways, String origin) {
    this.gateways = gateways;
    this.origin = origin;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/gateways", Scope.read("gateways"), this::list),
        Route.put("/v1/gateways/{gateway}", Scope.write("gateways"), this::connect));
  }

  private Response list(Request request) {
    return Response.page(
        new Page<>(gateways.list(request.tenant()), Optional.empty()),
        account -> json(request.tenant(), account));
  }

  private Response connect(Request request) {
    var name = request.param("gateway");
    if (!KeepGateways.KNOWN.contains(name)) {
      return Response.refused(new Problem.NotFound("gateway"));
    }
    var fields = request.fields();
    var wanted =
        new KeepGateways.Wanted(
            fields.text("webhook_secret").max(LONGEST_SECRET).required(),
            fields.text("api_key").max(LONGEST_SECRET).optional(),
            standIn(fields, request));
    return Response.of(
        fields.read(() -> wanted),
        it -> Response.ok(json(request.tenant(), gateways.connect(request.tenant(), name, it))));
  }

  private static Optional<String> standIn(Fields fields, Request request) {
    return fields
        .text("api_base")
        .as(GatewayRoutes::address, "not_an_address", "")
        .where(_ -> request.isSandbox(), "sandbox_only")
        .optional();
  }

  /** Scheme, host and perhaps a path; without the slash at its end. */
  private static Optional<String> address(String text) {
    try {
      var uri = new URI(text);
      boolean right =
          uri.getScheme() != null
              && uri.getScheme().matches("https?")
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null;
      return right ? Optional.of(text.replaceAll("/+$", "")) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private JsonObject json(TenantId tenant, GatewayAccount account) {
    return new JsonObject()
        .text("gateway", account.name())
        .bool("has_webhook_secret", account.hasWebhookSecret())
        .bool("has_api_key", account.hasApiKey())
        .text("api_base", account.apiBase())
        .text("webhook_url", origin + "/webhooks/" + account.name() + "/" + tenant.value())
        .instant("updated_at", account.updatedAt());
  }
}
