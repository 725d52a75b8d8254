package mx.aldia.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import mx.aldia.testkit.http.HttpCaller;
import org.junit.jupiter.api.Test;

class KeysTest {
  private final Office office = new Office();

  @Test
  void a_key_is_shown_once_and_then_known_by_its_hint() {
    var business = office.business();
    office.wall().passes(Duration.ofSeconds(1));

    var made = business.post("/v1/api_keys", "{'name':'caja','scopes':['payments:write']}");
    var listed = business.get("/v1/api_keys");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.value("api_key")).matches("ald_test_[A-Za-z0-9]{43}");
    assertThat(listed.json().path("data").size()).isEqualTo(2);
    assertThat(listed.value("/data/1/id")).isEqualTo(made.value("id"));
    assertThat(listed.value("/data/1/name")).isEqualTo("caja");
    assertThat(made.value("api_key")).endsWith(listed.value("/data/1/hint"));
    assertThat(listed.text()).doesNotContain(made.value("api_key"));
    assertThat(office.holderOf(made.value("api_key")).get("/v1/tenant").status()).isEqualTo(403);
  }

  @Test
  void a_key_of_which_nothing_is_said_may_what_its_maker_may() {
    var maker = limited("'api_keys:write','tenant:read'");

    var made = maker.post("/v1/api_keys", "{}");

    assertThat(made.json().path("scopes").toString())
        .isEqualTo("[\"api_keys:write\",\"tenant:read\"]");
  }

  @Test
  void nobody_grants_more_than_it_has() {
    var maker = limited("'api_keys:write','invoices:write'");

    var refused =
        maker.post("/v1/api_keys", "{'scopes':['invoices:read','payments:read','*','all']}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.faults())
        .containsExactly(
            "/scopes/1 scope_beyond_own", "/scopes/2 scope_beyond_own", "/scopes/3 no_such_scope");
  }

  @Test
  void a_key_that_was_made_is_not_told_again_to_a_lesser_one() {
    var business = office.business();
    var made = business.with("idempotency-key", "k").post("/v1/api_keys", "{}");
    var lesser =
        office.holderOf(
            business.post("/v1/api_keys", "{'scopes':['api_keys:write']}").value("api_key"));

    var again = business.with("idempotency-key", "k").post("/v1/api_keys", "{}");
    var stolen = lesser.with("idempotency-key", "k").post("/v1/api_keys", "{}");

    assertThat(again.value("api_key")).isEqualTo(made.value("api_key"));
    assertThat(stolen.status()).isEqualTo(422);
    assertThat(stolen.text()).doesNotContain(made.value("api_key"));
  }

  @Test
  void a_revoked_key_is_dead_at_once() {
    var business = office.business();
    office.wall().passes(Duration.ofSeconds(1));
    var made = business.post("/v1/api_keys", "{}");
    assertThat(office.holderOf(made.value("api_key")).get("/v1/tenant").status()).isEqualTo(200);

    assertThat(business.delete("/v1/api_keys/" + made.value("id")).status()).isEqualTo(204);
    assertThat(business.delete("/v1/api_keys/" + made.value("id")).status()).isEqualTo(204);

    assertThat(office.holderOf(made.value("api_key")).get("/v1/tenant").status()).isEqualTo(401);
    assertThat(business.get("/v1/api_keys").value("/data/1/revoked_at")).isNotEmpty();
  }

  @Test
  void a_key_ends_on_the_day_that_was_said() {
    var business = office.business();
    var tomorrow = Office.TODAY.plus(Duration.ofDays(1));

    var late = business.post("/v1/api_keys", "{'expires_at':'%s'}".formatted(Office.TODAY));
    var made = business.post("/v1/api_keys", "{'expires_at':'%s'}".formatted(tomorrow));

    assertThat(late.faults()).containsExactly("/expires_at not_in_the_future");
    assertThat(made.value("expires_at")).isEqualTo(tomorrow.toString());
    office.wall().passes(Duration.ofDays(1));
    assertThat(office.holderOf(made.value("api_key")).get("/v1/tenant").status()).isEqualTo(401);
  }

  @Test
  void another_business_s_key_is_not_there() {
    var theirs = office.business().get("/v1/api_keys").value("/data/0/id");

    assertThat(office.business().delete("/v1/api_keys/" + theirs).status()).isEqualTo(404);
    assertThat(office.business().delete("/v1/api_keys/key_1").status()).isEqualTo(404);
  }

  @Test
  void keys_are_told_a_page_at_a_time_oldest_first() {
    var business = office.business();
    List.of("a", "b")
        .forEach(
            name -> {
              office.wall().passes(Duration.ofSeconds(1));
              business.post("/v1/api_keys", "{'name':'%s'}".formatted(name));
            });

    var first = business.get("/v1/api_keys?limit=2");
    var rest = business.get("/v1/api_keys?limit=2&starting_after=" + first.value("next"));

    assertThat(first.value("has_more")).isEqualTo("true");
    assertThat(first.value("/data/1/name")).isEqualTo("a");
    assertThat(rest.value("has_more")).isEqualTo("false");
    assertThat(rest.json().path("data").size()).isEqualTo(1);
    assertThat(rest.value("/data/0/name")).isEqualTo("b");
  }

  private HttpCaller limited(String scopes) {
    var made = office.business().post("/v1/api_keys", "{'scopes':[%s]}".formatted(scopes));
    return office.holderOf(made.value("api_key"));
  }
}
