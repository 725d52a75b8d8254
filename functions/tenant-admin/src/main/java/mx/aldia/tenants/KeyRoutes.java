package mx.aldia.tenants;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import mx.aldia.domain.tenant.ApiKey;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Fields;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;

/** {@code /v1/api_keys}: rotation is a new key, then the end of the old one. */
final class KeyRoutes {
  private static final String READ = Scope.read("api_keys");
  private static final String WRITE = Scope.write("api_keys");

  private final KeepKeys keys;
  private final Idempotency idempotency;
  private final Cursors cursors;

  KeyRoutes(KeepKeys keys, Idempotency idempotency, Cursors cursors) {
    this.keys = keys;
    this.idempotency = idempotency;
    this.cursors = cursors;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/api_keys", WRITE, this::create),
        Route.get("/v1/api_keys", READ, this::list),
        Route.delete("/v1/api_keys/{id}", WRITE, this::revoke));
  }

  private Response create(Request request) {
    var wanted = read(request);
    var secret = Secret.fresh(request.caller().mode());
    return idempotency.<ApiKey>onceFor(
        String.join(" ", new TreeSet<>(request.caller().scopes())), // never to a lesser key
        request,
        key -> json(key).text("api_key", secret.text()).answer(201),
        attempt ->
            request
                .fields()
                .read(() -> wanted)
                .map(it -> keys.create(request.caller(), it, secret, attempt)));
  }

  private KeepKeys.Wanted read(Request request) {
    var fields = request.fields();
    var name = fields.text("name").max(100).orElse("");
    var scopes = scopes(fields, request);
    var expiresAt = fields.instant("expires_at").optional();
    if (expiresAt.filter(it -> !keys.isAhead(it)).isPresent()) {
      fields.refuse("expires_at", "not_in_the_future");
    }
    return new KeepKeys.Wanted(name, new HashSet<>(scopes), expiresAt);
  }

  /** Those of its maker unless said; never more than those. */
  private static List<String> scopes(Fields fields, Request request) {
    return fields
        .texts("scopes", 60)
        .min(1)
        .distinct()
        .every(Scope.TENANT_SCOPES::contains, "no_such_scope")
        .every(request.caller()::may, "scope_beyond_own")
        .orElse(List.copyOf(request.caller().scopes()));
  }

  private Response list(Request request) {
    var listing = Listing.of(request, cursors, "api_keys");
    return Response.of(
        request.query().read(() -> listing),
        it -> {
          var all = keys.list(request.tenant());
          var rest =
              it.after()
                  .map(id -> all.stream().dropWhile(key -> !key.id().equals(id)).skip(1).toList())
                  .orElse(all);
          return Response.page(it.page(rest, ApiKey::id), KeyRoutes::json);
        });
  }

  private Response revoke(Request request) {
    return Response.of(
        keys.revoke(request.tenant(), request.param("id")), _ -> Response.noContent());
  }

  private static JsonObject json(ApiKey key) {
    return new JsonObject()
        .text("id", key.id())
        .text("name", Optional.of(key.name()).filter(it -> !it.isEmpty()))
        .text("hint", key.hint())
        .texts("scopes", key.scopes().stream().sorted().toList())
        .instant("created_at", key.createdAt())
        .instant("expires_at", key.expiresAt())
        .instant("revoked_at", key.revokedAt());
  }
}
