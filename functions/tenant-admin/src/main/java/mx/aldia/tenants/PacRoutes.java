package mx.aldia.tenants;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tax.PacAccount;
import mx.aldia.domain.tax.PacAccount.Access;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Fields;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.table.PacStore;
import mx.aldia.table.TenantStore;

/**
 * {@code /v1/tenant/pac}: the certifier a tenant has a contract with; {@code /v1/pac}: the
 * operator's, which serves the tenants that have none. A sandbox has its own, whatever is said
 * here.
 */
final class PacRoutes {
  private static final int LONGEST = 2000;

  private final PacStore pacs;
  private final Clock wall;

  PacRoutes(PacStore pacs, Clock wall) {
    this.pacs = pacs;
    this.wall = wall;
  }

  List<Route> routes() {
    return List.of(
        Route.put("/v1/tenant/pac", Scope.write("tenant"), it -> keep(it, it.tenant())),
        Route.get("/v1/tenant/pac", Scope.read("tenant"), it -> show(it.tenant())),
        Route.delete("/v1/tenant/pac", Scope.write("tenant"), it -> forget(it.tenant())),
        Route.put("/v1/pac", Scope.OPERATOR, it -> keep(it, TenantStore.OPERATOR)),
        Route.get("/v1/pac", Scope.OPERATOR, _ -> show(TenantStore.OPERATOR)));
  }

  private Response keep(Request request, TenantId owner) {
    var fields = request.fields();
    var provider = fields.choice("provider", PacAccount.Provider.class).required();
    var test = fields.choice("environment", List.of("live", "test")).optional().orElse("live");
    var access = access(fields, provider);
    return Response.of(
        fields.read(() -> access),
        it -> {
          var account =
              new PacAccount(
                  provider, test.equals("test"), wall.instant().truncatedTo(ChronoUnit.MILLIS));
          pacs.save(owner, account, it);
          return Response.ok(json(account));
        });
  }

  /** SW takes a token or a user with a password, Finkok the latter. */
  private static Access access(Fields fields, PacAccount.Provider provider) {
    var token = fields.text("token").max(LONGEST).optional();
    var user = fields.text("user").max(LONGEST).optional();
    var password = fields.text("password").max(LONGEST).optional();
    if (token.isPresent() && (user.isPresent() || password.isPresent())) {
      fields.refuse("token", "token_or_account");
    } else if (token.isPresent() && provider == PacAccount.Provider.FINKOK) {
      fields.refuse("token", "finkok_takes_an_account");
    } else if (token.isEmpty()) {
      requireBoth(fields, user, password);
    }
    return new Access(user.orElse(""), token.or(() -> password).orElse(""));
  }

  private static void requireBoth(Fields fields, Optional<String> user, Optional<String> password) {
    if (user.isEmpty()) {
      fields.refuse("user", "required");
    }
    if (password.isEmpty()) {
      fields.refuse("password", "required");
    }
  }

  private Response show(TenantId owner) {
    return pacs.find(owner)
        .map(account -> Response.ok(json(account)))
        .orElseGet(() -> Response.refused(new Problem.NotFound("pac")));
  }

  private Response forget(TenantId owner) {
    pacs.forget(owner);
    return Response.noContent();
  }

  private static JsonObject json(PacAccount account) {
    return new JsonObject()
        .text("provider", account.provider().name().toLowerCase(Locale.ROOT))
        .text("environment", account.test() ? "test" : "live")
        .instant("updated_at", account.updatedAt());
  }
}
