package mx.aldia.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class TenantsTest {
  private static final String STUDIO =
      """
      {'name':'Estudio Río','legal_name':'ESTUDIO RIO','rfc':'ERI200101AB1','tax_regime':'601',
       'postal_code':'06700','time_zone':'America/Tijuana','locale':'en','mode':'live','cfdi':'optional',
       'support_contact':{'email':'hola@rio.example','phone':'55 1234 5678'},
       'payment_details':{'bank':'BBVA','clabe':'012180001234567899','beneficiary':'Estudio Río',
                          'note':'Ponga el número de factura.'}}""";

  private final Office office = new Office();

  @Test
  void a_name_is_enough_and_the_rest_is_as_usual() {
    var made = office.operator().post("/v1/tenants", "{'name':'Estudio Río'}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.value("id")).startsWith("ten_");
    assertThat(made.value("api_key")).matches("ald_test_[A-Za-z0-9]{43}");
    assertThat(made.value("time_zone")).isEqualTo("America/Mexico_City");
    assertThat(made.value("locale")).isEqualTo("es-MX");
    assertThat(made.value("mode")).isEqualTo("test");
    assertThat(made.value("cfdi")).isEqualTo("off");
    assertThat(made.value("reminder_policy")).startsWith("pol_");
  }

  @Test
  void its_first_key_reads_it_and_the_key_is_not_shown_again() {
    var made = office.operator().post("/v1/tenants", STUDIO);
    var expected = (ObjectNode) made.json();
    expected.remove("api_key");

    var read = office.holderOf(made.value("api_key")).get("/v1/tenant");

    assertThat(made.value("api_key")).startsWith("ald_live_");
    assertThat(read.json()).isEqualTo(expected);
    assertThat(read.value("/support_contact/phone")).isEqualTo("+525512345678");
    assertThat(read.header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void every_fault_is_told_at_once() {
    var refused =
        office
            .operator()
            .post(
                "/v1/tenants",
                """
                {'name':' ','legal_name':7,'rfc':'abc','tax_regime':'999','postal_code':'123',
                 'time_zone':'Marte','locale':'fr','mode':'trial','cfdi':'maybe','support_contact':{},
                 'payment_details':{'clabe':'012180001234567894','iban':'x'},'reminder_policy':'pol_1'}""");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.faults())
        .containsExactlyInAnyOrder(
            "/name blank",
            "/legal_name not_a_text",
            "/rfc not_an_rfc",
            "/tax_regime not_one_of",
            "/postal_code not_a_postal_code",
            "/time_zone not_a_time_zone",
            "/locale not_one_of",
            "/mode not_one_of",
            "/cfdi not_one_of",
            "/support_contact email_or_phone",
            "/payment_details/clabe not_a_clabe",
            "/payment_details/iban unknown_field",
            "/reminder_policy unknown_field");
  }

  @Test
  void only_the_operator_makes_businesses() {
    var business = office.business();

    assertThat(business.post("/v1/tenants", "{'name':'Otro'}").status()).isEqualTo(403);
    assertThat(office.anybody().post("/v1/tenants", "{'name':'Otro'}").status()).isEqualTo(401);
    assertThat(office.operator().get("/v1/tenant").status()).isEqualTo(403);
  }

  @Test
  void a_request_told_twice_makes_one_business_with_one_key() {
    var operator = office.operator().with("Idempotency-Key", "first-" + System.nanoTime());

    var first = operator.post("/v1/tenants", STUDIO);
    var again = operator.post("/v1/tenants", STUDIO);

    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void a_change_keeps_what_it_does_not_say_and_takes_away_what_it_says_is_null() {
    var business = office.business(STUDIO);

    var changed =
        business.patch("/v1/tenant", "{'name':'Río','payment_details':null,'cfdi':'off'}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.value("name")).isEqualTo("Río");
    assertThat(changed.value("rfc")).isEqualTo("ERI200101AB1");
    assertThat(changed.json().path("payment_details").isNull()).isTrue();
    assertThat(changed.value("version")).isEqualTo("2");
    assertThat(business.get("/v1/tenant").json()).isEqualTo(changed.json());
  }

  @Test
  void a_change_of_what_was_changed_meanwhile_is_refused() {
    var business = office.business();
    business.patch("/v1/tenant", "{'name':'Uno'}");

    var late = business.with("If-Match", "\"1\"").patch("/v1/tenant", "{'name':'Dos'}");

    assertThat(late.status()).isEqualTo(412);
    assertThat(business.get("/v1/tenant").value("name")).isEqualTo("Uno");
  }

  @Test
  void a_sandbox_stays_a_sandbox() {
    var refused = office.business().patch("/v1/tenant", "{'mode':'live'}");

    assertThat(refused.faults()).containsExactly("/mode cannot_be_changed");
  }

  @Test
  void another_business_s_policy_cannot_become_its_own() {
    var others = office.business().get("/v1/tenant").value("reminder_policy");

    var refused =
        office.business().patch("/v1/tenant", "{'reminder_policy':'%s'}".formatted(others));

    assertThat(refused.faults()).containsExactly("/reminder_policy no_such_policy");
  }

  @Test
  void it_says_that_it_is_well_and_what_it_can_do() {
    assertThat(office.anybody().get("/healthz").value("status")).isEqualTo("ok");
    assertThat(office.anybody().get("/openapi.yaml").text()).startsWith("openapi: 3.1");
  }
}
