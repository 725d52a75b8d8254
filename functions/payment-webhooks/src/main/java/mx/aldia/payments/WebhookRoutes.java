package mx.aldia.payments;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Log;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.gateways.Gateway;
import mx.aldia.gateways.ProviderRequest;
import mx.aldia.gateways.Verdict;
import mx.aldia.table.GatewaySecrets;
import mx.aldia.table.ProviderEventStore;
import mx.aldia.table.TenantStore;

/**
 * What providers tell us, at an address of each tenant's own. Their signature over the raw bytes is
 * the only key; what is rightly signed is stored and answered at once, and applied from its queue.
 */
final class WebhookRoutes {
  private static final Log LOG = Log.of(WebhookRoutes.class);

  private final TenantStore tenants;
  private final GatewaySecrets secrets;
  private final ProviderEventStore events;
  private final Clock wall;

  WebhookRoutes(
      TenantStore tenants, GatewaySecrets secrets, ProviderEventStore events, Clock wall) {
    this.tenants = tenants;
    this.secrets = secrets;
    this.events = events;
    this.wall = wall;
  }

  List<Route> routes() {
    return List.of(Route.openRaw("/webhooks/{gateway}/{tenant}", this::receive));
  }

  private Response receive(Request request) {
    var tenant = new TenantId(request.param("tenant"));
    var gateway = Gateway.named(request.param("gateway"));
    if (gateway.isEmpty()) {
      return nothingHere();
    }
    var secret = secrets.find(tenant, gateway.get().name(), GatewaySecrets.WEBHOOK_SECRET);
    var open = tenants.open(tenant);
    if (secret.isEmpty() || open.isEmpty()) {
      return nothingHere();
    }
    var body = request.bytes();
    var told = new ProviderRequest(body, request.headers(), Map.of());
    return switch (gateway.get().verify(told, List.of(secret.get()), wall.instant())) {
      case Verdict.Rejected(var reason) -> {
        LOG.warn("webhook refused", "gateway", gateway.get().name(), "reason", reason);
        yield Response.bad("webhook_refused");
      }
      case Verdict.Verified(var event) -> {
        events.receive(open.get().time(), gateway.get().name(), event.id(), body);
        yield Response.ok(new JsonObject().bool("received", true));
      }
    };
  }

  /** Nobody learns from outside which of both is missing. */
  private static Response nothingHere() {
    return Response.refused(new Problem.NotFound("gateway"));
  }
}
