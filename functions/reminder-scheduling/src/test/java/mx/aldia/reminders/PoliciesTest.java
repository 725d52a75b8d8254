package mx.aldia.reminders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.time.Waiting;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.HttpHandler;
import mx.aldia.edge.Idempotency;
import mx.aldia.given.House;
import mx.aldia.given.Stores;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final LocalTable TABLE = LocalTable.create();

  private final HttpCaller owner = caller(House.sandbox(TABLE));

  private static HttpCaller caller(House house) {
    var routes =
        new PolicyRoutes(
            house.stores().policies(),
            new Ulid(house.wall()),
            new Idempotency(house.stores().answers(), Waiting.real()),
            new Cursors(() -> Stores.LINK_KEY.getBytes(UTF_8)));
    return HttpCaller.of(new HttpHandler("reminder-scheduling", routes.routes()), house.id());
  }

  @Test
  void a_business_starts_with_a_sensible_policy() {
    var policies = owner.get("/v1/reminder_policies").json().path("data");

    assertThat(policies).hasSize(1);
    assertThat(policies.at("/0/steps").findValuesAsText("offset_days"))
        .containsExactly("-3", "0", "3", "7", "15");
    assertThat(policies.at("/0/late_interest").isNull()).isTrue();
  }

  @Test
  void a_policy_is_made_changed_and_read_back() {
    var made =
        owner.post(
            "/v1/reminder_policies",
            "{'name':'Suave','steps':[{'offset_days':5,'tone':'firm'},{'offset_days':-1,'tone':'friendly'}]}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.json().path("steps").findValuesAsText("offset_days"))
        .containsExactly("-1", "5");
    var path = "/v1/reminder_policies/" + made.value("id");

    var changed = owner.patch(path, "{'contact_window':{'from':'10:00','to':'18:00'}}");

    assertThat(changed.value("/contact_window/from")).isEqualTo("10:00");
    assertThat(owner.get(path).json()).isEqualTo(changed.json());
    assertThat(owner.with("if-match", "\"1\"").patch(path, "{}").status()).isEqualTo(412);
  }

  @Test
  void every_fault_is_told_at_once() {
    var refused =
        owner.post(
            "/v1/reminder_policies",
            """
            {'steps':[{'offset_days':1000,'tone':'angry','channels':['fax']}],
             'contact_window':{'from':'25:00'},'max_per_week':9,'late_interest':{'annual_rate':'0.06'},'x':1}""");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.faults())
        .contains(
            "/name required",
            "/steps/0/offset_days too_large",
            "/steps/0/tone not_one_of",
            "/steps/0/channels/0 not_one_of",
            "/contact_window/from not_an_hour",
            "/contact_window/to required",
            "/max_per_week too_large",
            "/late_interest late_interest_not_yet",
            "/x unknown_field");
  }

  @Test
  void nobody_is_written_to_at_night_or_ever_more_gently() {
    var refused =
        owner.post(
            "/v1/reminder_policies",
            """
            {'name':'Noche','contact_window':{'from':'05:00','to':'23:00'},
             'steps':[{'offset_days':0,'tone':'formal'},{'offset_days':3,'tone':'friendly'}]}""");

    assertThat(refused.faults())
        .contains(
            "/steps/1/tone milder_than_before",
            "/contact_window/from before_lawful_hours",
            "/contact_window/to after_lawful_hours");
  }

  @Test
  void another_business_has_its_own() {
    var id = owner.get("/v1/reminder_policies").json().at("/data/0/id").asText();

    assertThat(caller(House.sandbox(TABLE)).get("/v1/reminder_policies/" + id).status())
        .isEqualTo(404);
  }
}
