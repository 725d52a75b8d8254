package mx.aldia.tenants;

import static mx.aldia.given.House.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.http.Reply;
import org.junit.jupiter.api.Test;

class SandboxClockTest {
  private final Office office = new Office();
  private final HttpCaller business = office.business();
  private final TenantId tenant = new TenantId(business.get("/v1/tenant").value("id"));

  @Test
  void until_it_is_set_it_shows_the_time_of_the_world() {
    var shown = business.get("/v1/test_clock");

    assertThat(shown.value("now")).isEqualTo(Office.TODAY.toString());
    assertThat(shown.value("status")).isEqualTo("ready");
  }

  @Test
  void it_is_set_to_any_instant_and_stands_still() {
    set("2030-01-01T00:00:00Z");
    var earlier = set("2026-01-05T09:00:00-06:00");

    assertThat(earlier.status()).isEqualTo(200);
    assertThat(earlier.value("now")).isEqualTo("2026-01-05T15:00:00Z");
    assertThat(business.get("/v1/test_clock").json()).isEqualTo(earlier.json());
    assertThat(office.stores().tenants().open(tenant).orElseThrow().time().now()).isEqualTo(MONDAY);
  }

  @Test
  void once_there_is_an_invoice_it_is_only_advanced() {
    set(MONDAY.toString());
    draft();

    var refused = set("2026-02-01T00:00:00Z");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.value("code")).isEqualTo("clock_in_use");
    assertThat(advance("2026-02-01T00:00:00Z").status()).isEqualTo(202);
  }

  @Test
  void an_invoice_made_before_the_clock_was_ever_set_counts_too() {
    draft();

    assertThat(set(MONDAY.toString()).value("code")).isEqualTo("clock_in_use");
  }

  @Test
  void an_advance_is_begun_and_somebody_is_asked_to_do_it() {
    set(MONDAY.toString());

    var begun = advance("2026-02-01T00:00:00Z");

    assertThat(begun.status()).isEqualTo(202);
    assertThat(begun.value("status")).isEqualTo("advancing");
    assertThat(begun.value("target")).isEqualTo("2026-02-01T00:00:00Z");
    assertThat(business.get("/v1/test_clock").json()).isEqualTo(begun.json());
    assertThat(office.begun()).containsExactly(tenant);
  }

  @Test
  void while_it_advances_it_is_neither_set_nor_sent_elsewhere() {
    set(MONDAY.toString());
    advance("2026-02-01T00:00:00Z");

    assertThat(advance("2026-03-01T00:00:00Z").value("code")).isEqualTo("clock_advancing");
    assertThat(set("2026-03-01T00:00:00Z").value("code")).isEqualTo("clock_advancing");
    assertThat(office.begun()).hasSize(1);
  }

  @Test
  void it_never_goes_back() {
    set(MONDAY.toString());

    var refused = advance("2026-01-05T14:59:59Z");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.value("code")).isEqualTo("clock_never_goes_back");
    assertThat(business.get("/v1/test_clock").value("status")).isEqualTo("ready");
  }

  @Test
  void before_it_is_set_there_is_nothing_to_advance() {
    assertThat(advance("2026-02-01T00:00:00Z").value("code")).isEqualTo("clock_not_set");
    assertThat(advance("mañana").faults()).containsExactly("/to not_an_instant");
    assertThat(advance("2100-01-01T00:00:00Z").faults()).containsExactly("/to not_an_instant");
    assertThat(business.post("/v1/test_clock", "{}").faults()).containsExactly("/now required");
  }

  @Test
  void an_advance_told_twice_is_begun_once() {
    set(MONDAY.toString());
    var keyed = business.with("Idempotency-Key", "advance-1");

    var first = keyed.post("/v1/test_clock/advance", "{'to':'2026-02-01T00:00:00Z'}");
    var again = keyed.post("/v1/test_clock/advance", "{'to':'2026-02-01T00:00:00Z'}");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(office.begun()).hasSize(1);
  }

  @Test
  void a_live_business_has_the_time_of_the_world_and_no_other() {
    var live = office.business("{'name':'Río','mode':'live'}");

    var refused = live.with("Accept-Language", "en").get("/v1/test_clock");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.value("detail")).startsWith("Only a sandbox has a clock");
    assertThat(live.post("/v1/test_clock", "{'now':'2026-01-05T15:00:00Z'}").status())
        .isEqualTo(404);
  }

  private Reply set(String now) {
    return business.post("/v1/test_clock", "{'now':'%s'}".formatted(now));
  }

  private Reply advance(String to) {
    return business.post("/v1/test_clock/advance", "{'to':'%s'}".formatted(to));
  }

  private void draft() {
    var stores = office.stores();
    var time = stores.tenants().open(tenant).orElseThrow().time();
    var terms =
        new Terms(
            new CustomerId(tenant, "cus_1"),
            Money.MXN,
            List.of(),
            Optional.empty(),
            "A",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            Map.of());
    var draft = new Invoice.Draft(new InvoiceId(tenant, "inv_1"), terms, time.now(), 1);
    stores.invoices().createDraft(time, draft, Attempt.once());
  }
}
