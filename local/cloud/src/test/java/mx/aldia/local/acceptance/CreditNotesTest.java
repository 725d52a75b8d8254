package mx.aldia.local.acceptance;

import static mx.aldia.local.acceptance.Aldia.id;
import static mx.aldia.local.acceptance.Aldia.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is taken off an invoice after it was issued, by nothing but HTTP. */
final class CreditNotesTest {
  private static final String MONDAY = "2026-01-05T15:00:00Z";

  @Test
  void what_is_credited_is_not_owed_and_the_page_and_the_mail_and_the_statement_say_so()
      throws Exception {
    var aldia = Aldia.business(MONDAY);
    var customer = aldia.customer("La Espiga");
    var issued = aldia.issued(customer);

    var note = credit(aldia, issued, "'amount':50000,'kind':'discount','reason':'Pronto pago'");

    assertThat(note.path("number").asText()).isEqualTo("NC-1");
    assertThat(note.path("amount_settled").asLong()).isEqualTo(50_000);
    assertThat(note.path("tax_document").path("status").asText()).isEqualTo("not_requested");
    var invoice = aldia.get(path(issued)).expecting(200);
    assertThat(invoice.path("amount_credited").asLong()).isEqualTo(50_000);
    assertThat(invoice.path("amount_due").asLong()).isEqualTo(66_000);
    aldia.advance(Instant.parse("2026-01-05T15:05:00Z"));
    assertThat(fetch(invoice.path("hosted_invoice_url").asText())).contains("Nota de crédito");
    var message = aldia.all("/v1/messages?kind=credit_note&invoice=" + id(issued)).getFirst();
    assertThat(message.path("text").asText())
        .contains("nota de crédito NC-1 por $500.00 MXN")
        .contains("Motivo: Pronto pago.")
        .contains("$660.00 MXN");
    var statement = aldia.get("/v1/customers/" + customer + "/statement").expecting(200);
    assertThat(statement.path("balance").asLong()).isEqualTo(66_000);
    assertThat(statement.path("entries").path(1).path("kind").asText()).isEqualTo("credit");
    var aging = aldia.get("/v1/reports/aging").expecting(200);
    assertThat(aging.path("currencies").path(0).path("total").asLong()).isEqualTo(66_000);
    assertThat(aldia.types(id(issued))).containsOnlyOnce("credit_note.issued");
    assertThat(aldia.get("/v1/credit_notes/" + id(note)).expecting(200)).isEqualTo(note);
    assertThat(aldia.all(path(issued) + "/credit_notes?limit=1")).containsExactly(note);
  }

  @Test
  void credited_to_nothing_it_is_settled_without_a_word_of_thanks_and_nobody_is_reminded()
      throws Exception {
    var aldia = Aldia.business(MONDAY);
    var issued = aldia.issued(aldia.customer("La Espiga"));

    credit(aldia, issued, "'lines':[{'index':0}],'kind':'return','reason':'No era eso'");
    aldia.advance(Instant.parse("2026-02-28T18:00:00Z"));

    assertThat(aldia.get(path(issued)).expecting(200).path("state").asText()).isEqualTo("paid");
    assertThat(aldia.kinds(id(issued))).containsExactlyInAnyOrder("invoice", "credit_note");
    assertThat(aldia.types(id(issued))).contains("invoice.paid").doesNotContain("invoice.overdue");
  }

  @Test
  void what_was_given_back_of_a_payment_is_not_there_to_be_spread_anew() {
    var aldia = Aldia.business(MONDAY);
    var customer = aldia.customer("La Espiga");
    var wrong = aldia.issued(customer);
    var right = aldia.issued(customer);
    var payment =
        aldia
            .post(path(wrong) + "/payments", "{\"amount\":116000,\"method\":\"transfer\"}")
            .expecting(201);
    credit(aldia, wrong, "'amount':30000,'kind':'settlement','reason':'Retraso'");
    assertThat(credit(aldia, customer)).isEqualTo(30_000);

    aldia
        .post(
            "/v1/payments/" + id(payment) + "/reallocate",
            "{\"allocations\":[{\"invoice\":\"%s\",\"amount\":116000}]}".formatted(id(right)))
        .expecting(200);

    assertThat(aldia.get(path(right)).expecting(200).path("state").asText()).isEqualTo("paid");
    var owed = aldia.get(path(wrong)).expecting(200);
    assertThat(owed.path("amount_paid").asLong()).isZero();
    assertThat(owed.path("amount_due").asLong()).isEqualTo(86_000);
    assertThat(credit(aldia, customer)).isZero();
  }

