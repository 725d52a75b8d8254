package mx.aldia.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import mx.aldia.local.acceptance.Aldia;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page behind the link in every message, and the one that stops e-mails. */
final class CustomersPageTest {
  private static final int TELEPHONE = 390;
  private static final int DESK = 1280;
  private static final String SCREEN = "{0} px wide, script {1}";
  private static final String CONFIRM = "Confirmar que la recibí";
  private static final String STOP = "Dejar de recibir correos";

  @BeforeEach
  void there_is_a_browser() {
    Chromium.started();
  }

  @ParameterizedTest(name = SCREEN)
  @CsvSource({TELEPHONE + ",false", TELEPHONE + ",true", DESK + ",false", DESK + ",true"})
  void receipt_is_confirmed_by_keyboard_alone(int width, boolean script) {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var invoice = aldia.issued(aldia.customer("Cafe Tinta"));

    try (var visit = visit(invoice.path("hosted_invoice_url").asText(), width, script)) {
      assertThat(visit.fits().text()).contains("$1,160.00", "martes 20 de enero de 2026");
      assertThat(confirmations(aldia, invoice)).isZero();

      visit.tabTo(CONFIRM).enter();

      assertThat(visit.fits().text())
          .contains("Confirmó que la recibió el lunes 5 de enero de 2026. ¡Gracias!")
          .doesNotContain(CONFIRM);
    }
    assertThat(confirmations(aldia, invoice)).isEqualTo(1);
    assertThat(read(aldia, invoice).path("receipt_confirmed_at").asText())
        .isEqualTo("2026-01-05T15:00:00Z");
  }

  @Test
  void the_pdf_is_one_key_away() throws IOException {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var invoice = aldia.issued(aldia.customer("Cafe Tinta"));

    try (var visit = visit(invoice.path("hosted_invoice_url").asText(), TELEPHONE, false)) {
      var pdf = visit.tabTo("Descargar PDF").download();

      assertThat(pdf.suggestedFilename()).isEqualTo("Factura A-1.pdf");
      assertThat(new String(Files.readAllBytes(pdf.path()), StandardCharsets.ISO_8859_1))
          .startsWith("%PDF-");
    }
  }

  @ParameterizedTest(name = SCREEN)
  @CsvSource({TELEPHONE + ",false", DESK + ",true"})
  void looking_at_how_to_stop_mails_stops_none_and_its_button_does(int width, boolean script)
      throws InterruptedException {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var customer = aldia.customer("Cafe Tinta");
    var invoice = aldia.issued(customer);

    try (var visit = visit(invoice.path("hosted_invoice_url").asText(), width, script)) {
      visit.tabTo(STOP).enter().fits();
      assertThat(optedOut(aldia, customer)).isZero();

      visit.tabTo(STOP).enter().fits();

      assertThat(visit.text()).contains("Listo: no recibirá más correos");
    }
    assertThat(optedOut(aldia, customer)).isEqualTo(1);
    aldia.advance(Instant.parse("2026-01-29T18:00:00Z"));
    assertThat(aldia.all("/v1/messages?limit=100&kind=reminder&invoice=" + id(invoice)))
        .noneSatisfy(it -> assertThat(it.path("state").asText()).isEqualTo("sent"));
  }

  @Test
  void who_sees_little_can_read_it_whatever_has_become_of_the_invoice() {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var customer = aldia.customer("Distribuidora de Materiales Eléctricos del Noroeste");
    var open = aldia.issued(customer);
    var partPaid = aldia.issued(customer);
    pay(aldia, partPaid, 40000);
    var paid = aldia.issued(customer);
    pay(aldia, paid, 116000);
    var cancelled = aldia.issued(customer);
    aldia.post("/v1/invoices/" + id(cancelled) + "/void", "{}").expecting(200);

    for (var invoice : List.of(open, partPaid, paid, cancelled)) {
      try (var visit = visit(invoice.path("hosted_invoice_url").asText(), TELEPHONE, true)) {
        visit.fits().isAccessible();
      }
    }
    var url = partPaid.path("hosted_invoice_url").asText();
    try (var visit = Visit.to(url, DESK, true, ColorScheme.DARK)) {
      visit.fits().isAccessible();
    }
  }

  private static Visit visit(String url, int width, boolean script) {
    return Visit.to(url, width, script, ColorScheme.LIGHT);
  }

  private static void pay(Aldia aldia, JsonNode invoice, long amount) {
    aldia
        .post(
            "/v1/invoices/" + id(invoice) + "/payments",
            "{\"amount\":%d,\"method\":\"cash\",\"reference\":\"%s\"}"
                .formatted(amount, id(invoice)))
        .expecting(201);
  }

  private static JsonNode read(Aldia aldia, JsonNode invoice) {
    return aldia.get("/v1/invoices/" + id(invoice)).expecting(200);
  }

  private static long confirmations(Aldia aldia, JsonNode invoice) {
    return count(
        aldia.all("/v1/invoices/" + id(invoice) + "/timeline?limit=100"),
        "invoice.receipt_confirmed");
  }

  private static long optedOut(Aldia aldia, String customer) {
    return count(
        aldia.all("/v1/customers/" + customer + "/timeline?limit=100"), "customer.opted_out");
  }

  private static long count(Iterable<JsonNode> entries, String type) {
    long found = 0;
    for (var entry : entries) {
      if (entry.path("type").asText().equals(type)) {
        found++;
      }
    }
    return found;
  }

  private static String id(JsonNode invoice) {
    return invoice.path("id").asText();
  }
}
