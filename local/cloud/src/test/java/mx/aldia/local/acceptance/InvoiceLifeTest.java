package mx.aldia.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The main job: issue, deliver, remind, get paid, say thank you. */
final class InvoiceLifeTest {
  private static final ZoneId MEXICO_CITY = ZoneId.of("America/Mexico_City");

  @Test
  void an_invoice_is_mailed_at_once_reminded_on_contact_days_and_thanked_for_once()
      throws Exception {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var invoice = aldia.issued(aldia.customer("Cafe Tinta"));
    var id = invoice.path("id").asText();
    assertThat(invoice.path("due_date").asText()).isEqualTo("2026-01-20");
    aldia.advance(Instant.parse("2026-01-05T15:01:00Z"));
    assertThat(aldia.kinds(id)).containsExactly("invoice");
    assertThat(mail(aldia, id).path("attachments").get(0).path("type").asText())
        .isEqualTo("application/pdf");

    aldia.advance(Instant.parse("2026-01-29T18:00:00Z"));

    var reminders =
        aldia.messages(id).stream()
            .filter(it -> it.path("kind").asText().equals("reminder"))
            .toList();
    assertThat(reminders).extracting(it -> it.path("state").asText()).containsOnly("sent");
    assertThat(reminders)
        .extracting(it -> date(it))
        .containsExactly("2026-01-16", "2026-01-20", "2026-01-23", "2026-01-27");
    assertThat(reminders)
        .extracting(it -> it.path("step").asInt())
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(aldia.messages(id)).allSatisfy(InvoiceLifeTest::goesOutInContactHours);

    aldia
        .post(
            "/v1/invoices/" + id + "/payments",
            "{\"amount\":116000,\"method\":\"transfer\",\"reference\":\"SPEI 1\"}")
        .expecting(201);
    var paid = aldia.get("/v1/invoices/" + id).expecting(200);
    assertThat(paid.path("state").asText()).isEqualTo("paid");
    assertThat(paid.path("amount_due").asLong()).isZero();
    aldia.advance(Instant.parse("2026-03-31T18:00:00Z"));

    assertThat(aldia.kinds(id))
        .containsExactly("invoice", "reminder", "reminder", "reminder", "reminder", "thank_you");
    assertThat(aldia.all("/v1/events?limit=100&subject=" + id))
        .extracting(it -> it.path("type").asText())
        .contains(
            "invoice.issued",
            "invoice.delivered",
            "reminder.sent",
            "payment.received",
            "invoice.paid");
  }

  @Test
  void a_part_is_receipted_and_only_settlement_is_thanked_for() throws Exception {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var id = aldia.issued(aldia.customer("La Espiga")).path("id").asText();
    aldia
        .post(
            "/v1/invoices/" + id + "/payments",
            "{\"amount\":16000,\"method\":\"cash\",\"reference\":\"1\"}")
        .expecting(201);
    aldia.advance(Instant.parse("2026-01-06T18:00:00Z"));
    assertThat(aldia.kinds(id)).contains("receipt").doesNotContain("thank_you");

    aldia
        .post(
            "/v1/invoices/" + id + "/payments",
            "{\"amount\":100000,\"method\":\"cash\",\"reference\":\"2\"}")
        .expecting(201);
    aldia.advance(Instant.parse("2026-02-28T18:00:00Z"));

    assertThat(aldia.kinds(id).stream().filter("thank_you"::equals)).hasSize(1);
    assertThat(aldia.kinds(id)).doesNotContain("reminder");
  }

  @Test
  void the_customers_page_and_its_pdf_open_by_the_link_in_the_mail() throws Exception {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var id = aldia.issued(aldia.customer("Cafe Tinta")).path("id").asText();
    aldia.advance(Instant.parse("2026-01-05T15:01:00Z"));
    var link = aldia.get("/v1/invoices/" + id).expecting(200).path("hosted_invoice_url").asText();
    assertThat(mail(aldia, id).path("text").asText()).contains(link);

    var page = fetch(link);
    var pdf = fetch(link + "/pdf");

    assertThat(new String(page, StandardCharsets.UTF_8)).contains("1,160.00");
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
  }

  private static byte[] fetch(String url) throws IOException, InterruptedException {
    var response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static JsonNode mail(Aldia aldia, String invoice) {
    var to = aldia.messages(invoice).getFirst().path("to").asText();
    var inbox = aldia.get("/inbox.json").expecting(200);
    return StreamSupport.stream(inbox.spliterator(), false)
        .filter(it -> it.path("to").path(0).asText().equals(to))
        .findFirst()
        .orElseThrow();
  }

  private static String date(JsonNode message) {
    return LocalDate.ofInstant(Instant.parse(message.path("at").asText()), MEXICO_CITY).toString();
  }

  private static void goesOutInContactHours(JsonNode message) {
    var at = Instant.parse(message.path("at").asText()).atZone(MEXICO_CITY);
    assertThat(at.getDayOfWeek()).isNotIn(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
    assertThat(at.toLocalTime()).isBetween(LocalTime.of(9, 0), LocalTime.of(19, 0));
  }
}
