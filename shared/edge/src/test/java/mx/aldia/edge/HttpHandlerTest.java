package mx.aldia.edge;

import static mx.aldia.edge.Calls.ALL_OF_ONE;
import static mx.aldia.edge.Calls.call;
import static mx.aldia.edge.Calls.code;
import static mx.aldia.edge.Calls.event;
import static mx.aldia.edge.Calls.json;
import static mx.aldia.edge.Calls.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.testkit.http.TestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHandlerTest {
  private static final Route ECHO =
      Route.post(
          "/v1/things/{id}",
          "invoices:write",
          request ->
              Response.of(
                  request.fields().known("a").read(() -> request.param("id")),
                  id -> Response.created(new JsonObject().text("id", id))));

  private static final Route WHO =
      Route.get(
          "/v1/who",
          "invoices:read",
          request -> Response.ok(new JsonObject().text("tenant", request.tenant().value())));

  @Test
  void a_route_answers_with_what_stood_in_its_path() {
    var response = call(ECHO, json("POST", "/v1/things/inv_01", "{}"));

    assertThat(response.getStatusCode()).isEqualTo(201);
    assertThat(json(response).path("id").asText()).isEqualTo("inv_01");
    assertThat(response.getHeaders())
        .containsEntry("Request-Id", "req-1")
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsKeys("Strict-Transport-Security", "Content-Security-Policy");
  }

  @Test
  void an_action_needs_no_body_and_no_content_type() {
    assertThat(call(ECHO, event("POST", "/v1/things/inv_01")).getStatusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/things",
        "/v1/things/",
        "/v1/things/a/b",
        "/v1/things/a%2Fb",
        "/v1/things/a%23b",
        "/v1/things/%zz",
        "/v1/things/ñ",
        "/V1/things/a",
        "/",
        ""
      })
  void what_no_template_fits_is_not_found(String path) {
    var response = call(ECHO, event("POST", path));

    assertThat(response.getStatusCode()).isEqualTo(404);
    assertThat(code(response)).isEqualTo("unknown_route");
    assertThat(response.getHeaders()).containsKey("Request-Id");
  }

  @Test
  void an_id_too_long_for_any_key_is_not_found() {
    assertThat(call(ECHO, event("POST", "/v1/things/" + "a".repeat(129))).getStatusCode())
        .isEqualTo(404);
  }

  @Test
  void another_method_is_told_which_are_allowed() {
    var response = call(ECHO, event("GET", "/v1/things/a"));

    assertThat(response.getStatusCode()).isEqualTo(405);
    assertThat(response.getHeaders()).containsEntry("Allow", "POST");
  }

  @Test
  void the_tenant_is_the_authorizers_and_no_one_elses() {
    var event = with(event("GET", "/v1/who?tenant=ten_2"), "tenant", "ten_2");

    assertThat(json(call(WHO, event)).path("tenant").asText()).isEqualTo("ten_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"missing_key", "unknown_key", "expired_key", "revoked_key", "wrong_mode_key"})
  void a_key_with_a_fault_is_401_and_says_which(String fault) {
    var response =
        call(WHO, event("GET", "/v1/who", Map.of("fault", fault, "tenant", "", "scopes", "")));

    assertThat(response.getStatusCode()).isEqualTo(401);
    assertThat(code(response)).isEqualTo(fault);
    assertThat(response.getHeaders()).containsKey("WWW-Authenticate");
  }

  @Test
  void who_came_around_the_authorizer_is_nobody() {
    var event = event("GET", "/v1/who");
    event.getRequestContext().setAuthorizer(null);

    assertThat(call(WHO, event).getStatusCode()).isEqualTo(401);
    assertThat(call(WHO, event("GET", "/v1/who", Map.of())).getStatusCode()).isEqualTo(401);
    assertThat(call(WHO, event("GET", "/v1/who", Map.of("scopes", "*"))).getStatusCode())
        .isEqualTo(401);
  }

  @Test
  void keys_that_cannot_be_looked_up_are_our_trouble() {
    var response = call(WHO, event("GET", "/v1/who", Map.of("fault", "unavailable")));

    assertThat(response.getStatusCode()).isEqualTo(503);
    assertThat(response.getHeaders()).containsKey("Retry-After");
  }

  @ParameterizedTest
  @CsvSource({
    "*,200",
    "invoices:read,200",
    "invoices:write,200",
    "customers:read invoices:read,200",
    "customers:write,403",
    "operator,403",
    "invoices,403",
  })
  void a_scope_opens_what_it_names(String scopes, int status) {
    var caller = Map.<String, Object>of("tenant", "ten_1", "mode", "live", "scopes", scopes);

    assertThat(call(WHO, event("GET", "/v1/who", caller)).getStatusCode()).isEqualTo(status);
  }

  @Test
  void all_of_a_tenant_is_not_the_operators() {
    var makeTenant =
        Route.post("/v1/tenants", Scope.OPERATOR, _ -> Response.created(new JsonObject()));

    assertThat(call(makeTenant, event("POST", "/v1/tenants")).getStatusCode()).isEqualTo(403);
    assertThat(
            call(makeTenant, event("POST", "/v1/tenants", Map.of("scopes", "operator")))
                .getStatusCode())
        .isEqualTo(201);
  }

  @Test
  void who_may_not_learns_nothing_of_his_body() {
    var event = json("POST", "/v1/things/a", "{broken");
    event.getRequestContext().getAuthorizer().setLambda(Map.of("fault", "unknown_key"));

    assertThat(call(ECHO, event).getStatusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|201",
        "Application/JSON; charset=utf-8|201",
        "application/json; charset=\"UTF-8\"|201",
        "application/json; charset=latin1|415",
        "application/x-www-form-urlencoded|415",
        "text/plain|415",
        "application/json-patch+json|415",
        "''|415"
      })
  void a_body_is_json_and_says_so(String type, int status) {
    var event = json("POST", "/v1/things/a", "{}");
    with(event, "content-type", type);

    assertThat(call(ECHO, event).getStatusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|malformed_json",
        "{\"a\":1}{|malformed_json",
        "{'a':1}|malformed_json",
        "{\"a\":01}|malformed_json",
        "{\"a\":NaN}|malformed_json",
        "{\"a\":1,}|malformed_json",
        "nul|malformed_json",
        "\" \"x|malformed_json",
        "{\"a\":1,\"a\":2}|duplicate_key",
        "{\"a\":{\"b\":1,\"b\":1}}|duplicate_key",
      })
  void what_is_no_json_is_400(String body, String code) {
    var response = call(ECHO, json("POST", "/v1/things/a", body));

    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(code(response)).isEqualTo(code);
  }

  @Test
  void json_deeper_than_64_is_400() {
    var deep = "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}";
    var tooDeep = "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}";

    assertThat(call(ECHO, json("POST", "/v1/things/a", deep)).getStatusCode()).isEqualTo(201);
    assertThat(code(call(ECHO, json("POST", "/v1/things/a", tooDeep)))).isEqualTo("json_too_deep");
    assertThat(code(call(ECHO, json("POST", "/v1/things/a", "[".repeat(100_000)))))
        .isEqualTo("json_too_deep");
  }

  @Test
  void a_body_may_come_in_base64() {
    var event = json("POST", "/v1/things/a", "");
    event.setIsBase64Encoded(true);
    event.setBody(base64("{\"b\":1}".getBytes(StandardCharsets.UTF_8)));

    assertThat(json(call(ECHO, event)).path("errors").path(0).path("pointer").asText())
        .isEqualTo("/b");

    event.setBody("not base64!");
    assertThat(call(ECHO, event).getStatusCode()).isEqualTo(400);
  }

  @Test
  void bytes_that_are_no_utf8_are_400() {
    var event = json("POST", "/v1/things/a", "");
    event.setIsBase64Encoded(true);
    event.setBody(base64("{\"ñ\":1}".getBytes(StandardCharsets.ISO_8859_1)));

    assertThat(code(call(ECHO, event))).isEqualTo("not_utf8");
  }

  @Test
  void a_body_of_more_than_256_kilobytes_is_413() {
    var most = "{\"a\":\"" + "x".repeat(256 * 1024 - 8) + "\"}";

    assertThat(call(ECHO, json("POST", "/v1/things/a", most)).getStatusCode()).isEqualTo(201);
    assertThat(call(ECHO, json("POST", "/v1/things/a", most + " ")).getStatusCode()).isEqualTo(413);
  }

  @Test
  void our_own_failure_is_500_and_tells_nothing_but_its_number() {
    var broken =
        Route.get(
            "/v1/broken",
            "invoices:read",
            _ -> {
              throw new IllegalStateException("secret ald_live_0123456789");
            });

    var response = call(broken, event("GET", "/v1/broken"));

    assertThat(response.getStatusCode()).isEqualTo(500);
    assertThat(response.getBody()).contains("req-1").doesNotContain("secret", "ald_live", "mx.");
    assertThat(response.getHeaders())
        .containsEntry("Request-Id", "req-1")
        .containsEntry("Content-Type", "application/problem+json");
  }

  @Test
  void a_problem_is_told_as_rfc_9457_wants_it() {
    var refusing =
        Route.get(
            "/v1/r",
            "invoices:read",
            _ ->
                Response.refused(
                    Problem.Invalid.of(
                        Fault.at("/due_date", "required"), Fault.at("/lines", "too_many", 100))));

    var response = call(refusing, event("GET", "/v1/r"));

    assertThat(response.getHeaders())
        .containsEntry("Content-Type", "application/problem+json")
        .containsEntry("Content-Language", "es");
    assertThat(json(response))
        .isEqualTo(
            json(
                """
                {"type":"https://aldia.mx/problemas/invalid","title":"Hay datos por corregir",
                 "status":422,"detail":"Corrige los datos señalados.","code":"invalid","errors":[
                 {"pointer":"/due_date","code":"required","detail":"Falta la fecha de vencimiento."},
                 {"pointer":"/lines","code":"too_many","detail":"Lleva a lo más 100."}]}
                """));
  }

  @Test
  void a_problem_is_told_in_the_callers_language() {
    var refusing =
        Route.get("/v1/r", "invoices:read", _ -> Response.refused(new Problem.NotFound("invoice")));

    var response = call(refusing, with(event("GET", "/v1/r"), "accept-language", "en-US,en;q=0.9"));

    assertThat(response.getStatusCode()).isEqualTo(404);
    assertThat(json(response).path("code").asText()).isEqualTo("not_found");
    assertThat(json(response).path("detail").asText()).isEqualTo("We did not find that invoice.");
  }

  @Test
  void a_stale_version_is_412_and_a_conflict_409() {
    var stale = Route.get("/a", "invoices:read", _ -> Response.refused(new Problem.Stale(7)));
    var conflict =
        Route.get(
            "/b",
            "invoices:read",
            _ -> Response.refused(Problem.Conflict.of("request_in_progress")));

    assertThat(call(stale, event("GET", "/a")).getStatusCode()).isEqualTo(412);
    assertThat(call(conflict, event("GET", "/b")).getStatusCode()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"7\"|7", "*|none", "7|400", "W/\"7\"|400", "\"7\", \"8\"|400", "\"x\"|400"})
  void if_match_names_one_version(String header, String expected) {
    var patch =
        Route.patch(
            "/v1/x",
            "invoices:write",
            request ->
                Response.ok(
                        new JsonObject()
                            .text("v", request.ifMatch().map(String::valueOf).orElse("none")))
                    .version(8));

    var response = call(patch, with(event("PATCH", "/v1/x"), "If-Match", header));

    if (expected.equals("400")) {
      assertThat(response.getStatusCode()).isEqualTo(400);
    } else {
      assertThat(json(response).path("v").asText()).isEqualTo(expected);
      assertThat(response.getHeaders()).containsEntry("ETag", "\"8\"");
    }
  }

  @Test
  void header_names_know_no_case() {
    var route =
        Route.get(
            "/h",
            "invoices:read",
            it -> Response.ok(new JsonObject().text("v", it.header("x-Some-THING"))));

    assertThat(json(call(route, with(event("GET", "/h"), "X-some-thing", "1"))).path("v").asText())
        .isEqualTo("1");
  }

  @Test
  void a_query_is_decoded_and_a_broken_one_is_400() {
    var route =
        Route.get(
            "/q",
            "invoices:read",
            it ->
                Response.of(
                    readName(it.query()),
                    name -> Response.ok(new JsonObject().text("name", name))));

    assertThat(json(call(route, event("GET", "/q?name=Jos%C3%A9+P"))).path("name").asText())
        .isEqualTo("José P");
    assertThat(call(route, event("GET", "/q?name=%C3")).getStatusCode()).isEqualTo(400);
    assertThat(call(route, event("GET", "/q?name=%zz")).getStatusCode()).isEqualTo(400);
    assertThat(call(route, event("GET", "/q?name=a&nombre=b")).getStatusCode()).isEqualTo(422);
  }

  private static mx.aldia.domain.problem.Outcome<String> readName(Fields query) {
    var name = query.text("name").required();
    return query.read(() -> name);
  }

  @Test
  void a_form_is_taken_where_the_route_says_so() {
    var route =
        Route.openForm(
            "/u/{token}",
            it -> Response.html(200, "<p>" + it.fields().text("why").orElse("-") + "</p>"));
    var form =
        with(event("POST", "/u/t", Map.of()), "content-type", "application/x-www-form-urlencoded");
    form.setBody("why=ya+pagu%C3%A9");
    var oneClick =
        with(event("POST", "/u/t", Map.of()), "content-type", "multipart/form-data; boundary=x");
    oneClick.setBody("--x--");

    assertThat(call(route, form).getBody()).isEqualTo("<p>ya pagué</p>");
    assertThat(call(route, oneClick).getBody()).isEqualTo("<p>-</p>");
    assertThat(call(route, json("POST", "/u/t", "{}")).getStatusCode()).isEqualTo(415);
  }

  @Test
  void a_raw_route_gets_the_bytes_as_they_came() {
    var route =
        Route.openRaw(
            "/webhooks/{gateway}/{tenant}",
            it -> Response.text(200, "text/plain", Hashes.sha256(it.bytes())));
    var bytes = new byte[] {0, (byte) 0xff, '{'};
    var event = event("POST", "/webhooks/stripe/ten_1", Map.of());
    event.setIsBase64Encoded(true);
    event.setBody(base64(bytes));

    assertThat(call(route, event).getBody()).isEqualTo(Hashes.sha256(bytes));
  }

  @Test
  void bytes_that_are_no_text_leave_in_base64() {
    var pdf = new byte[] {'%', 'P', 'D', 'F', (byte) 0xe2};
    var route =
        Route.get("/pdf", "invoices:read", _ -> Response.bytes(200, "application/pdf", pdf));

    var response = call(route, event("GET", "/pdf"));

    assertThat(response.getIsBase64Encoded()).isTrue();
    assertThat(Base64.getDecoder().decode(response.getBody())).isEqualTo(pdf);
  }

  @Test
  void a_person_is_told_by_a_page() {
    var gone = Route.openPage("/i/{token}", _ -> Response.refused(new Problem.NotFound("link")));
    var handler =
        new HttpHandler(
            "customer-portal",
            List.of(gone),
            (_, title, detail, _) -> Response.html(200, title + ": " + detail));

    var response = handler.handleRequest(event("GET", "/i/t", Map.of()), new TestContext());

    assertThat(response.getStatusCode()).isEqualTo(404);
    assertThat(response.getBody()).isEqualTo("No existe: Este enlace ya no funciona.");
    assertThat(response.getHeaders()).containsEntry("Content-Type", "text/html; charset=utf-8");
  }

  @Test
  void a_page_of_problems_that_fails_leaves_the_problem_as_json() {
    var gone = Route.openPage("/i/{token}", _ -> Response.refused(new Problem.NotFound("link")));
    var handler =
        new HttpHandler(
            "customer-portal",
            List.of(gone),
            (_, _, _, _) -> {
              throw new IllegalStateException("no template");
            });

    var response = handler.handleRequest(event("GET", "/i/t", Map.of()), new TestContext());

    assertThat(response.getStatusCode()).isEqualTo(404);
    assertThat(code(response)).isEqualTo("not_found");
  }

  @Test
  void an_event_with_nothing_in_it_is_answered_too() {
    var response =
        call(WHO, new com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent());

    assertThat(response.getStatusCode()).isEqualTo(404);
    assertThat(response.getHeaders()).containsEntry("Request-Id", "test");
  }

  @Test
  void a_stage_stands_before_the_path() {
    var event = event("GET", "/prod/v1/who");
    event.getRequestContext().setStage("prod");

    assertThat(call(WHO, event).getStatusCode()).isEqualTo(200);
  }

  @Test
  void two_routes_for_one_place_are_a_mistake_of_ours() {
    assertThatThrownBy(
            () ->
                new HttpHandler(
                    "f",
                    List.of(
                        Route.openGet("/a/{x}", _ -> Response.noContent()),
                        Route.openGet("/a/{y}", _ -> Response.noContent()))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void every_scope_a_key_can_have_is_one_a_route_can_ask() {
    assertThat(Scope.TENANT_SCOPES)
        .contains("*", "invoices:read", "invoices:write")
        .doesNotContain("operator");
    assertThatThrownBy(() -> Scope.read("invoice")).isInstanceOf(IllegalArgumentException.class);
    assertThat(new TenantId("ten_1")).isNotEqualTo(Caller.OPERATOR);
    assertThat(ALL_OF_ONE).containsKey("tenant");
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
