package mx.aldia.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Money that came before what it is for was agreed on, by nothing but HTTP. */
final class AdvancesTest {
  private static final String MONDAY = "2026-01-05T15:00:00Z";

  @Test
  void an_advance_is_stamped_applied_and_told_to_sat_and_the_customer_owes_the_rest()
      throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var customer = aldia.company("CAFE TINTA");
    var advance = advance(aldia, customer, 50_000);
    aldia.advance(Instant.parse("2026-01-05T15:30:00Z"));

    var own = text(advance, "invoice");
    assertThat(stamped(aldia, own, "I"))
        .contains(
            "ClaveProdServ=\"84111506\"",
            "ClaveUnidad=\"ACT\"",
            "Descripcion=\"Anticipo del bien o servicio\"",
            "MetodoPago=\"PUE\"",
            "FormaPago=\"03\"",
            "SubTotal=\"431.04\"",
            "Total=\"500.00\"");
    assertThat(aldia.kinds(own)).containsExactlyInAnyOrder("invoice", "thank_you");
    assertThat(mail(aldia, own, "invoice"))
        .contains("Ya está pagada por completo")
        .doesNotContain("fecha de pago");

    var issued = issued(aldia, customer, advance).expecting(201);
    aldia.advance(Instant.parse("2026-01-05T16:00:00Z"));

