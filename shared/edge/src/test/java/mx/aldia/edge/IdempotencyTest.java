package mx.aldia.edge;

import static mx.aldia.edge.Calls.call;
import static mx.aldia.edge.Calls.code;
import static mx.aldia.edge.Calls.json;
import static mx.aldia.edge.Calls.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.AlreadyAnswered;
import mx.aldia.domain.request.Answer;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.request.Remembered.Stored;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {
  private final Map<String, Stored> stored = new HashMap<>();
  private final List<Long> pauses = new ArrayList<>();
  private final AtomicInteger effects = new AtomicInteger();
  private Runnable meanwhile = () -> {};
  private Function<Attempt<Integer>, Outcome<Integer>> effect = this::apply;

  private final Idempotency idempotency =
      new Idempotency(
          (tenant, key) -> Optional.ofNullable(stored.get(tenant.value() + key)),
          (_, most) -> {
            pauses.add(most.toMillis());
            meanwhile.run();
          });

  private final List<Route> routes =
      List.of(
          Route.post("/v1/invoices", "invoices:write", this::answer),
          Route.post("/v1/invoices/{id}/issue", "invoices:write", this::answer));

  private Response answer(Request request) {
    return idempotency.once(
        request,
        (Integer number) -> new JsonObject().integer("number", number).answer(201),
        it -> effect.apply(it));
  }

  /** As a store does: effect and answer in one go, or neither. */
  private Outcome<Integer> apply(Attempt<Integer> attempt) {
    int number = effects.incrementAndGet();
    attempt
        .key()
        .ifPresent(
            it ->
                stored.put(
                    "ten_1" + it, new Stored(attempt.bodyHash(), attempt.answer().apply(number))));
    return Outcome.done(number);
  }

  private APIGatewayV2HTTPResponse post(String path, String key, String body) {
    return call(routes, with(json("POST", path, body), "idempotency-key", key));
  }

  @Test
  void a_request_told_twice_has_one_effect_and_one_answer() {
    var first = post("/v1/invoices", "k1", "{}");
    var second = post("/v1/invoices", "k1", "{}");

    assertThat(effects).hasValue(1);
    assertThat(second.getBody()).isEqualTo(first.getBody());
    assertThat(second.getStatusCode()).isEqualTo(201);
    assertThat(first.getHeaders()).doesNotContainKey("Idempotency-Replayed");
    assertThat(second.getHeaders()).containsEntry("Idempotency-Replayed", "true");
  }

  @Test
  void without_a_key_each_is_its_own() {
    call(routes, json("POST", "/v1/invoices", "{}"));
    call(routes, json("POST", "/v1/invoices", "{}"));

    assertThat(effects).hasValue(2);
  }

  @Test
  void the_same_key_for_other_data_is_422() {
    post("/v1/invoices", "k1", "{}");

    var other = post("/v1/invoices", "k1", "{ }");

    assertThat(other.getStatusCode()).isEqualTo(422);
    assertThat(code(other)).isEqualTo("idempotency_key_reused");
    assertThat(effects).hasValue(1);
  }

  @Test
  void a_key_is_of_one_place_so_two_invoices_are_issued_under_it() {
    post("/v1/invoices/inv_1/issue", "k1", "{}");
    post("/v1/invoices/inv_2/issue", "k1", "{}");

    assertThat(effects).hasValue(2);
  }

  @Test
  void bare_and_quoted_say_the_same_key() {
    post("/v1/invoices", "a\"b", "{}");
    post("/v1/invoices", "\"a\\\"b\"", "{}");

    assertThat(effects).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\"\"", "\"", "a b", "ñ", "\"a", "\"a\"b\"", "\"\\x\""})
  void what_is_no_key_is_422(String key) {
    assertThat(code(post("/v1/invoices", key, "{}"))).isEqualTo("malformed_idempotency_key");
    assertThat(effects).hasValue(0);
  }

  @Test
  void a_key_has_255_characters_at_most() {
    assertThat(post("/v1/invoices", "k".repeat(255), "{}").getStatusCode()).isEqualTo(201);
    assertThat(post("/v1/invoices", "k".repeat(256), "{}").getStatusCode()).isEqualTo(422);
    assertThat(post("/v1/invoices", "\"" + "k".repeat(255) + "\"", "{}").getStatusCode())
        .isEqualTo(201);
  }

  @Test
  void a_key_however_long_is_refused_and_nothing_worse() {
    assertThat(post("/v1/invoices", "\"" + "k".repeat(100_000) + "\"", "{}").getStatusCode())
        .isEqualTo(422);
    assertThat(post("/v1/invoices", "\"" + "\\\"".repeat(50_000) + "\"", "{}").getStatusCode())
        .isEqualTo(422);
  }

  @Test
  void who_loses_against_a_twin_gets_the_twins_answer() {
    effect =
        attempt -> {
          apply(attempt);
          throw new AlreadyAnswered();
        };

    var response = post("/v1/invoices", "k1", "{}");

    assertThat(response.getStatusCode()).isEqualTo(201);
    assertThat(response.getHeaders()).containsEntry("Idempotency-Replayed", "true");
  }

  @Test
  void the_twins_answer_is_waited_for() {
    effect =
        attempt -> {
          meanwhile =
              () -> {
                if (pauses.size() == 3) {
                  apply(attempt);
                }
              };
          throw new AlreadyAnswered();
        };

    assertThat(post("/v1/invoices", "k1", "{}").getStatusCode()).isEqualTo(201);
    assertThat(pauses).hasSize(3);
  }

  @Test
  void a_twin_that_never_answers_is_409_within_bounds() {
    effect =
        _ -> {
          throw new AlreadyAnswered();
        };

    var response = post("/v1/invoices", "k1", "{}");

    assertThat(response.getStatusCode()).isEqualTo(409);
    assertThat(code(response)).isEqualTo("request_in_progress");
    assertThat(pauses.stream().mapToLong(it -> it).sum()).isBetween(1L, 3000L);
  }

  @Test
  void a_refusal_is_not_kept() {
    effect = _ -> Outcome.refused(new Problem.NotFound("customer"));
    assertThat(post("/v1/invoices", "k1", "{}").getStatusCode()).isEqualTo(404);

    effect = this::apply;
    assertThat(post("/v1/invoices", "k1", "{}").getStatusCode()).isEqualTo(201);
  }

  @Test
  void who_is_refused_because_the_twin_was_quicker_gets_the_twins_answer() {
    effect =
        attempt -> {
          apply(attempt);
          return Outcome.refused(Problem.Conflict.of("request_in_progress"));
        };

    var response = post("/v1/invoices", "k1", "{}");

    assertThat(response.getStatusCode()).isEqualTo(201);
    assertThat(response.getHeaders()).containsEntry("Idempotency-Replayed", "true");
  }

  @Test
  void an_answer_is_replayed_to_the_byte() {
    var odd = new Answer(202, "{\"b\":1,  \"a\":\"ñ\"}");
    effect =
        attempt -> {
          stored.put("ten_1" + attempt.key().orElseThrow(), new Stored(attempt.bodyHash(), odd));
          throw new AlreadyAnswered();
        };

    var response = post("/v1/invoices", "k1", "{}");

    assertThat(response.getStatusCode()).isEqualTo(202);
    assertThat(response.getBody()).isEqualTo(odd.body());
  }
}
