package mx.aldia.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mx.aldia.edge.Scope;
import mx.aldia.local.Handlers;
import mx.aldia.local.acceptance.Aldia.Reply;
import mx.aldia.local.gateway.Route;
import mx.aldia.local.template.Template;
import org.junit.jupiter.api.Test;

/** Who may come in by which door: every route of template.yaml, tried with every wrong key. */
final class DoorsTest {
  private static final Template TEMPLATE =
      Template.of(Path.of(System.getProperty("aldia.root", "../..")));
  private static final String NOBODYS = "ald_test_" + "a".repeat(43);

  @Test
  void without_a_good_key_no_door_opens() {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var ended = ended(aldia);
    var live = Aldia.live().key().replace("ald_live_", "ald_test_");
    var wrong = new ArrayList<String>();

    for (var route : closed()) {
      refused(wrong, route, call(route, Optional.empty()), 401, "missing_key");
      refused(wrong, route, call(route, Optional.of("Basic YTpi")), 401, "malformed_key");
      refused(wrong, route, bearer(route, "garbage"), 401, "malformed_key");
      refused(wrong, route, bearer(route, NOBODYS), 401, "unknown_key");
      refused(wrong, route, bearer(route, ended), 401, "revoked_key");
      refused(wrong, route, bearer(route, otherMode(aldia.key())), 401, "unknown_key");
      refused(wrong, route, bearer(route, live), 401, "unknown_key");
      refused(wrong, route, bearer(route, aldia.key() + "," + aldia.key()), 401, "malformed_key");
    }

    assertThat(wrong).isEmpty();
    assertThat(closed()).hasSizeGreaterThan(40);
  }