    var invoice = aldia.get("/v1/invoices/" + text(issued, "id")).expecting(200);
    assertThat(invoice.path("total").asLong()).isEqualTo(116_000);
    assertThat(invoice.path("amount_due").asLong()).isEqualTo(66_000);
    var id = text(issued, "id");
    assertThat(stamped(aldia, id, "I"))
        .contains("Total=\"1160.00\"", "TipoRelacion=\"07\"", "UUID=\"" + uuid(aldia, own) + "\"");
    assertThat(stamped(aldia, id, "E"))
        .contains(
            "FormaPago=\"30\"",
            "Descripcion=\"Aplicación de anticipo\"",
            "Total=\"500.00\"",
            "TipoRelacion=\"07\"",
            "<cfdi:CfdiRelacionado UUID=\"" + uuid(aldia, id) + "\"");
    assertThat(mail(aldia, id, "invoice")).contains("$1,160.00 MXN", "−$500.00", "$660.00 MXN");
    assertThat(fetch(text(invoice, "hosted_invoice_url"))).contains("Anticipo aplicado", "660.00");
    aldia.post("/v1/invoices/" + id + "/payments", "{\"amount\":66000,\"method\":\"transfer\"}");
    aldia.advance(Instant.parse("2026-01-05T17:00:00Z"));
    assertThat(stamped(aldia, id, "P"))
        .contains("ImpSaldoAnt=\"660.00\"", "ImpSaldoInsoluto=\"0.00\"");
    var statement = aldia.get("/v1/customers/" + customer + "/statement").expecting(200);
    assertThat(statement.path("balance").asLong()).isZero();
    assertThat(seen(aldia, advance).path("state").asText()).isEqualTo("used");
  }

  @Test
  void taken_back_by_sats_word_it_can_be_applied_again() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var customer = aldia.company("CAFE TINTA");
    var advance = advance(aldia, customer, 50_000);
    aldia.advance(Instant.parse("2026-01-05T15:30:00Z"));
    var issued = issued(aldia, customer, advance).expecting(201);
    aldia.advance(Instant.parse("2026-01-05T16:00:00Z"));
    assertThat(issued(aldia, customer, advance).expecting(409).path("code").asText())
        .isEqualTo("advance_used_up");

    var note = seen(aldia, advance).at("/applications/0/credit_note").asText();
    aldia.post("/v1/credit_notes/" + note + "/void", "{\"motivo\":\"02\"}").expecting(200);
    assertThat(seen(aldia, advance).path("amount_available").asLong()).isZero();
    aldia.advance(Instant.parse("2026-01-05T18:00:00Z"));

    assertThat(seen(aldia, advance).path("amount_available").asLong()).isEqualTo(50_000);
    assertThat(
            aldia
                .get("/v1/invoices/" + text(issued, "id"))
                .expecting(200)
                .path("amount_due")
                .asLong())
        .isEqualTo(116_000);
    issued(aldia, customer, advance).expecting(201);
  }

  @Test
  void what_sat_does_not_know_or_whose_money_went_back_is_not_applied() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var misnamed = aldia.company("CAFE TINTA SA DE CV");
    var rejected = advance(aldia, misnamed, 50_000);
    aldia.advance(Instant.parse("2026-01-05T15:30:00Z"));
    assertThat(issued(aldia, misnamed, rejected).expecting(409).path("code").asText())
        .isEqualTo("advance_not_stamped");
    var customer = aldia.company("CAFE TINTA");
    var advance = advance(aldia, customer, 50_000);
    aldia.advance(Instant.parse("2026-01-05T16:00:00Z"));
    aldia.post("/v1/payments/" + text(advance, "payment") + "/reverse", "{}").expecting(200);

    assertThat(seen(aldia, advance).path("state").asText()).isEqualTo("unpaid");
    assertThat(issued(aldia, customer, advance).expecting(409).path("code").asText())
        .isEqualTo("advance_not_there");
  }

  @Test
  void without_cfdi_the_invoice_alone_tells_what_was_paid_in_advance() throws Exception {
    var aldia = Aldia.business(MONDAY);
    var customer = aldia.customer("La Espiga");
    var advance = advance(aldia, customer, 200_000);
    var issued = issued(aldia, customer, advance).expecting(201);
    aldia.advance(Instant.parse("2026-02-20T18:00:00Z"));

    var id = text(issued, "id");
    assertThat(aldia.kinds(id)).containsExactly("invoice");
    assertThat(mail(aldia, id, "invoice")).contains("Ya está pagada por completo");
    assertThat(aldia.kinds(text(advance, "invoice")))
        .containsExactlyInAnyOrder("invoice", "thank_you");
    assertThat(seen(aldia, advance).path("amount_available").asLong()).isEqualTo(84_000);
    assertThat(seen(aldia, advance).at("/tax_document/status").asText()).isEqualTo("not_requested");
    assertThat(aldia.all("/v1/events?limit=100&subject=" + id))
        .extracting(it -> it.path("type").asText())
        .contains("credit_note.issued", "invoice.paid")
        .doesNotContain("invoice.overdue");
  }

  private static JsonNode advance(Aldia aldia, String customer, long amount) {
    return aldia
        .post(
            "/v1/advances",
            "{\"customer\":\"%s\",\"amount\":%d,\"currency\":\"MXN\",\"method\":\"transfer\"}"
                .formatted(customer, amount))
        .expecting(201);
  }

  private static Aldia.Reply issued(Aldia aldia, String customer, JsonNode advance) {
    var taking = "{\"advances\":[\"%s\"],".formatted(text(advance, "id"));
    return aldia.post("/v1/invoices", Aldia.invoice(customer).replaceFirst("\\{", taking));
  }

  private static JsonNode seen(Aldia aldia, JsonNode advance) {
    return aldia.get("/v1/advances/" + text(advance, "id")).expecting(200);
  }

  private static String uuid(Aldia aldia, String invoice) {
    return aldia.get("/v1/invoices/" + invoice).expecting(200).at("/tax_document/uuid").asText();
  }

  private static String stamped(Aldia aldia, String invoice, String type) {
    var found =
        aldia.all(
            "/v1/tax_documents?limit=100&status=stamped&type=%s&invoice=%s"
                .formatted(type, invoice));
    assertThat(found).hasSize(1);
    return aldia
        .get("/v1/tax_documents/" + text(found.getFirst(), "uuid") + "/xml")
        .response()
        .body();
  }

  private static String mail(Aldia aldia, String invoice, String kind) {
    return text(
        aldia.all("/v1/messages?limit=100&kind=%s&invoice=%s".formatted(kind, invoice)).getFirst(),
        "text");
  }

  private static String text(JsonNode thing, String name) {
    return thing.path(name).asText();
  }

  private static String fetch(String url) {
    return Aldia.send(HttpRequest.newBuilder(URI.create(url))).body();
  }
}
