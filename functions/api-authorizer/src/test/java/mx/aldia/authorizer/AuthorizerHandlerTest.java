package mx.aldia.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.ApiKey;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Hashes;
import mx.aldia.table.Answers;
import mx.aldia.table.KeyStore;
import mx.aldia.table.Sealer;
import mx.aldia.table.Table;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerHandlerTest {
  private static final Instant NOW = Instant.parse("2026-01-05T15:00:00Z");
  private static final Clock WALL = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String SECRET = "ald_test_0123456789abcdefghijklmnopqrstuvwxyzABCDEF";
  private static final String OPERATOR = "ald_operator_0123456789abcdefghij";
  private static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> method.getReturnType() == String.class ? "x" : null);

  private final Map<String, ApiKey> keys = new HashMap<>();

  private ApiKey key(String secret, Tenant.Mode mode) {
    var key =
        new ApiKey(
            "key_1",
            new TenantId("ten_1"),
            mode,
            Hashes.sha256(secret),
            "CDEF",
            "a key",
            Set.of("invoices:read", "customers:write"),
            NOW,
            Optional.empty(),
            Optional.empty());
    keys.put(key.hash(), key);
    return key;
  }

  private static ApiKey dying(ApiKey key, Optional<Instant> expires, Optional<Instant> revoked) {
    return new ApiKey(
        key.id(),
        key.tenant(),
        key.mode(),
        key.hash(),
        key.hint(),
        key.name(),
        key.scopes(),
        key.createdAt(),
        expires,
        revoked);
  }

  private SimpleIAMPolicyResponse authorize(Map<String, String> headers) {
    return authorize(hash -> Optional.ofNullable(keys.get(hash)), headers);
  }

  private static SimpleIAMPolicyResponse authorize(KnownKeys keys, Map<String, String> headers) {
    var recognise = new RecogniseCaller(keys, Optional.of(Hashes.sha256(OPERATOR)), WALL);
    return new AuthorizerHandler(recognise)
        .handleRequest(
            APIGatewayV2CustomAuthorizerEvent.builder().withHeaders(headers).build(), CONTEXT);
  }

  private String fault(String authorization) {
    var response = authorize(Map.of("authorization", authorization));
    assertThat(response.getIsAuthorized()).isTrue();
    assertThat(response.getContext()).containsOnlyKeys("fault");
    return response.getContext().getOrDefault("fault", "none");
  }

  @Test
  void a_good_key_gives_its_tenant_mode_and_scopes() {
    key(SECRET, Tenant.Mode.TEST);

    var response = authorize(Map.of("authorization", "Bearer " + SECRET));

    assertThat(response.getIsAuthorized()).isTrue();
    assertThat(response.getContext())
        .containsEntry("tenant", "ten_1")
        .containsEntry("mode", "test")
        .doesNotContainKey("fault");
    assertThat(response.getContext().getOrDefault("scopes", "").split(" "))
        .containsExactlyInAnyOrder("invoices:read", "customers:write");
  }

  @Test
  void the_scheme_and_the_headers_name_know_no_case() {
    key(SECRET, Tenant.Mode.TEST);

    assertThat(authorize(Map.of("Authorization", "bearer  " + SECRET)).getContext())
        .containsEntry("tenant", "ten_1");
  }

  @Test
  void the_operators_key_makes_tenants_and_belongs_to_none() {
    assertThat(authorize(Map.of("authorization", "Bearer " + OPERATOR)).getContext())
        .isEqualTo(Map.of("scopes", "operator"));
  }

  @Test
  void a_deployment_without_an_operators_key_has_no_operator() {
    var recognise = new RecogniseCaller(_ -> Optional.empty(), Optional.empty(), WALL);

    assertThat(recognise.recognise(Optional.of("Bearer " + OPERATOR)))
        .isEqualTo(new Recognised.Unknown("malformed_key"));
  }

  @Test
  void who_brings_no_key_is_passed_on_with_that_fault() {
    assertThat(authorize(Map.of()).getContext()).containsEntry("fault", "missing_key");
    assertThat(fault("  ")).isEqualTo("missing_key");
    assertThat(
            new AuthorizerHandler(
                    new RecogniseCaller(_ -> Optional.empty(), Optional.empty(), WALL))
                .handleRequest(new APIGatewayV2CustomAuthorizerEvent(), CONTEXT)
                .getContext())
        .containsEntry("fault", "missing_key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ald_test_0123456789abcdefghijklmnopqrstuvwxyzABCDEF",
        "Basic YTpi",
        "Bearer",
        "Bearer ",
        "Bearer a b",
        "Bearer sk_live_1",
        "Bearer ald_prod_1",
        "Bearer ñ"
      })
  void what_is_no_key_is_malformed(String authorization) {
    assertThat(fault(authorization)).isEqualTo("malformed_key");
  }

  @Test
  void a_key_of_megabytes_is_not_even_hashed() {
    assertThat(fault("Bearer ald_test_" + "a".repeat(1_000_000))).isEqualTo("malformed_key");
  }

  @Test
  void a_key_nobody_was_given_is_unknown() {
    assertThat(fault("Bearer " + SECRET)).isEqualTo("unknown_key");
  }

  @Test
  void a_revoked_key_is_dead_at_once() {
    var key = key(SECRET, Tenant.Mode.TEST);
    keys.put(key.hash(), dying(key, Optional.empty(), Optional.of(NOW)));

    assertThat(fault("Bearer " + SECRET)).isEqualTo("revoked_key");
  }

  @Test
  void a_key_opens_until_the_instant_it_expires() {
    var key = key(SECRET, Tenant.Mode.TEST);
    keys.put(key.hash(), dying(key, Optional.of(NOW), Optional.empty()));
    assertThat(fault("Bearer " + SECRET)).isEqualTo("expired_key");

    keys.put(key.hash(), dying(key, Optional.of(NOW.plusMillis(1)), Optional.empty()));
    assertThat(authorize(Map.of("authorization", "Bearer " + SECRET)).getContext())
        .containsKey("tenant");
  }

  @Test
  void a_key_says_its_mode_and_must_be_right() {
    key(SECRET, Tenant.Mode.LIVE);
    assertThat(fault("Bearer " + SECRET)).isEqualTo("wrong_mode_key");

    key("ald_live_1", Tenant.Mode.LIVE);
    assertThat(authorize(Map.of("authorization", "Bearer ald_live_1")).getContext())
        .containsEntry("mode", "live");
  }

  @Test
  void keys_that_cannot_be_read_deny_nobody_and_open_nothing() {
    var response =
        authorize(
            _ -> {
              throw new IllegalStateException("the table is away");
            },
            Map.of("authorization", "Bearer " + SECRET));

    assertThat(response.getIsAuthorized()).isTrue();
    assertThat(response.getContext()).isEqualTo(Map.of("fault", "unavailable"));
  }

  @Test
  void the_gateways_own_event_is_read_and_answered_in_its_format() throws IOException {
    var local = LocalTable.create();
    var table = new Table(local.client(), local.name());
    new KeyStore(table, new Answers(table, WALL, new Sealer(new byte[32], "answers")))
        .create(key(SECRET, Tenant.Mode.TEST), Attempt.once());

    var handler =
        new AuthorizerHandler(
            new RecogniseCaller(hash -> KeyStore.find(table, hash), Optional.empty(), WALL));
    var answer = new ByteArrayOutputStream();
    LambdaEventSerializers.serializerFor(SimpleIAMPolicyResponse.class, getClass().getClassLoader())
        .toJson(handler.handleRequest(payload(), CONTEXT), answer);

    assertThat(answer.toString(StandardCharsets.UTF_8))
        .contains("\"isAuthorized\":true", "\"tenant\":\"ten_1\"", "\"mode\":\"test\"");
  }

  private static APIGatewayV2CustomAuthorizerEvent payload() throws IOException {
    var file =
        Path.of(System.getProperty("aldia.root", "../.."), "events/http-api-authorizer.json");
    try (var json = Files.newInputStream(file)) {
      return LambdaEventSerializers.serializerFor(
              APIGatewayV2CustomAuthorizerEvent.class, AuthorizerHandlerTest.class.getClassLoader())
          .fromJson(json);
    }
  }
}
