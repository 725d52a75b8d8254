package mx.aldia.local.acceptance;

import static mx.aldia.local.acceptance.Aldia.id;
import static mx.aldia.local.acceptance.Aldia.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An invoice in place of another, by nothing but HTTP. */
final class ReplacingTest {
  private static final String MONDAY = "2026-01-05T15:00:00Z";
  private static final String LESS =
      "{\"lines\":[{\"description\":\"Diseño\",\"quantity\":\"1\",\"unit_price\":\"900\",\"taxes\":[{\"type\":\"iva\",\"rate\":\"0.16\"}]}]}";

  @Test
  void without_cfdi_the_former_is_void_at_once_and_its_money_and_its_day_go_over()
      throws Exception {
    var aldia = Aldia.business(MONDAY);
    var customer = aldia.customer("La Espiga");
    var former = aldia.issued(customer);
    pay(aldia, former, 40_000);
    aldia.advance(Instant.parse("2026-01-28T18:00:00Z"));

    var fresh = aldia.post(path(former) + "/replace", LESS).expecting(201);

    assertThat(fresh.path("number").asText()).isEqualTo("A-2");
    assertThat(fresh.path("replaces").asText()).isEqualTo(id(former));
    assertThat(fresh.path("due_date")).isEqualTo(former.path("due_date"));
    assertThat(fresh.path("total").asLong()).isEqualTo(104_400);
    assertThat(fresh.path("amount_paid").asLong()).isEqualTo(40_000);
    assertThat(fresh.path("amount_due").asLong()).isEqualTo(64_400);
    var was = aldia.get(path(former)).expecting(200);
    assertThat(was.path("state").asText()).isEqualTo("void");
    assertThat(was.path("replaced_by").asText()).isEqualTo(id(fresh));
    var statement = aldia.get("/v1/customers/" + customer + "/statement").expecting(200);
    assertThat(statement.path("balance").asLong()).isEqualTo(64_400);
    var payment = aldia.all("/v1/payments?limit=100&invoice=" + id(fresh)).getFirst();
    assertThat(payment.path("allocations").path(0).path("amount").asLong()).isEqualTo(40_000);
    assertThat(aldia.types(id(former)))
        .contains("payment.moved", "invoice.replaced", "invoice.voided")
        .doesNotContain("payment.reversed");
    assertThat(aldia.post(path(former) + "/replace", LESS).status()).isEqualTo(409);

    aldia.post("/v1/payments/" + id(payment) + "/reverse", "{}").expecting(200);
    assertThat(aldia.get(path(fresh)).expecting(200).path("amount_due").asLong())
        .isEqualTo(104_400);
  }

  @Test
  void what_was_paid_beyond_the_new_one_is_credit_and_nobody_is_thanked_twice() throws Exception {
    var aldia = Aldia.business(MONDAY);
    var former = aldia.issued(aldia.customer("La Espiga"));
    pay(aldia, former, 116_000);
    aldia.advance(Instant.parse("2026-01-06T18:00:00Z"));

    var fresh = aldia.post(path(former) + "/replace", LESS).expecting(201);
    aldia.advance(Instant.parse("2026-01-20T18:00:00Z"));

    assertThat(fresh.path("state").asText()).isEqualTo("paid");
    assertThat(aldia.kinds(id(fresh))).containsExactly("invoice");
    var payment = aldia.all("/v1/payments?limit=100&invoice=" + id(fresh)).getFirst();
    assertThat(payment.path("unallocated").asLong()).isEqualTo(11_600);
  }

  @Test
  void of_a_cfdi_the_substitute_is_stamped_first_and_the_former_void_when_sat_has_cancelled_it()
      throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var former = stamped(aldia, "accept");

    var fresh = aldia.post(path(former) + "/replace", LESS).expecting(201);
    assertThat(state(aldia, former)).isEqualTo("open");
    aldia.advance(Instant.parse("2026-01-08T20:00:00Z"));