  @Test
  void a_key_that_may_do_everything_else_does_not_do_this() {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var scopes = scopes();
    var keys = new HashMap<String, Aldia>();
    var wrong = new ArrayList<String>();

    for (var route : closed()) {
      var scope = scopes.get(route.key());
      assertThat(scope).as(route.key()).isNotNull();
      var key = keys.computeIfAbsent(String.valueOf(scope), it -> aldia.keyFor(allBut(it)));
      refused(wrong, route, bearer(route, key.key()), 403, "forbidden");
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void the_operators_key_makes_tenants_and_opens_nothing_of_theirs() {
    var operator = Aldia.operator();
    var wrong = new ArrayList<String>();

    for (var route : closed()) {
      if (!isTheOperators(route)) {
        refused(wrong, route, bearer(route, operator.key()), 403, "forbidden");
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(Aldia.business("2026-01-05T15:00:00Z").post("/v1/tenants", "{}").status())
        .isEqualTo(403);
  }

  @Test
  void a_key_gives_away_no_more_than_it_has() {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var narrow = aldia.keyFor(List.of("api_keys:write", "customers:read"));

    for (var scope : List.of("*", "customers:write", "invoices:read", "operator")) {
      assertThat(narrow.post("/v1/api_keys", "{\"scopes\":[\"%s\"]}".formatted(scope)).status())
          .as(scope)
          .isEqualTo(422);
    }
    var unsaid =
        narrow.with(narrow.post("/v1/api_keys", "{}").expecting(201).path("api_key").asText());
    assertThat(unsaid.get("/v1/customers").status()).isEqualTo(200);
    assertThat(unsaid.post("/v1/customers", "{\"name\":\"Otra\"}").status()).isEqualTo(403);
  }

  @Test
  void a_live_tenant_has_no_clock_to_move_and_no_stand_in_to_be_fooled_by() {
    var live = Aldia.live();

    assertThat(live.post("/v1/test_clock", "{\"now\":\"2020-01-01T00:00:00Z\"}").status())
        .isBetween(400, 499);
    assertThat(live.post("/v1/test_clock/advance", "{\"to\":\"2030-01-01T00:00:00Z\"}").status())
        .isBetween(400, 499);
    var standIn =
        live.send(
            "PUT",
            "/v1/gateways/stripe",
            "{\"webhook_secret\":\"whsec_1\",\"api_base\":\"http://127.0.0.1:1\"}");
    assertThat(standIn.status()).isEqualTo(422);
    assertThat(standIn.json().path("errors").path(0).path("code").asText())
        .isEqualTo("sandbox_only");
    assertThat(live.send("PATCH", "/v1/tenant", "{\"mode\":\"test\"}").status()).isEqualTo(422);
  }

  @Test
  void a_body_that_is_too_large_or_too_deep_is_refused_before_it_is_read() {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var wrong = new ArrayList<String>();

    for (var route : closed().stream().filter(it -> !it.method().matches("GET|DELETE")).toList()) {
      var asked = isTheOperators(route) ? Aldia.operator() : aldia;
      refused(
          wrong, route, asked.send(route.method(), path(route), large()), 413, "too_large_body");
      var deep = "{\"metadata\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
      refused(wrong, route, asked.send(route.method(), path(route), deep), 400, "json_too_deep");
    }

    assertThat(wrong).isEmpty();
    var webhook =
        Aldia.open(
            "/webhooks/stripe/" + aldia.tenant, large().getBytes(StandardCharsets.UTF_8), Map.of());
    assertThat(webhook.status()).isEqualTo(413);
  }

  /** Routes that ask for a key. */
  private static List<Route> closed() {
    return Route.all(TEMPLATE).stream().filter(it -> !it.open()).toList();
  }

  private static String large() {
    return "{\"name\":\"" + "x".repeat(256 * 1024) + "\"}";
  }

  private static Set<String> allBut(String scope) {
    var all = new TreeSet<>(Scope.TENANT_SCOPES);
    all.remove(Scope.ALL);
    all.remove(scope);
    all.remove(scope.replace(":read", ":write"));
    return all;
  }

  private static String ended(Aldia aldia) {
    var made = aldia.post("/v1/api_keys", "{}").expecting(201);
    aldia.send("DELETE", "/v1/api_keys/" + made.path("id").asText(), "");
    return made.path("api_key").asText();
  }

  private static String otherMode(String key) {
    return key.replace("ald_test_", "ald_live_");
  }

  private static String path(Route route) {
    return route.path().replace("{gateway}", "stripe").replaceAll("\\{[^}]*}", "inv_0");
  }

  private static Reply bearer(Route route, String key) {
    return call(route, Optional.of("Bearer " + key));
  }

  private static Reply call(Route route, Optional<String> authorization) {
    var request =
        HttpRequest.newBuilder(URI.create(Aldia.uri() + path(route)))
            .header("Content-Type", "application/json")
            .method(
                route.method(),
                route.method().equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString("{}"));
    authorization.ifPresent(it -> request.header("Authorization", it));
    return Aldia.send(request);
  }

  /** As a problem, in words and code, kept by nobody on the way. */
  private static void refused(
      List<String> wrong, Route route, Reply reply, int status, String code) {
    var headers = reply.response().headers();
    boolean right =
        reply.status() == status
            && reply.json().path("code").asText().equals(code)
            && reply.json().path("status").asInt() == status
            && headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json")
            && headers.firstValue("Cache-Control").orElse("").equals("no-store")
            && headers.firstValue("Set-Cookie").isEmpty()
            && (status != 401 || headers.firstValue("WWW-Authenticate").isPresent());
    if (!right) {
      wrong.add(
          "%s should answer %d %s, not %d %s"
              .formatted(route.key(), status, code, reply.status(), reply.response().body()));
    }
  }

  /** What each route asks of a key, by its own handler. */
  private static Map<String, String> scopes() {
    var scopes = new TreeMap<String, String>();
    Handlers.functions(TEMPLATE)
        .map(function -> Handlers.of(TEMPLATE, function))
        .flatMap(handler -> handler.routes().stream())
        .forEach(it -> it.scope().ifPresent(s -> scopes.put(it.method() + " " + it.path(), s)));
    return scopes;
  }

  private static boolean isTheOperators(Route route) {
    return route.key().equals("POST /v1/tenants") || route.key().endsWith(" /v1/pac");
  }
}
