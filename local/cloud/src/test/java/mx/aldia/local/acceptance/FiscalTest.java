package mx.aldia.local.acceptance;

import static mx.aldia.local.acceptance.Aldia.id;
import static mx.aldia.local.acceptance.Aldia.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Facturar sin errores, by nothing but HTTP. */
final class FiscalTest {
  private static final String MONDAY = "2026-01-05T15:00:00Z";

  @Test
  void an_invoice_ends_stamped_with_xml_and_pdf_on_the_page_and_in_the_mail() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = aldia.issued(aldia.company("CAFE TINTA"));
    assertThat(issued.path("tax_document").path("status").asText()).isEqualTo("pending");

    aldia.advance(Instant.parse("2026-01-05T15:05:00Z"));

    var invoice = invoice(aldia, issued);
    var uuid = invoice.path("tax_document").path("uuid").asText();
    assertThat(invoice.path("tax_document").path("status").asText()).isEqualTo("stamped");
    var page = fetch(invoice.path("hosted_invoice_url").asText());
    assertThat(page).contains("/pdf", "/xml");
    var xml = fetch(invoice.path("xml_url").asText());
    assertThat(xml).contains("UUID=\"" + uuid + "\"", "Total=\"1160.00\"", "CAFE TINTA");
    assertThat(aldia.get("/v1/tax_documents/" + uuid + "/xml").response().body()).isEqualTo(xml);
    assertThat(attachments(aldia, issued)).containsExactly("application/pdf", "application/xml");
  }

  @Test
  void a_certifier_that_times_out_after_stamping_makes_one_stamp() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = issued(aldia, aldia.company("CAFE TINTA"), "timeout");

    aldia.advance(Instant.parse("2026-01-05T15:00:30Z"));
    assertThat(status(aldia, issued)).isEqualTo("pending");
    assertThat(aldia.messages(id(issued))).isEmpty();
    assertThat(aldia.post(path(issued) + "/send", "{}").status()).isEqualTo(409);

    aldia.advance(Instant.parse("2026-01-05T15:10:00Z"));
    assertThat(status(aldia, issued)).isEqualTo("stamped");
    assertThat(aldia.all("/v1/tax_documents?limit=100&invoice=" + id(issued))).hasSize(1);
    assertThat(aldia.types(id(issued)))
        .containsOnlyOnce("tax_document.stamped", "invoice.delivered");
  }

  @Test
  void a_rejected_one_says_what_to_fix_is_corrected_in_place_and_is_stamped() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = aldia.issued(aldia.company("CAFE TINTA SA DE CV"));
    aldia.advance(Instant.parse("2026-01-05T15:10:00Z"));
    var rejected = invoice(aldia, issued).path("tax_document");
    assertThat(rejected.path("status").asText()).isEqualTo("rejected");
    var finding = rejected.path("findings").path(0);
    assertThat(finding.path("code").asText()).isEqualTo("CFDI40145");
    assertThat(finding.path("field").asText()).isEqualTo("/receiver/legal_name");
    assertThat(finding.path("expected").asText()).isEqualTo("CAFE TINTA");
    assertThat(finding.path("detail").asText()).contains("Constancia de Situación Fiscal");
    assertThat(aldia.messages(id(issued))).isEmpty();
    assertThat(tasks(aldia)).hasSize(1);
    var task = tasks(aldia).getFirst();
    assertThat(task.path("kind").asText()).isEqualTo("correct_tax_document");
    assertThat(task.path("title").asText()).contains(issued.path("number").asText());
    assertThat(task.path("findings").path(0)).isEqualTo(finding);
    assertThat(task.path("action").asText()).isEqualTo(path(issued) + "/tax_document/correct");
    assertThat(task.path("due_at").asText()).isEqualTo("2026-01-08T15:00:00Z");

    var corrected =
        aldia.post(
            path(issued) + "/tax_document/correct",
            "{\"receiver\":{\"legal_name\":\"CAFE TINTA\"}}");
    assertThat(corrected.expecting(200).path("status").asText()).isEqualTo("pending");
    assertThat(aldia.post(path(issued) + "/tax_document/correct", "{\"total\":1}").status())
        .isIn(409, 422);
    aldia.advance(Instant.parse("2026-01-05T15:20:00Z"));

    var stamped = invoice(aldia, issued);
    assertThat(stamped.path("tax_document").path("status").asText()).isEqualTo("stamped");
    assertThat(stamped.path("number").asText()).isEqualTo(issued.path("number").asText());
    assertThat(stamped.path("total")).isEqualTo(issued.path("total"));
    assertThat(tasks(aldia)).isEmpty();
    assertThat(fetch(stamped.path("xml_url").asText())).contains("Nombre=\"CAFE TINTA\"");
    assertThat(aldia.types(id(issued)))
        .containsSubsequence(
            "tax_document.rejected",
            "tax_document.corrected",
            "tax_document.stamped",
            "invoice.delivered");
    assertThat(customer(aldia, issued).path("legal_name").asText()).isEqualTo("CAFE TINTA");
  }

  @Test
  void what_happens_while_a_clock_stands_still_is_told_in_its_order() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = aldia.issued(aldia.company("CAFE TINTA"));

    aldia.advance(Instant.parse("2026-01-05T15:00:01Z"));

    assertThat(aldia.types(id(issued)))
        .containsExactly("invoice.issued", "tax_document.stamped", "invoice.delivered");
    assertThat(aldia.all(path(issued) + "/timeline?limit=100"))
        .extracting(it -> it.path("type").asText())
        .containsExactly("invoice.issued", "tax_document.stamped", "invoice.delivered");
  }

  @Test
  void while_it_is_not_stamped_nobody_is_reminded_of_it() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = issued(aldia, aldia.company("CAFE TINTA"), "reject:CFDI40148");

    aldia.advance(Instant.parse("2026-01-21T18:00:00Z"));

    var rejected = invoice(aldia, issued).path("tax_document");
    assertThat(rejected.path("status").asText()).isEqualTo("rejected");
    assertThat(rejected.path("findings").path(0).path("field").asText())
        .isEqualTo("/receiver/postal_code");
    assertThat(aldia.messages(id(issued))).isEmpty();
    assertThat(aldia.all("/v1/events?limit=100&type=reminder.suppressed&subject=" + id(issued)))
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat(it.path("data").path("reason").asText()).isEqualTo("cfdi_not_stamped"));
  }

  @Test
  void paid_in_three_parts_it_has_three_complements_whose_balances_close_to_zero()
      throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = aldia.issued(aldia.company("CAFE TINTA"));
    aldia.advance(Instant.parse("2026-01-05T16:00:00Z"));
    for (var part : List.of("40000", "33333", "42667")) {
      aldia
          .post(
              path(issued) + "/payments",
              "{\"amount\":%s,\"method\":\"transfer\",\"reference\":\"SPEI %s\"}"
                  .formatted(part, part))
          .expecting(201);
    }
    aldia.advance(Instant.parse("2026-01-05T17:00:00Z"));

    var complements = complements(aldia, issued);

    assertThat(complements).hasSize(3);
    assertThat(complements)
        .flatExtracting(it -> values(it, "NumParcialidad"))
        .containsExactlyInAnyOrder("1", "2", "3");
    assertThat(complements)
        .flatExtracting(it -> values(it, "ImpSaldoAnt"))
        .containsExactlyInAnyOrder("1160.00", "760.00", "426.67");
    assertThat(complements)
        .flatExtracting(it -> values(it, "ImpSaldoInsoluto"))
        .containsExactlyInAnyOrder("760.00", "426.67", "0.00");
    assertThat(complements).flatExtracting(it -> values(it, "FormaDePagoP")).containsOnly("03");
    assertThat(aldia.kinds(id(issued)))
        .containsExactlyInAnyOrder("invoice", "receipt", "receipt", "thank_you");
    assertThat(attached(aldia, issued, "Gracias"))
        .satisfiesExactly(
            pdf -> assertThat(pdf).endsWith(".pdf"), xml -> assertThat(xml).endsWith(".xml"));
  }

  @Test
  void a_receipt_waits_ten_minutes_for_its_complement_which_then_follows() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = issued(aldia, aldia.company("CAFE TINTA"), "", "down:1");
    aldia.advance(Instant.parse("2026-01-05T15:30:00Z"));
    aldia.post(path(issued) + "/payments", "{\"amount\":40000,\"method\":\"cash\"}").expecting(201);
    aldia.advance(Instant.parse("2026-01-05T15:38:00Z"));
    assertThat(aldia.kinds(id(issued))).containsExactly("invoice");

    aldia.advance(Instant.parse("2026-01-05T16:20:00Z"));
    assertThat(aldia.kinds(id(issued))).containsExactlyInAnyOrder("invoice", "receipt");
    assertThat(attached(aldia, issued, "Recibo")).isEmpty();

    aldia.advance(Instant.parse("2026-01-05T20:00:00Z"));
    assertThat(aldia.kinds(id(issued)))
        .containsExactlyInAnyOrder("invoice", "receipt", "payment_complement");
    assertThat(attached(aldia, issued, "Complemento")).hasSize(2);
  }

  @Test
  void what_is_paid_at_once_says_how_and_within_the_month_and_has_no_complement() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var customer = aldia.company("CAFE TINTA");
    var late = saying(customer, "\"payment_method\":\"PUE\"").replace(":15,", ":60,");
    assertThat(pointers(aldia.post("/v1/invoices", late).expecting(422)))
        .containsExactlyInAnyOrder("/payment_form", "/payment_method");

    var issued =
        aldia
            .post(
                "/v1/invoices",
                saying(customer, "\"payment_method\":\"PUE\",\"payment_form\":\"03\""))
            .expecting(201);
    aldia
        .post(path(issued) + "/payments", "{\"amount\":116000,\"method\":\"transfer\"}")
        .expecting(201);
    aldia.advance(Instant.parse("2026-01-05T17:00:00Z"));

    assertThat(fetch(invoice(aldia, issued).path("xml_url").asText()))
        .contains("MetodoPago=\"PUE\"", "FormaPago=\"03\"");
    assertThat(complements(aldia, issued)).isEmpty();
    assertThat(aldia.kinds(id(issued))).containsExactlyInAnyOrder("invoice", "thank_you");
  }

  @Test
  void in_dollars_it_says_the_rate_it_was_issued_at() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var customer = aldia.company("CAFE TINTA");
    var without = Aldia.invoice(customer).replace("MXN", "USD");
    assertThat(pointers(aldia.post("/v1/invoices", without).expecting(422)))
        .containsExactly("/exchange_rate");

    var issued =
        aldia
            .post(
                "/v1/invoices",
                saying(customer, "\"exchange_rate\":\"17.235\"").replace("MXN", "USD"))
            .expecting(201);
    aldia.advance(Instant.parse("2026-01-05T15:10:00Z"));

    assertThat(fetch(invoice(aldia, issued).path("xml_url").asText()))
        .contains("Moneda=\"USD\"", "TipoCambio=\"17.235\"");
  }

  private static String saying(String customer, String more) {
    return Aldia.invoice(customer).replaceFirst("\\{", "{" + more + ",");
  }

  private static List<String> pointers(JsonNode problem) {
    return StreamSupport.stream(problem.path("errors").spliterator(), false)
        .map(it -> it.path("pointer").asText())
        .toList();
  }

  @Test
  void one_transfer_over_three_invoices_makes_one_complement() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var customer = aldia.company("CAFE TINTA");
    var first = aldia.issued(customer);
    var second = aldia.issued(customer);
    var third = aldia.issued(customer);
    aldia
        .post(
            "/v1/payments",
            """
            {"customer":"%s","amount":298000,"currency":"MXN","method":"transfer",
             "reference":"SPEI 7","allocations":[{"invoice":"%s","amount":116000},
             {"invoice":"%s","amount":116000},{"invoice":"%s","amount":66000}]}
            """
                .formatted(customer, id(first), id(second), id(third)))
        .expecting(201);
    aldia.advance(Instant.parse("2026-01-05T17:00:00Z"));

    var complements = complements(aldia, second);

    assertThat(complements).hasSize(1);
    assertThat(aldia.all("/v1/tax_documents?limit=100&type=P")).hasSize(1);
    assertThat(values(complements.getFirst(), "Monto")).containsExactly("2980.00");
    assertThat(values(complements.getFirst(), "ImpSaldoInsoluto"))
        .containsExactly("0.00", "0.00", "500.00");
    for (var invoice : List.of(first, second, third)) {
      var uuid = invoice(aldia, invoice).path("tax_document").path("uuid").asText();
      assertThat(values(complements.getFirst(), "IdDocumento")).contains(uuid);
      assertThat(aldia.types(id(invoice)).stream().filter("tax_document.stamped"::equals))
          .hasSize(2);
    }
  }

  private static JsonNode customer(Aldia aldia, JsonNode issued) {
    return aldia.get("/v1/customers/" + issued.path("customer").asText()).expecting(200);
  }

  @Test
  void a_payment_that_goes_back_takes_its_complement_along_and_the_later_ones_are_renewed()
      throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = told(aldia, aldia.company("CAFE TINTA"), "\"sandbox_sat\":\"accept\"");
    aldia.advance(Instant.parse("2026-01-05T16:00:00Z"));
    var first = paid(aldia, issued, 40_000);
    paid(aldia, issued, 33_333);
    aldia.advance(Instant.parse("2026-01-05T17:00:00Z"));

    aldia.post("/v1/payments/" + first + "/reverse", "{}").expecting(200);
    aldia.advance(Instant.parse("2026-01-05T20:00:00Z"));

    assertThat(complements(aldia, issued))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(values(it, "NumParcialidad")).containsExactly("1");
              assertThat(values(it, "ImpSaldoAnt")).containsExactly("1160.00");
              assertThat(values(it, "ImpSaldoInsoluto")).containsExactly("826.67");
              assertThat(values(it, "TipoRelacion")).containsExactly("04");
            });
    var all = aldia.all("/v1/tax_documents?limit=100&type=P&invoice=" + id(issued));
    var cancelled = all.stream().filter(it -> it.path("status").asText().equals("cancelled"));
    assertThat(cancelled)
        .extracting(it -> it.path("cancellation").path("motivo").asText())
        .containsExactlyInAnyOrder("03", "01");
    var standing = all.stream().filter(it -> it.path("status").asText().equals("stamped"));
    assertThat(standing)
        .singleElement()
        .satisfies(it -> assertThat(it.path("replaces").asText()).startsWith("tax_"));
    assertThat(all).hasSize(3);
  }

  @Test
  void money_that_goes_over_to_another_invoice_takes_its_complement_along() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var customer = aldia.company("CAFE TINTA");
    var wrong = aldia.issued(customer);
    var right = aldia.issued(customer);
    aldia.advance(Instant.parse("2026-01-05T16:00:00Z"));
    var payment = paid(aldia, wrong, 40_000);
    aldia.advance(Instant.parse("2026-01-05T17:00:00Z"));
    var former = complements(aldia, wrong);
    var file = standing(aldia) + ".xml";

    reallocate(aldia, payment, share(right, 40_000));
    aldia.advance(Instant.parse("2026-01-08T18:00:00Z"));

    assertThat(former).hasSize(1);
    assertThat(complements(aldia, wrong)).isEmpty();
    assertThat(complements(aldia, right))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(values(it, "IdDocumento"))
                  .containsExactly(
                      invoice(aldia, right).path("tax_document").path("uuid").asText());
              assertThat(values(it, "ImpPagado")).containsExactly("400.00");
              assertThat(values(it, "TipoRelacion")).containsExactly("04");
              assertThat(values(it, "UUID")).containsAll(values(former.getFirst(), "UUID"));
            });
    assertThat(motivos(aldia)).containsExactly("01");
    assertThat(aldia.kinds(id(right))).containsExactly("invoice", "receipt");
    assertThat(attached(aldia, right, "Recibo de pago"))
        .filteredOn(it -> it.endsWith(".xml"))
        .containsExactlyInAnyOrder(file, standing(aldia) + ".xml");

    reallocate(aldia, payment, "");
    aldia.advance(Instant.parse("2026-01-09T18:00:00Z"));
    assertThat(aldia.all("/v1/tax_documents?limit=100&type=P&status=stamped")).isEmpty();

    reallocate(aldia, payment, share(right, 10_000) + "," + share(wrong, 30_000));
    aldia.advance(Instant.parse("2026-01-14T18:00:00Z"));
    assertThat(motivos(aldia)).containsExactly("01", "03");
    assertThat(complements(aldia, right))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(values(it, "ImpPagado")).containsExactly("100.00", "300.00");
              assertThat(values(it, "TipoRelacion")).isEmpty();
            });
    assertThat(complements(aldia, wrong)).isEqualTo(complements(aldia, right));
    assertThat(aldia.kinds(id(right)).stream().filter("receipt"::equals)).hasSize(1);
  }

  /** The UUID of the one complement that stands. */
  private static String standing(Aldia aldia) {
    var all = aldia.all("/v1/tax_documents?limit=100&type=P&status=stamped");
    assertThat(all).hasSize(1);
    return all.getFirst().path("uuid").asText();
  }

  private static void reallocate(Aldia aldia, String payment, String shares) {
    aldia
        .post("/v1/payments/" + payment + "/reallocate", "{\"allocations\":[%s]}".formatted(shares))
        .expecting(200);
  }

  @Test
  void what_is_not_sealed_yet_speaks_of_the_invoices_that_have_the_money_by_then()
      throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    aldia.send("PATCH", "/v1/tenant", "{\"rep_timing\":\"daily\"}").expecting(200);
    var customer = aldia.company("CAFE TINTA");
    var wrong = aldia.issued(customer);
    var right = aldia.issued(customer);
    aldia.advance(Instant.parse("2026-01-05T16:00:00Z"));
    var payment = paid(aldia, wrong, 40_000);
    aldia.advance(Instant.parse("2026-01-05T17:00:00Z"));

    reallocate(aldia, payment, share(right, 30_000));
    aldia.advance(Instant.parse("2026-01-06T18:00:00Z"));

    assertThat(aldia.all("/v1/tax_documents?limit=100&type=P")).hasSize(1);
    assertThat(complements(aldia, wrong)).isEmpty();
    assertThat(complements(aldia, right))
        .singleElement()
        .satisfies(it -> assertThat(values(it, "ImpPagado")).containsExactly("300.00"));
  }

  @Test
  void a_part_that_was_stamped_when_it_was_paid_is_stamped_anew_with_what_is_left_of_it()
      throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    aldia.send("PATCH", "/v1/tenant", "{\"cfdi_timing\":\"on_payment\"}").expecting(200);
    var issued = aldia.issued(aldia.company("CAFE TINTA"));
    var payment = paid(aldia, issued, 33_333);
    aldia.advance(Instant.parse("2026-01-05T15:20:00Z"));

    reallocate(aldia, payment, share(issued, 20_000));
    aldia.advance(Instant.parse("2026-01-09T18:00:00Z"));

    var documents = aldia.all("/v1/tax_documents?limit=100&invoice=" + id(issued));
    assertThat(documents)
        .extracting(it -> it.path("status").asText())
        .containsExactlyInAnyOrder("cancelled", "stamped");
    assertThat(documents)
        .filteredOn(it -> it.path("status").asText().equals("stamped"))
        .flatExtracting(
            it ->
                values(
                    aldia
                        .get("/v1/tax_documents/" + it.path("id").asText() + "/xml")
                        .response()
                        .body(),
                    "Total"))
        .containsExactly("200.00");
  }

  private static String share(JsonNode issued, int amount) {
    return "{\"invoice\":\"%s\",\"amount\":%d}".formatted(id(issued), amount);
  }

  private static List<String> motivos(Aldia aldia) {
    return aldia.all("/v1/tax_documents?limit=100&type=P&status=cancelled").stream()
        .map(it -> it.path("cancellation").path("motivo").asText())
        .toList();
  }

  private static String paid(Aldia aldia, JsonNode issued, int amount) {
    return id(
        aldia
            .post(
                path(issued) + "/payments",
                "{\"amount\":%d,\"method\":\"transfer\"}".formatted(amount))
            .expecting(201));
  }

  private static List<String> complements(Aldia aldia, JsonNode issued) {
    return aldia
        .all("/v1/tax_documents?limit=100&type=P&status=stamped&invoice=" + id(issued))
        .stream()
        .map(
            it ->
                aldia
                    .get("/v1/tax_documents/" + it.path("uuid").asText() + "/xml")
                    .response()
                    .body())
        .toList();
  }

  /** Every value of an attribute, in the order of the document. */
  private static List<String> values(String xml, String attribute) {
    return Pattern.compile(" " + attribute + "=\"([^\"]*)\"")
        .matcher(xml)
        .results()
        .map(it -> it.group(1))
        .toList();
  }

  @Test
  void a_cancellation_that_the_customer_refuses_leaves_the_invoice_open() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = told(aldia, aldia.company("CAFE TINTA"), "\"sandbox_sat\":\"refuse\"");
    aldia.advance(Instant.parse("2026-01-08T15:00:00Z"));

    var asked = aldia.post(path(issued) + "/void", "{\"motivo\":\"03\"}").expecting(200);
    assertThat(asked.path("state").asText()).isEqualTo("open");
    assertThat(asked.path("tax_document").path("status").asText())
        .isEqualTo("cancellation_requested");
    assertThat(fetch(asked.path("hosted_invoice_url").asText())).contains("proceso de cancelación");
    aldia.advance(Instant.parse("2026-01-09T15:00:00Z"));

    var invoice = invoice(aldia, issued);
    assertThat(invoice.path("state").asText()).isEqualTo("open");
    assertThat(invoice.path("amount_due")).isEqualTo(issued.path("total"));
    assertThat(invoice.path("tax_document").path("status").asText()).isEqualTo("stamped");
    assertThat(invoice.path("tax_document").path("cancellation").path("status").asText())
        .isEqualTo("refused_by_customer");
    assertThat(aldia.types(id(issued)))
        .containsSubsequence(
            "tax_document.cancellation_requested", "tax_document.cancellation_refused")
        .doesNotContain("invoice.voided");
    var task = tasks(aldia).getFirst();
    assertThat(task.path("kind").asText()).isEqualTo("cancellation_refused");
    assertThat(task.path("reason").asText()).isEqualTo("customer");
    var done = "/v1/tasks/" + task.path("id").asText() + "/done";
    var said = "{\"outcome\":\"Se queda: pagará en febrero\"}";
    assertThat(aldia.post(done, said).expecting(200).path("state").asText()).isEqualTo("done");
    assertThat(aldia.post(done, said).status()).isEqualTo(409);
    assertThat(tasks(aldia)).isEmpty();
    assertThat(aldia.types(id(issued))).containsOnlyOnce("task.done");
  }

  @Test
  void a_stamp_that_is_a_day_late_is_a_task_until_it_comes() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    issued(aldia, aldia.company("CAFE TINTA"), "down:30");
    aldia.advance(Instant.parse("2026-01-06T14:00:00Z"));
    assertThat(tasks(aldia)).isEmpty();

    aldia.advance(Instant.parse("2026-01-06T16:30:00Z"));
    assertThat(kindsOf(tasks(aldia))).containsExactly("late_stamp");

    aldia.advance(Instant.parse("2026-01-06T23:00:00Z"));
    assertThat(tasks(aldia)).isEmpty();
  }

  @Test
  void what_was_declared_as_paid_at_once_is_a_task_as_its_month_ends_and_so_is_another_form()
      throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var customer = aldia.company("CAFE TINTA");
    var unpaid = aldia.post("/v1/invoices", atOnce(customer)).expecting(201);
    var otherwise = aldia.post("/v1/invoices", atOnce(customer)).expecting(201);
    pay(aldia, otherwise, "cash");
    aldia.advance(Instant.parse("2026-01-05T17:00:00Z"));
    var other = tasks(aldia);
    assertThat(kindsOf(other)).containsExactly("pue_not_kept");
    assertThat(other.getFirst().path("reason").asText()).isEqualTo("other_form");
    assertThat(other.getFirst().path("invoice").asText()).isEqualTo(id(otherwise));

    aldia.advance(Instant.parse("2026-01-29T14:59:00Z"));
    assertThat(tasks(aldia)).hasSize(1);
    aldia.advance(Instant.parse("2026-01-29T15:01:00Z"));
    var told = tasks(aldia).getLast();
    assertThat(told.path("reason").asText()).isEqualTo("unpaid");
    assertThat(told.path("invoice").asText()).isEqualTo(id(unpaid));
    assertThat(told.path("due_at").asText()).isEqualTo("2026-02-01T06:00:00Z");
    assertThat(aldia.types(id(unpaid))).containsOnlyOnce("invoice.pue_unpaid");

    pay(aldia, unpaid, "transfer");
    aldia.advance(Instant.parse("2026-01-29T15:02:00Z"));
    assertThat(tasks(aldia)).hasSize(1);
  }

  @Test
  void what_is_stamped_when_it_is_paid_is_asked_for_at_once_and_mailed_as_cfdi_with_the_payment()
      throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var customer = aldia.company("CAFE TINTA");
    assertThat(
            pointers(
                aldia
                    .post("/v1/invoices", onPayment(customer, ",\"payment_method\":\"PPD\""))
                    .expecting(422)))
        .containsExactly("/payment_method");
    var issued = aldia.post("/v1/invoices", onPayment(customer, "")).expecting(201);
    aldia.advance(Instant.parse("2026-01-21T18:00:00Z"));
    assertThat(status(aldia, issued)).isEqualTo("not_requested");
    assertThat(aldia.kinds(id(issued))).startsWith("invoice", "reminder");
    assertThat(attachments(aldia, issued)).containsExactly("application/pdf");
    assertThat(subjects(aldia, issued, "invoice"))
        .singleElement()
        .asString()
        .startsWith("Aviso de cobro ");
    assertThat(fetch(invoice(aldia, issued).path("hosted_invoice_url").asText()))
        .contains("Aviso de cobro")
        .doesNotContain("actura");

    pay(aldia, issued, "card_debit");
    aldia.advance(Instant.parse("2026-01-21T18:05:00Z"));

    var invoice = invoice(aldia, issued);
    assertThat(invoice.path("tax_document").path("status").asText()).isEqualTo("stamped");
    assertThat(fetch(invoice.path("xml_url").asText()))
        .contains("MetodoPago=\"PUE\"", "FormaPago=\"28\"", "Total=\"1160.00\"");
    assertThat(aldia.all("/v1/tax_documents?limit=100&type=P")).isEmpty();
    assertThat(aldia.kinds(id(issued))).contains("thank_you").doesNotContain("payment_complement");
    assertThat(subjects(aldia, issued, "invoice"))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("CFDI de su pago");
    assertThat(attached(aldia, issued, "CFDI de su pago")).hasSize(2);
  }

  @Test
  void a_part_that_is_paid_of_it_is_a_cfdi_of_its_own_to_the_centavo() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    aldia.send("PATCH", "/v1/tenant", "{\"cfdi_timing\":\"on_payment\"}").expecting(200);
    var issued = aldia.issued(aldia.company("CAFE TINTA"));
    aldia.advance(Instant.parse("2026-01-05T15:10:00Z"));
    for (var part : List.of("33333", "82667")) {
      aldia
          .post(
              path(issued) + "/payments",
              "{\"amount\":%s,\"method\":\"transfer\",\"reference\":\"%s\"}".formatted(part, part))
          .expecting(201);
    }
    aldia.advance(Instant.parse("2026-01-05T15:20:00Z"));

    var stamped = aldia.all("/v1/tax_documents?limit=100&status=stamped&invoice=" + id(issued));
    assertThat(stamped).hasSize(2);
    assertThat(stamped).extracting(it -> it.path("type").asText()).containsOnly("I");
    assertThat(stamped)
        .flatExtracting(
            it ->
                values(
                    aldia
                        .get("/v1/tax_documents/" + it.path("id").asText() + "/xml")
                        .response()
                        .body(),
                    "Total"))
        .containsExactlyInAnyOrder("333.33", "826.67");
    assertThat(aldia.kinds(id(issued)))
        .containsExactlyInAnyOrder("invoice", "receipt", "thank_you");
    assertThat(attached(aldia, issued, "Recibo")).hasSize(2);
    assertThat(attached(aldia, issued, "Gracias")).hasSize(2);

    var first = aldia.all("/v1/payments?limit=100&invoice=" + id(issued)).getFirst();
    aldia
        .post("/v1/payments/" + first.path("id").asText() + "/reverse", "{\"reason\":\"rebotó\"}")
        .expecting(200);
    aldia.advance(Instant.parse("2026-01-06T15:20:00Z"));
    assertThat(aldia.all("/v1/tax_documents?limit=100&status=cancelled&invoice=" + id(issued)))
        .extracting(it -> it.path("payment").asText())
        .containsExactly(first.path("id").asText());
    assertThat(invoice(aldia, issued).path("state").asText()).isEqualTo("open");
  }

  @Test
  void complements_come_the_next_morning_where_the_business_wants_them_so() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    aldia.send("PATCH", "/v1/tenant", "{\"rep_timing\":\"daily\"}").expecting(200);
    var issued = aldia.issued(aldia.company("CAFE TINTA"));
    aldia.advance(Instant.parse("2026-01-05T15:30:00Z"));
    pay(aldia, issued, "transfer");
    aldia.advance(Instant.parse("2026-01-05T15:32:00Z"));
    assertThat(aldia.kinds(id(issued))).containsExactlyInAnyOrder("invoice", "thank_you");
    assertThat(complements(aldia, issued)).isEmpty();

    aldia.advance(Instant.parse("2026-01-06T11:59:00Z"));
    assertThat(complements(aldia, issued)).isEmpty();
    aldia.advance(Instant.parse("2026-01-06T16:00:00Z"));
    assertThat(complements(aldia, issued)).hasSize(1);
    assertThat(attached(aldia, issued, "Complemento")).hasSize(2);
  }

  @Test
  void what_nobody_claimed_is_summed_up_once_and_is_free_again_when_that_is_cancelled()
      throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var ana = aldia.customer("Ana");
    var coffee = aldia.issued(ana);
    var exempt =
        aldia
            .post(
                "/v1/invoices",
                Aldia.invoice(aldia.customer("Beto"))
                    .replace("\"rate\":\"0.16\"", "\"exempt\":true")
                    .replace("1000", "99.97"))
            .expecting(201);
    var unpaid = aldia.issued(ana);
    var claimed = aldia.issued(aldia.company("CAFE TINTA"));
    aldia.advance(Instant.parse("2026-01-05T16:00:00Z"));
    pay(aldia, coffee, "cash");
    aldia
        .post(path(exempt) + "/payments", "{\"amount\":9997,\"method\":\"card_debit\"}")
        .expecting(201);
    pay(aldia, claimed, "cash");
    aldia.advance(Instant.parse("2026-01-05T17:00:00Z"));

    var answers = IntStream.range(0, 4).parallel().mapToObj(_ -> summedUp(aldia)).toList();
    assertThat(answers)
        .extracting(Aldia.Reply::status)
        .containsExactlyInAnyOrder(201, 409, 409, 409);
    var global = answers.stream().filter(it -> it.status() == 201).findFirst().orElseThrow().json();
    assertThat(global.path("remaining").asInt()).isZero();
    aldia.advance(Instant.parse("2026-01-05T17:10:00Z"));

    var document = "/v1/tax_documents/" + global.path("id").asText();
    var xml = aldia.get(document + "/xml").response().body();
    assertThat(xml)
        .contains(
            "Rfc=\"XAXX010101000\" Nombre=\"PUBLICO EN GENERAL\"",
            "Periodicidad=\"01\" Meses=\"01\" Año=\"2026\"",
            "Total=\"1259.97\"",
            "FormaPago=\"01\"",
            "MetodoPago=\"PUE\"");
    assertThat(values(xml, "NoIdentificacion"))
        .containsExactly(coffee.path("number").asText(), exempt.path("number").asText());
    assertThat(status(aldia, coffee)).isEqualTo("in_global");
    assertThat(status(aldia, unpaid)).isEqualTo("needs_data");
    assertThat(aldia.types(id(coffee))).contains("tax_document.stamped");
    var own = "/v1/tax_documents?limit=1&status=in_global&invoice=" + id(coffee);
    var retry = "/v1/tax_documents/" + aldia.all(own).getFirst().path("id").asText() + "/retry";
    assertThat(aldia.post(retry, "{}").expecting(409).path("code").asText())
        .isEqualTo("in_global_invoice");
    var bounced = aldia.all("/v1/payments?limit=1&invoice=" + id(exempt)).getFirst();
    aldia.post("/v1/payments/" + id(bounced) + "/reverse", "{}").expecting(200);
    for (var way : List.of("/void", "/replace")) {
      assertThat(
              aldia
                  .post(path(exempt) + way, way.equals("/void") ? "{}" : "{\"po_number\":\"7\"}")
                  .expecting(409)
                  .path("code")
                  .asText())
          .isEqualTo("in_global_invoice");
    }

    aldia.post(document + "/cancel", "{\"motivo\":\"04\"}").expecting(200);
    aldia.advance(Instant.parse("2026-01-06T17:00:00Z"));
    assertThat(aldia.get(document).expecting(200).path("status").asText()).isEqualTo("cancelled");
    aldia
        .send(
            "PATCH",
            "/v1/customers/" + ana,
            "{\"rfc\":\"LUPA850712AB1\",\"legal_name\":\"ANA LUNA\",\"tax_regime\":\"612\",\"postal_code\":\"06700\",\"cfdi_use\":\"G03\"}")
        .expecting(200);
    aldia.post(retry, "{}").expecting(200);
    aldia.advance(Instant.parse("2026-01-06T17:10:00Z"));
    assertThat(status(aldia, coffee)).isEqualTo("stamped");
    assertThat(summedUp(aldia).status()).isEqualTo(409);
    aldia.post(path(exempt) + "/void", "{}").expecting(200);
  }

  private static Aldia.Reply summedUp(Aldia aldia) {
    return aldia.post("/v1/global_invoices", "{\"every\":\"day\",\"date\":\"2026-01-05\"}");
  }

  private static String onPayment(String customer, String more) {
    return saying(customer, "\"cfdi_timing\":\"on_payment\"" + more);
  }

  @Test
  void a_draft_says_what_is_usually_withheld_and_changes_nothing() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    aldia
        .send("PATCH", "/v1/tenant", "{\"rfc\":\"LUPA850712AB1\",\"tax_regime\":\"612\"}")
        .expecting(200);
    var body =
        Aldia.invoice(aldia.company("CAFE TINTA")).replace("\"issue\":true", "\"issue\":false");

    var draft = aldia.post("/v1/invoices", body).expecting(201);

    var warning = draft.path("warnings").path(0);
    assertThat(warning.path("pointer").asText()).isEqualTo("/lines/0/withholdings");
    assertThat(warning.path("detail").asText()).contains("ISR 10 %, IVA 10.6667 %");
    assertThat(draft.path("withheld_total").asLong()).isZero();
    var lines = draft.path("lines").deepCopy();
    var line = (ObjectNode) lines.path(0);
    line.set("withholdings", warning.path("usual"));
    line.remove(List.of("amount", "tax_amount", "withheld_amount"));
    var changed =
        aldia.send("PATCH", path(draft), "{\"lines\":%s}".formatted(lines)).expecting(200);
    assertThat(changed.path("warnings")).isEmpty();
    assertThat(changed.path("total").asLong()).isEqualTo(116_000 - 10_000 - 10_667);
  }

  private static String atOnce(String customer) {
    return saying(customer, "\"payment_method\":\"PUE\",\"payment_form\":\"03\"");
  }

  private static void pay(Aldia aldia, JsonNode issued, String method) {
    aldia
        .post(path(issued) + "/payments", "{\"amount\":116000,\"method\":\"%s\"}".formatted(method))
        .expecting(201);
  }

  private static List<JsonNode> tasks(Aldia aldia) {
    return aldia.all("/v1/tasks?limit=100");
  }

  private static List<String> kindsOf(List<JsonNode> things) {
    return things.stream().map(it -> it.path("kind").asText()).toList();
  }

  @Test
  void silence_for_three_working_days_voids_it_and_meanwhile_nobody_is_reminded() throws Exception {
    var aldia = Aldia.fiscalBusiness(MONDAY);
    var issued = told(aldia, aldia.company("CAFE TINTA"), "\"sandbox_sat\":\"\"");
    aldia.advance(Instant.parse("2026-01-15T15:00:00Z"));
    aldia.post(path(issued) + "/void", "{\"motivo\":\"02\"}").expecting(200);
    var uuid = invoice(aldia, issued).path("tax_document").path("uuid").asText();
    aldia.advance(Instant.parse("2026-01-20T18:00:00Z"));
    assertThat(invoice(aldia, issued).path("state").asText()).isEqualTo("open");

    aldia.advance(Instant.parse("2026-01-21T15:00:00Z"));

    var invoice = invoice(aldia, issued);
    assertThat(invoice.path("state").asText()).isEqualTo("void");
    assertThat(invoice.path("tax_document").path("status").asText()).isEqualTo("cancelled");
    assertThat(invoice.path("tax_document").path("cancellation").path("how").asText())
        .isEqualTo("silence");
    assertThat(aldia.types(id(issued)))
        .containsOnlyOnce("tax_document.cancelled", "invoice.voided")
        .doesNotContain("reminder.sent");
    assertThat(aldia.get("/v1/tax_documents/" + uuid + "/acuse").response().body())
        .contains("<EstatusUUID>201</EstatusUUID>");
  }

  private static JsonNode issued(Aldia aldia, String customer, String mood) {
    return issued(aldia, customer, mood, "");
  }

  private static JsonNode issued(
      Aldia aldia, String customer, String mood, String moodOfComplements) {
    return told(
        aldia,
        customer,
        "\"sandbox_pac\":\"%s\",\"sandbox_pac_complement\":\"%s\""
            .formatted(mood, moodOfComplements));
  }

  private static JsonNode told(Aldia aldia, String customer, String metadata) {
    return aldia
        .post(
            "/v1/invoices",
            Aldia.invoice(customer).replaceFirst("\\{", "{\"metadata\":{%s},".formatted(metadata)))
        .expecting(201);
  }

  private static JsonNode invoice(Aldia aldia, JsonNode issued) {
    return aldia.get(path(issued)).expecting(200);
  }

  private static String status(Aldia aldia, JsonNode issued) {
    return invoice(aldia, issued).path("tax_document").path("status").asText();
  }

  private static List<String> subjects(Aldia aldia, JsonNode issued, String kind) {
    return aldia.messages(id(issued)).stream()
        .filter(it -> it.path("kind").asText().equals(kind))
        .map(it -> it.path("subject").asText())
        .toList();
  }

  private static List<String> attachments(Aldia aldia, JsonNode issued) {
    var to = aldia.messages(id(issued)).getFirst().path("to").asText();
    var mail =
        StreamSupport.stream(aldia.get("/inbox.json").expecting(200).spliterator(), false)
            .filter(it -> it.path("to").path(0).asText().equals(to))
            .findFirst()
            .orElseThrow();
    return StreamSupport.stream(mail.path("attachments").spliterator(), false)
        .map(it -> it.path("type").asText())
        .toList();
  }

  /** The names of the files of the mails whose subject says so. */
  private static List<String> attached(Aldia aldia, JsonNode issued, String subject) {
    var to = aldia.messages(id(issued)).getFirst().path("to").asText();
    return StreamSupport.stream(aldia.get("/inbox.json").expecting(200).spliterator(), false)
        .filter(it -> it.path("to").path(0).asText().equals(to))
        .filter(it -> it.path("subject").asText().contains(subject))
        .flatMap(it -> StreamSupport.stream(it.path("attachments").spliterator(), false))
        .map(it -> it.path("name").asText())
        .toList();
  }

  private static String fetch(String url) throws Exception {
    var response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }
}