  @Test
  void what_was_paid_is_credit_or_goes_back_and_a_payment_taken_back_is_owed_no_more_than_that() {
    var aldia = Aldia.business(MONDAY);
    var customer = aldia.customer("La Espiga");
    var issued = aldia.issued(customer);
    var payment =
        aldia
            .post(path(issued) + "/payments", "{\"amount\":116000,\"method\":\"transfer\"}")
            .expecting(201);

    var kept = credit(aldia, issued, "'amount':20000,'kind':'settlement','reason':'Retraso'");
    credit(aldia, issued, "'amount':30000,'kind':'settlement','reason':'Daño','refund_form':'03'");

    assertThat(kept.path("amount_returned").asLong()).isEqualTo(20_000);
    assertThat(kept.path("amount_to_credit").asLong()).isEqualTo(20_000);
    assertThat(credit(aldia, customer)).isEqualTo(20_000);
    var paid = aldia.get(path(issued)).expecting(200);
    assertThat(paid.path("amount_paid").asLong()).isEqualTo(66_000);
    assertThat(paid.path("amount_due").asLong()).isZero();

    aldia.post("/v1/payments/" + id(payment) + "/reverse", "{}").expecting(200);
    assertThat(aldia.get(path(issued)).expecting(200).path("amount_due").asLong())
        .isEqualTo(66_000);
    assertThat(credit(aldia, customer)).isEqualTo(-30_000);
  }

  @Test
  void no_more_is_credited_than_there_is_and_all_that_is_wrong_is_told() {
    var aldia = Aldia.business(MONDAY);
    var issued = aldia.issued(aldia.customer("La Espiga"));
    var notes = path(issued) + "/credit_notes";

    var wrong =
        aldia
            .post(
                notes,
                "{\"amount\":116001,\"kind\":\"gift\",\"refund_form\":\"99\",\"reason\":\"\"}")
            .expecting(422);
    assertThat(pointers(wrong))
        .containsExactlyInAnyOrder("/amount", "/kind", "/refund_form", "/reason");
    var refund = "{\"amount\":100,\"kind\":\"discount\",\"refund_form\":\"03\",\"reason\":\"x\"}";
    assertThat(pointers(aldia.post(notes, refund).expecting(422))).containsExactly("/refund_form");
    var twice =
        "{\"lines\":[{\"index\":0,\"quantity\":\"2\"},{\"index\":0}],\"kind\":\"return\",\"reason\":\"x\"}";
    assertThat(pointers(aldia.post(notes, twice).expecting(422)))
        .containsExactlyInAnyOrder("/lines/0/quantity", "/lines/1/index");
    assertThat(pointers(aldia.post(notes, "{\"kind\":\"return\",\"reason\":\"x\"}").expecting(422)))
        .containsExactly("/amount");
    aldia.post(path(issued) + "/void", "{}").expecting(200);
    var late = "{\"amount\":100,\"kind\":\"discount\",\"reason\":\"x\"}";
    assertThat(aldia.post(notes, late).status()).isEqualTo(409);
    assertThat(aldia.all(notes + "?limit=100")).isEmpty();
  }