    assertThat(xml(aldia, fresh))
        .contains(
            "TipoRelacion=\"04\"",
            "<cfdi:CfdiRelacionado UUID=\"" + uuid(former(aldia, former)) + "\"");
    var was = former(aldia, former);
    assertThat(was.path("state").asText()).isEqualTo("void");
    assertThat(was.path("tax_document").path("cancellation").path("motivo").asText())
        .isEqualTo("01");
    assertThat(aldia.types(id(former))).containsSubsequence("invoice.replaced", "invoice.voided");
    assertThat(aldia.kinds(id(former))).containsExactly("invoice");
  }

  @Test
  void its_complement_follows_the_money_before_the_former_is_cancelled() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var former = stamped(aldia, "accept");
    pay(aldia, former, 40_000);
    aldia.advance(Instant.parse("2026-01-08T16:00:00Z"));

    var fresh = aldia.post(path(former) + "/replace", LESS).expecting(201);
    aldia.advance(Instant.parse("2026-01-09T20:00:00Z"));

    var complements =
        aldia.all("/v1/tax_documents?limit=100&type=P&status=stamped&invoice=" + id(fresh));
    assertThat(complements).hasSize(1);
    var uuid = complements.getFirst().path("uuid").asText();
    assertThat(aldia.get("/v1/tax_documents/" + uuid + "/xml").response().body())
        .contains(
            "IdDocumento=\"" + uuid(former(aldia, fresh)) + "\"",
            "ImpSaldoAnt=\"1044.00\"",
            "TipoRelacion=\"04\"");
    assertThat(state(aldia, former)).isEqualTo("void");
  }

  @Test
  void what_was_declared_as_paid_at_once_and_is_not_is_replaced_by_the_request_of_its_task()
      throws Exception {
    var aldia = Aldia.fiscalBusiness("2026-01-26T15:00:00Z");
    var unpaid = paidAtOnce(aldia);
    var otherwise = paidAtOnce(aldia);
    aldia
        .post(path(otherwise) + "/payments", "{\"amount\":116000,\"method\":\"cash\"}")
        .expecting(201);
    aldia.advance(Instant.parse("2026-01-29T15:01:00Z"));
    var tasks = aldia.all("/v1/tasks?limit=100");
    assertThat(tasks).extracting(it -> it.path("reason").asText()).contains("unpaid", "other_form");

    for (var task : tasks) {
      var request = task.path("request");
      assertThat(request.path("method").asText()).isEqualTo("POST");
      assertThat(request.path("path")).isEqualTo(task.path("action"));
      aldia.post(request.path("path").asText(), request.path("body").toString()).expecting(201);
    }
    aldia.advance(Instant.parse("2026-02-03T20:00:00Z"));

    for (var former : List.of(unpaid, otherwise)) {
      var was = former(aldia, former);
      assertThat(was.path("state").asText()).isEqualTo("void");
      assertThat(was.path("tax_document").path("cancellation").path("motivo").asText())
          .isEqualTo("01");
      var fresh = aldia.get("/v1/invoices/" + was.path("replaced_by").asText()).expecting(200);
      assertThat(xml(aldia, fresh))
          .contains("MetodoPago=\"PPD\"", "FormaPago=\"99\"", uuid(was), "TipoRelacion=\"04\"");
    }
    assertThat(aldia.all("/v1/tasks?limit=100")).isEmpty();
    assertThat(aldia.all("/v1/tax_documents?limit=100&type=P&status=stamped")).hasSize(1);
  }

  private static JsonNode paidAtOnce(Aldia aldia) {
    var body =
        Aldia.invoice(aldia.company("CAFE TINTA"))
            .replaceFirst("\"days_until_due\":\\d+", "\"due_date\":\"2026-01-30\"")
            .replaceFirst(
                "\\{",
                "{\"metadata\":{\"sandbox_sat\":\"accept\"},\"payment_method\":\"PUE\",\"payment_form\":\"03\",");
    return aldia.post("/v1/invoices", body).expecting(201);
  }

  @Test
  void a_customer_who_refuses_leaves_both_in_force() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var former = stamped(aldia, "refuse");

    var fresh = aldia.post(path(former) + "/replace", LESS).expecting(201);
    aldia.advance(Instant.parse("2026-01-08T20:00:00Z"));

    for (var invoice : List.of(former, fresh)) {
      assertThat(state(aldia, invoice)).isEqualTo("open");
      assertThat(former(aldia, invoice).path("tax_document").path("status").asText())
          .isEqualTo("stamped");
    }
  }

  @Test
  void only_what_was_issued_and_stands_can_be_replaced() throws Exception {
    var aldia = Aldia.business(MONDAY);
    var customer = aldia.customer("La Espiga");
    var taken = aldia.issued(customer);
    aldia.post(path(taken) + "/void", "{}").expecting(200);
    assertThat(aldia.post(path(taken) + "/replace", LESS).status()).isEqualTo(409);
    var credited = aldia.issued(customer);
    var note = "{\"amount\":100,\"kind\":\"discount\",\"reason\":\"x\"}";
    aldia.post(path(credited) + "/credit_notes", note).expecting(201);
    assertThat(aldia.post(path(credited) + "/replace", LESS).expecting(409).path("code").asText())
        .isEqualTo("cancel_first");
    var other = aldia.customer("Otra");
    var paid = aldia.issued(customer);
    pay(aldia, paid, 100);
    assertThat(
            aldia
                .post(path(paid) + "/replace", "{\"customer\":\"%s\"}".formatted(other))
                .expecting(409)
                .path("code")
                .asText())
        .isEqualTo("invoice_has_payments");
  }

  @Test
  void what_would_say_the_same_again_is_asked_what_changes() {
    var aldia = Aldia.business(MONDAY);
    var customer = aldia.customer("La Espiga");
    var issued = aldia.issued(customer);
    var same = "{\"due_date\":\"%s\"}".formatted(issued.path("due_date").asText());

    for (var nothing : List.of("{}", same)) {
      var refused = aldia.post(path(issued) + "/replace", nothing).expecting(422);
      assertThat(refused.path("errors").path(0).path("code").asText())
          .isEqualTo("nothing_to_change");
    }
    assertThat(state(aldia, issued)).isEqualTo("open");
    aldia
        .send("PATCH", "/v1/customers/" + customer, "{\"legal_name\":\"LA ESPIGA\"}")
        .expecting(200);
    aldia.post(path(issued) + "/replace", "{}").expecting(201);
  }

  /** Its SAT's customer says so when it is asked. */
  private static JsonNode stamped(Aldia aldia, String answer) throws Exception {
    var body =
        Aldia.invoice(aldia.company("CAFE TINTA"))
            .replaceFirst("\\{", "{\"metadata\":{\"sandbox_sat\":\"%s\"},".formatted(answer));
    var issued = aldia.post("/v1/invoices", body).expecting(201);
    aldia.advance(Instant.parse("2026-01-08T15:00:00Z"));
    return issued;
  }

  private static void pay(Aldia aldia, JsonNode issued, int amount) {
    aldia
        .post(
            path(issued) + "/payments", "{\"amount\":%d,\"method\":\"transfer\"}".formatted(amount))
        .expecting(201);
  }

  private static JsonNode former(Aldia aldia, JsonNode issued) {
    return aldia.get(path(issued)).expecting(200);
  }

  private static String state(Aldia aldia, JsonNode issued) {
    return former(aldia, issued).path("state").asText();
  }

  private static String uuid(JsonNode invoice) {
    return invoice.path("tax_document").path("uuid").asText();
  }

  private static String xml(Aldia aldia, JsonNode issued) {
    return aldia.get(path(issued) + "/xml").response().body();
  }
}
