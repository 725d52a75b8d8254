package mx.aldia.stamping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.SatState.How;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.given.House;
import mx.aldia.given.Payload;
import mx.aldia.table.EventStore;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a stamped invoice that is to be void, over a real table and the sandbox's SAT.
 */
class CancellingTest {
  private static final LocalTable TABLE = LocalTable.create();

  /** After which the customer has to agree. */
  private static final Duration THREE_DAYS = Duration.ofDays(3);

  private final House house = House.fiscal(TABLE);
  private final Customer cafe = house.customer();
  private int told;
  private final StampingHandler stamping = new StampingHandler(house.stores().deployment());
  private final HttpCaller studio =
      HttpCaller.of(new TaxDocumentsHandler(house.stores().deployment()), house.id());

  @Test
  void a_cancellation_that_the_customer_refuses_leaves_the_invoice_open() {
    var invoice = stamped("5000.00", "refuse");
    pass(THREE_DAYS);
    house.asksToCancel(invoice);
    goOn(invoice);
    assertThat(document(invoice).status()).isEqualTo("cancellation_requested");

    pass(Duration.ofHours(2));
    goOn(invoice);

    assertThat(document(invoice).status()).isEqualTo("stamped");
    assertThat(document(invoice).cancellation().orElseThrow())
        .isInstanceOf(Cancellation.Refused.class);
    assertThat(invoice(invoice)).isInstanceOf(Invoice.Open.class);
    assertThat(types(invoice)).containsOnlyOnce("tax_document.cancellation_refused");
    assertThat(types(invoice)).doesNotContain("invoice.voided", "tax_document.cancelled");
  }

  @Test
  void a_cancellation_that_the_customer_accepts_voids_the_invoice() {
    var invoice = stamped("5000.00", "accept");
    pass(THREE_DAYS);
    house.asksToCancel(invoice);
    goOn(invoice);
    assertThat(invoice(invoice)).isInstanceOf(Invoice.Open.class);

    pass(Duration.ofHours(2));
    goOn(invoice);
    goOn(invoice);

    assertThat(cancelled(invoice).end().how()).isEqualTo(How.WITH_ACCEPTANCE);
    assertThat(invoice(invoice)).isInstanceOf(Invoice.Voided.class);
    assertThat(types(invoice)).containsOnlyOnce("tax_document.cancelled", "invoice.voided");
    assertThat(document(invoice).wakes()).isEmpty();
  }

  @Test
  void a_customer_who_says_nothing_for_three_working_days_has_agreed() {
    var invoice = stamped("5000.00", "");
    pass(THREE_DAYS);
    house.asksToCancel(invoice);
    goOn(invoice);

    pass(THREE_DAYS);
    goOn(invoice);
    assertThat(document(invoice).status()).isEqualTo("cancellation_requested");
    pass(THREE_DAYS);
    goOn(invoice);

    assertThat(cancelled(invoice).end().how()).isEqualTo(How.SILENCE);
    assertThat(invoice(invoice)).isInstanceOf(Invoice.Voided.class);
  }

  @Test
  void what_is_small_is_cancelled_without_asking_anybody() {
    var invoice = stamped("500.00", "refuse");
    pass(THREE_DAYS);
    house.asksToCancel(invoice);
    goOn(invoice);

    pass(Duration.ofMinutes(1));
    goOn(invoice);

    assertThat(cancelled(invoice).end().how()).isEqualTo(How.WITHOUT_ACCEPTANCE);
  }

  @Test
  void while_sat_is_silent_it_is_asked_again_and_nothing_is_void() {
    var invoice = stamped("500.00", "down:2");
    house.asksToCancel(invoice);

    for (int i = 0; i < 3; i++) {
      goOn(invoice);
      pass(Duration.ofMinutes(10));
    }
    assertThat(document(invoice).cancellation().orElseThrow())
        .isInstanceOfSatisfying(
            Cancellation.Asked.class, asked -> assertThat(asked.tries()).isEqualTo(3));
    assertThat(document(invoice).wakes()).isPresent();
    assertThat(invoice(invoice)).isInstanceOf(Invoice.Open.class);

    pass(Duration.ofHours(2));
    goOn(invoice);
    pass(Duration.ofMinutes(1));
    goOn(invoice);
    assertThat(invoice(invoice)).isInstanceOf(Invoice.Voided.class);
  }

