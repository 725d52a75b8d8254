package mx.aldia.tenants;

import static mx.aldia.table.GatewaySecrets.API_KEY;
import static mx.aldia.table.GatewaySecrets.WEBHOOK_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import mx.aldia.domain.tenant.TenantId;
import mx.aldia.testkit.http.HttpCaller;
import org.junit.jupiter.api.Test;

class GatewaysTest {
  private final Office office = new Office();
  private final HttpCaller business = office.business();
  private final TenantId tenant = new TenantId(business.get("/v1/tenant").value("id"));

  @Test
  void secrets_go_in_and_never_come_out() {
    var put =
        business.put(
            "/v1/gateways/stripe", "{'webhook_secret':'whsec_abc','api_key':'sk_test_xyz'}");
    var listed = business.get("/v1/gateways");

    assertThat(put.status()).isEqualTo(200);
    assertThat(listed.value("/data/0/gateway")).isEqualTo("stripe");
    assertThat(listed.json().path("data").get(0)).isEqualTo(put.json());
    assertThat(put.json().path("has_webhook_secret").booleanValue()).isTrue();
    assertThat(put.json().path("has_api_key").booleanValue()).isTrue();
    assertThat(put.value("webhook_url"))
        .isEqualTo("https://pagos.example/webhooks/stripe/" + tenant.value());
    assertThat(put.text() + listed.text()).doesNotContain("whsec_abc", "sk_test_xyz");
    assertThat(office.gatewaySecrets().find(tenant, "stripe", WEBHOOK_SECRET))
        .contains("whsec_abc");
    assertThat(office.gatewaySecrets().find(tenant, "stripe", API_KEY)).contains("sk_test_xyz");
    assertThat(stored()).doesNotContain("whsec_abc", "sk_test_xyz");
  }

  @Test
  void an_account_is_replaced_as_a_whole() {
    business.put("/v1/gateways/stripe", "{'webhook_secret':'whsec_abc','api_key':'sk_test_xyz'}");

    var put = business.put("/v1/gateways/stripe", "{'webhook_secret':'whsec_new'}");

    assertThat(put.json().path("has_api_key").booleanValue()).isFalse();
    assertThat(office.gatewaySecrets().find(tenant, "stripe", API_KEY)).isEmpty();
    assertThat(office.gatewaySecrets().find(tenant, "stripe", WEBHOOK_SECRET))
        .contains("whsec_new");
    assertThat(business.get("/v1/gateways").json().path("data").size()).isEqualTo(1);
  }

  @Test
  void a_provider_whose_notices_we_cannot_read_is_not_there() {
    var refused = business.put("/v1/gateways/paypal", "{'webhook_secret':'x'}");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.value("code")).isEqualTo("not_found");
  }

  @Test
  void a_stand_in_for_a_provider_is_for_sandboxes() {
    var live = office.business("{'name':'Río','mode':'live'}");
    var account = "{'webhook_secret':'x','api_base':'http://127.0.0.1:9/'}";

    assertThat(live.put("/v1/gateways/stripe", account).faults())
        .containsExactly("/api_base sandbox_only");
    assertThat(business.put("/v1/gateways/stripe", account).value("api_base"))
        .isEqualTo("http://127.0.0.1:9");
    assertThat(
            business
                .put("/v1/gateways/stripe", "{'webhook_secret':'x','api_base':'file:///etc'}")
                .faults())
        .containsExactly("/api_base not_an_address");
  }

  @Test
  void without_a_secret_nothing_could_be_believed() {
    assertThat(business.put("/v1/gateways/stripe", "{'api_key':'sk'}").faults())
        .containsExactly("/webhook_secret required");
    assertThat(business.get("/v1/gateways").json().path("data").isEmpty()).isTrue();
  }

  private static String stored() {
    return Office.TABLE
        .client()
        .scanPaginator(scan -> scan.tableName(Office.TABLE.name()))
        .items()
        .toString();
  }
}
