package mx.aldia.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import mx.aldia.testkit.http.HttpCaller;
import org.junit.jupiter.api.Test;

class PacTest {
  private static final String PATH = "/v1/tenant/pac";
  private static final String TOKEN = "T2lYQ0t4L0RHVkR4dHZ5Nkk1VHNEakZ3Y0J4Nk9G";

  private final Office office = new Office();
  private final HttpCaller business = office.business();

  @Test
  void a_contract_goes_in_and_its_secret_never_comes_out() {
    assertThat(business.get(PATH).status()).isEqualTo(404);

    var put = business.put(PATH, "{'provider':'sw','token':'%s'}".formatted(TOKEN));
    var shown = business.get(PATH);

    assertThat(put.status()).isEqualTo(200);
    assertThat(put.value("provider")).isEqualTo("sw");
    assertThat(put.value("environment")).isEqualTo("live");
    assertThat(put.text()).doesNotContain(TOKEN);
    assertThat(shown.text()).isEqualTo(put.text());
  }

  @Test
  void another_contract_takes_its_place_as_a_whole_and_it_can_be_forgotten() {
    business.put(PATH, "{'provider':'sw','token':'%s'}".formatted(TOKEN));

    business.put(
        PATH, "{'provider':'finkok','environment':'test','user':'ana','password':'secreta'}");

    assertThat(business.get(PATH).value("provider")).isEqualTo("finkok");
    assertThat(business.get(PATH).value("environment")).isEqualTo("test");
    assertThat(business.get(PATH).text()).doesNotContain("ana", "secreta");
    assertThat(business.delete(PATH).status()).isEqualTo(204);
    assertThat(business.get(PATH).status()).isEqualTo(404);
  }

  @Test
  void a_token_or_an_account_and_each_certifier_its_own() {
    assertThat(business.put(PATH, "{'provider':'sw'}").faults())
        .containsExactlyInAnyOrder("/user required", "/password required");
    assertThat(business.put(PATH, "{'provider':'finkok','token':'x'}").faults())
        .containsExactly("/token finkok_takes_an_account");
    assertThat(
            business.put(PATH, "{'provider':'sw','token':'x','user':'a','password':'b'}").faults())
        .containsExactly("/token token_or_account");
    assertThat(business.put(PATH, "{'provider':'other','token':'x'}").status()).isEqualTo(422);
    assertThat(business.get(PATH).status()).isEqualTo(404);
  }

  @Test
  void the_operators_contract_is_the_operators_to_keep() {
    var operator = office.operator();

    assertThat(operator.put("/v1/pac", "{'provider':'sw','token':'x'}").status()).isEqualTo(200);
    assertThat(operator.get("/v1/pac").value("provider")).isEqualTo("sw");
    assertThat(business.get("/v1/pac").status()).isEqualTo(403);
    assertThat(business.put("/v1/pac", "{'provider':'sw','token':'x'}").status()).isEqualTo(403);
  }
}