  @Test
  void sats_receipt_is_kept_and_shown() {
    var invoice = stamped("500.00", "");
    var path = "/v1/tax_documents/" + document(invoice).uuid().orElseThrow();
    assertThat(studio.get(path + "/acuse").status()).isEqualTo(404);
    house.asksToCancel(invoice);

    goOn(invoice);

    var acuse = studio.get(path + "/acuse");
    assertThat(acuse.status()).isEqualTo(200);
    assertThat(new String(Base64.getDecoder().decode(acuse.text()), UTF_8))
        .contains("<EstatusUUID>201</EstatusUUID>", document(invoice).uuid().orElseThrow());
    var told = studio.get(path).json();
    assertThat(told.path("status").asText()).isEqualTo("cancellation_requested");
    assertThat(told.path("cancellation").path("status").asText()).isEqualTo("in_process");
    assertThat(told.path("cancellation").path("motivo").asText()).isEqualTo("03");
    assertThat(told.path("cancellation").path("answerable_until").asText()).isEqualTo("2026-01-08");
  }

  @Test
  void money_that_comes_while_sat_is_asked_keeps_the_invoice_in_the_books() {
    var invoice = stamped("500.00", "");
    house.asksToCancel(invoice);
    goOn(invoice);
    house.pays(invoice, "500.00");

    pass(Duration.ofMinutes(1));
    goOn(invoice);

    assertThat(document(invoice).status()).isEqualTo("cancelled");
    assertThat(invoice(invoice)).isInstanceOf(Invoice.Paid.class);
    assertThat(types(invoice)).contains("tax_document.cancelled").doesNotContain("invoice.voided");
  }

  @Test
  void an_invoices_own_document_goes_by_voiding_the_invoice() {
    var invoice = stamped("500.00", "");
    var path = "/v1/tax_documents/" + document(invoice).id().value() + "/cancel";

    assertThat(studio.post(path, "{'motivo':'02'}").value("code")).isEqualTo("void_the_invoice");
    assertThat(studio.post(path, "{}").status()).isEqualTo(422);
    assertThat(studio.post("/v1/tax_documents/tax_X/cancel", "{'motivo':'02'}").status())
        .isEqualTo(404);
  }

  private InvoiceId stamped(String pesos, String sandboxSat) {
    var invoice =
        house.issued(cafe, pesos, Map.of(SandboxCustomer.TOLD, sandboxSat)).invoice().id();
    assertThat(Payload.of("sqs-invoice-issued.json").about(invoice, cafe.id()).failuresOf(stamping))
        .isEmpty();
    assertThat(document(invoice)).isInstanceOf(TaxDocument.Stamped.class);
    return invoice;
  }

  private void goOn(InvoiceId invoice) {
    assertThat(
            Payload.of("sqs-tax-document-requested.json")
                .with("ask_4_0", "ask_" + ++told + "_0")
                .about(invoice, cafe.id())
                .failuresOf(stamping))
        .isEmpty();
  }

  /** The other consumers are done with what they were told. */
  private void pass(Duration time) {
    for (long i = house.pending(); i > 0; i--) {
      house
          .stores()
          .clocks()
          .acknowledge(
              house.id(), "others", "evt_" + ++told, house.wall().instant().plus(THREE_DAYS));
    }
    var now = house.open().time().now();
    assertThat(house.stores().clocks().moveTo(house.id(), now, now.plus(time))).isTrue();
  }

  private TaxDocument document(InvoiceId invoice) {
    return house.stores().documents().of(invoice).orElseThrow();
  }

  private TaxDocument.Cancelled cancelled(InvoiceId invoice) {
    return (TaxDocument.Cancelled) document(invoice);
  }

  private Invoice invoice(InvoiceId invoice) {
    return house.stores().invoices().findIssued(invoice).orElseThrow();
  }

  private List<String> types(InvoiceId invoice) {
    return house.stores().events().of(invoice).stream().map(EventStore.Told::type).toList();
  }
}
