package mx.aldia.tenants;

import java.util.List;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;

/** {@code /v1/tenants} for the operator, {@code /v1/tenant} for the business itself. */
final class TenantRoutes {
  private final KeepTenants tenants;
  private final TenantReader reader;
  private final Idempotency idempotency;

  TenantRoutes(KeepTenants tenants, TenantReader reader, Idempotency idempotency) {
    this.tenants = tenants;
    this.reader = reader;
    this.idempotency = idempotency;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/tenants", Scope.OPERATOR, this::create),
        Route.get("/v1/tenant", Scope.read("tenant"), this::show),
        Route.patch("/v1/tenant", Scope.write("tenant"), this::change));
  }

  private Response create(Request request) {
    var tenant = reader.read(request.fields(), tenants.blank());
    var secret = Secret.fresh(tenant.mode());
    return idempotency.<Tenant>once(
        request,
        made -> TenantJson.of(made).text("api_key", secret.text()).answer(201),
        attempt ->
            request.fields().read(() -> tenant).map(it -> tenants.create(it, secret, attempt)));
  }

  private Response show(Request request) {
    return told(tenants.find(request.tenant()));
  }

  private Response change(Request request) {
    return Response.of(changed(request, tenants.find(request.tenant())), TenantRoutes::told);
  }

  private Outcome<Tenant> changed(Request request, Tenant was) {
    if (request.ifMatch().filter(version -> version != was.version()).isPresent()) {
      return Outcome.refused(new Problem.Stale(was.version()));
    }
    var fields = request.fields().over(TenantJson.said(was).node());
    var next = reader.reread(fields, was);
    return fields.read(() -> next).then(it -> tenants.change(was, it));
  }

  private static Response told(Tenant tenant) {
    return Response.ok(TenantJson.of(tenant)).version(tenant.version());
  }
}