  @Test
  void told_twice_with_one_key_it_is_one_note() {
    var aldia = Aldia.business(MONDAY);
    var issued = aldia.issued(aldia.customer("La Espiga"));
    var body = "{\"amount\":100,\"kind\":\"discount\",\"reason\":\"x\"}";
    var key = Map.of("Idempotency-Key", "nota-1");

    var first = aldia.post(path(issued) + "/credit_notes", body, key).expecting(201);
    var again = aldia.post(path(issued) + "/credit_notes", body, key).expecting(201);

    assertThat(again).isEqualTo(first);
    assertThat(aldia.all(path(issued) + "/credit_notes?limit=100")).hasSize(1);
  }

  @Test
  void of_a_cfdi_an_egreso_is_stamped_and_the_next_complement_begins_with_the_lower_balance()
      throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = aldia.issued(aldia.company("CAFE TINTA"));
    credit(aldia, issued, "'amount':50000,'kind':'discount','reason':'Pronto pago'");
    aldia.post(path(issued) + "/payments", "{\"amount\":66000,\"method\":\"transfer\"}");
    aldia.advance(Instant.parse("2026-01-05T15:30:00Z"));

    var sale = aldia.get(path(issued)).expecting(200).path("tax_document").path("uuid").asText();
    var egreso = stamped(aldia, issued, "E");
    assertThat(egreso)
        .contains(
            "TipoDeComprobante=\"E\"",
            "Total=\"500.00\"",
            "FormaPago=\"15\"",
            "TipoRelacion=\"01\"",
            "<cfdi:CfdiRelacionado UUID=\"" + sale + "\"");
    assertThat(stamped(aldia, issued, "P"))
        .contains("ImpSaldoAnt=\"660.00\"", "ImpSaldoInsoluto=\"0.00\"");
    assertThat(aldia.kinds(id(issued)))
        .containsExactlyInAnyOrder("invoice", "credit_note", "thank_you");
    var note = aldia.all(path(issued) + "/credit_notes?limit=100").getFirst();
    assertThat(note.path("tax_document").path("status").asText()).isEqualTo("stamped");
    var refused = aldia.post(path(issued) + "/void", "{\"motivo\":\"02\"}").expecting(409);
    assertThat(refused.path("code").asText()).isEqualTo("cancel_first");
  }

  @Test
  void what_comes_back_of_a_paid_cfdi_is_returned_as_it_was_refunded() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = aldia.issued(aldia.company("CAFE TINTA"));
    aldia.post(path(issued) + "/payments", "{\"amount\":116000,\"method\":\"transfer\"}");
    aldia.advance(Instant.parse("2026-01-05T15:30:00Z"));
    credit(
        aldia,
        issued,
        "'lines':[{'index':0,'quantity':'0.5'}],'kind':'return','reason':'Sobró','refund_form':'03'");
    aldia.advance(Instant.parse("2026-01-05T16:00:00Z"));

    assertThat(stamped(aldia, issued, "E"))
        .contains(
            "FormaPago=\"03\"", "TipoRelacion=\"03\"", "Total=\"580.00\"", "Cantidad=\"0.5\"");
    assertThat(aldia.kinds(id(issued)))
        .containsExactlyInAnyOrder("invoice", "thank_you", "credit_note");
  }

  @Test
  void taken_back_it_is_owed_again_and_reminded_of_and_nobody_takes_it_back_twice()
      throws Exception {
    var aldia = Aldia.business(MONDAY);
    var customer = aldia.customer("La Espiga");
    var issued = aldia.issued(customer);
    var note = credit(aldia, issued, "'amount':116000,'kind':'discount','reason':'Cortesía'");
    aldia.advance(Instant.parse("2026-01-30T18:00:00Z"));
    var key = Map.of("Idempotency-Key", "quitar-1");

    var gone = aldia.post(voiding(note), "{}", key).expecting(200);

    assertThat(gone.path("state").asText()).isEqualTo("void");
    assertThat(aldia.get("/v1/credit_notes/" + id(note)).expecting(200)).isEqualTo(gone);
    assertThat(aldia.post(voiding(note), "{}", key).expecting(200)).isEqualTo(gone);
    assertThat(aldia.post(voiding(note), "{}").expecting(409).path("code").asText())
        .isEqualTo("credit_note_void");
    var invoice = aldia.get(path(issued)).expecting(200);
    assertThat(invoice.path("state").asText()).isEqualTo("open");
    assertThat(invoice.path("amount_due").asLong()).isEqualTo(116_000);
    assertThat(invoice.path("amount_credited").asLong()).isZero();
    assertThat(fetch(invoice.path("hosted_invoice_url").asText()))
        .contains("Nota de crédito cancelada");
    var entries = aldia.get("/v1/customers/" + customer + "/statement").expecting(200);
    assertThat(entries.path("entries").path(2).path("kind").asText()).isEqualTo("credit_voided");
    aldia.advance(Instant.parse("2026-02-10T18:00:00Z"));
    assertThat(aldia.all("/v1/messages?limit=100&kind=credit_note&invoice=" + id(issued)))
        .extracting(it -> it.path("subject").asText().split(":", -1)[0])
        .containsExactlyInAnyOrder("Nota de crédito", "Nota de crédito cancelada");
    assertThat(aldia.kinds(id(issued))).contains("reminder");
    assertThat(aldia.types(id(issued))).containsOnlyOnce("credit_note.voided", "invoice.overdue");
  }

  @Test
  void what_it_left_as_credit_goes_back_to_the_invoice_and_what_was_refunded_stays_credited() {
    var aldia = Aldia.business(MONDAY);
    var customer = aldia.customer("La Espiga");
    var issued = aldia.issued(customer);
    aldia.post(path(issued) + "/payments", "{\"amount\":116000,\"method\":\"transfer\"}");
    var kept = credit(aldia, issued, "'amount':20000,'kind':'settlement','reason':'Retraso'");
    var refunded =
        credit(
            aldia, issued, "'amount':30000,'kind':'settlement','reason':'Daño','refund_form':'03'");

    assertThat(aldia.post(voiding(refunded), "{}").expecting(409).path("code").asText())
        .isEqualTo("credit_note_refunded");
    aldia.post(voiding(kept), "{}").expecting(200);

    assertThat(credit(aldia, customer)).isZero();
    var invoice = aldia.get(path(issued)).expecting(200);
    assertThat(invoice.path("state").asText()).isEqualTo("paid");
    assertThat(invoice.path("amount_paid").asLong()).isEqualTo(86_000);
    assertThat(pointers(aldia.post(voiding(kept), "{\"motivo\":\"09\"}").expecting(422)))
        .containsExactly("/motivo");
    assertThat(Aldia.business(MONDAY).post(voiding(kept), "{}").status()).isEqualTo(404);
  }

  @Test
  void of_a_cfdi_it_is_owed_again_when_sat_has_cancelled_the_egreso_and_complements_say_so()
      throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = aldia.issued(aldia.company("CAFE TINTA"));
    var note = credit(aldia, issued, "'amount':50000,'kind':'discount','reason':'Pronto pago'");
    aldia.post(path(issued) + "/payments", "{\"amount\":66000,\"method\":\"transfer\"}");
    aldia.advance(Instant.parse("2026-01-05T15:30:00Z"));

    assertThat(pointers(aldia.post(voiding(note), "{}").expecting(422))).containsExactly("/motivo");
    var asked = aldia.post(voiding(note), "{\"motivo\":\"02\"}").expecting(200);

    assertThat(asked.path("state").asText()).isEqualTo("issued");
    assertThat(asked.path("tax_document").path("status").asText())
        .isEqualTo("cancellation_requested");
    assertThat(aldia.post(voiding(note), "{\"motivo\":\"02\"}").status()).isEqualTo(409);
    aldia.advance(Instant.parse("2026-01-05T17:00:00Z"));
    var gone = aldia.get("/v1/credit_notes/" + id(note)).expecting(200);
    assertThat(gone.path("state").asText()).isEqualTo("void");
    assertThat(gone.path("tax_document").path("status").asText()).isEqualTo("cancelled");
    var invoice = aldia.get(path(issued)).expecting(200);
    assertThat(invoice.path("state").asText()).isEqualTo("open");
    assertThat(invoice.path("amount_due").asLong()).isEqualTo(50_000);
    assertThat(stamped(aldia, issued, "P"))
        .contains("TipoRelacion=\"04\"", "ImpSaldoAnt=\"1160.00\"", "ImpSaldoInsoluto=\"500.00\"");
  }

  @Test
  void one_whose_egreso_waits_is_taken_back_at_once_and_sat_never_hears_of_it() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = aldia.issued(aldia.company("CAFE TINTA SA DE CV"));
    aldia.advance(Instant.parse("2026-01-05T15:10:00Z"));
    var note = credit(aldia, issued, "'amount':50000,'kind':'discount','reason':'Pronto pago'");
    aldia.advance(Instant.parse("2026-01-05T15:20:00Z"));

    assertThat(aldia.post(voiding(note), "{}").expecting(200).path("state").asText())
        .isEqualTo("void");
    aldia.post(
        path(issued) + "/tax_document/correct", "{\"receiver\":{\"legal_name\":\"CAFE TINTA\"}}");
    aldia.advance(Instant.parse("2026-01-05T16:00:00Z"));

    assertThat(aldia.get(path(issued)).expecting(200).path("tax_document").path("status").asText())
        .isEqualTo("stamped");
    assertThat(aldia.all("/v1/tax_documents?limit=100&type=E").getFirst().path("status").asText())
        .isEqualTo("cancelled");
    assertThat(aldia.kinds(id(issued))).containsExactly("invoice");
  }

  @Test
  void an_invoice_is_not_voided_over_an_egreso_that_may_still_be_stamped() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var silent = "{\"metadata\":{\"sandbox_pac_credit_note\":\"down:24\"},";
    var body = Aldia.invoice(aldia.company("CAFE TINTA")).replaceFirst("\\{", silent);
    var issued = aldia.post("/v1/invoices", body).expecting(201);
    aldia.advance(Instant.parse("2026-01-05T15:10:00Z"));
    var note = credit(aldia, issued, "'amount':50000,'kind':'discount','reason':'Pronto pago'");
    var wish = "{\"motivo\":\"02\"}";

    var refused = aldia.post(path(issued) + "/void", wish).expecting(409);
    assertThat(refused.path("code").asText()).isEqualTo("cancel_first");
    assertThat(refused.path("detail").asText()).contains(id(note));
    aldia.advance(Instant.parse("2026-01-05T15:20:00Z"));
    assertThat(aldia.post(voiding(note), wish).expecting(409).path("code").asText())
        .isEqualTo("tax_document_pending");
    aldia.advance(Instant.parse("2026-01-07T15:00:00Z"));
    aldia.post(voiding(note), wish).expecting(200);
    aldia.advance(Instant.parse("2026-01-07T17:00:00Z"));
    aldia.post(path(issued) + "/void", wish).expecting(200);
  }

  private static String voiding(JsonNode note) {
    return "/v1/credit_notes/" + id(note) + "/void";
  }

  private static String stamped(Aldia aldia, JsonNode issued, String type) {
    var found =
        aldia.all(
            "/v1/tax_documents?limit=100&status=stamped&type=%s&invoice=%s"
                .formatted(type, id(issued)));
    assertThat(found).hasSize(1);
    return aldia
        .get("/v1/tax_documents/" + found.getFirst().path("uuid").asText() + "/xml")
        .response()
        .body();
  }

  private static JsonNode credit(Aldia aldia, JsonNode issued, String body) {
    return aldia
        .post(path(issued) + "/credit_notes", "{" + body.replace('\'', '"') + "}")
        .expecting(201);
  }

  private static long credit(Aldia aldia, String customer) {
    return aldia
        .get("/v1/customers/" + customer + "/statement")
        .expecting(200)
        .path("balances")
        .path(0)
        .path("credit")
        .asLong();
  }

  private static List<String> pointers(JsonNode problem) {
    return problem.path("errors").valueStream().map(it -> it.path("pointer").asText()).toList();
  }

  private static String fetch(String url) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
