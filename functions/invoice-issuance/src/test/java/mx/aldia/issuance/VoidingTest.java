package mx.aldia.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.edge.HttpHandler;
import mx.aldia.given.House;
import mx.aldia.table.EventStore;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.http.Reply;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

/** To void an invoice that is a CFDI is to ask SAT. */
class VoidingTest {
  private static final LocalTable TABLE = LocalTable.create();
  private static final String OTHER = "11234567-89AB-CDEF-0123-456789ABCDEF";

  private final House house = House.fiscal(TABLE);
  private final Customer cafe = house.customer();
  private final HttpCaller studio =
      HttpCaller.of(
          new HttpHandler("invoice-issuance", new Wiring(house.stores().deployment()).routes()),
          house.id());

  @Test
  void a_stamped_invoice_is_owed_until_sat_has_cancelled_it_and_nobody_is_reminded() {
    var invoice = stamped();

    var asked = takeBack(invoice, "{'motivo':'03'}");

    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.value("state")).isEqualTo("open");
    assertThat(asked.value("collection_state")).isEqualTo("paused");
    var document = asked.json().path("tax_document");
    assertThat(document.path("status").asText()).isEqualTo("cancellation_requested");
    assertThat(document.path("cancellation").path("status").asText()).isEqualTo("requested");
    assertThat(document.path("cancellation").path("motivo").asText()).isEqualTo("03");
    assertThat(types(invoice)).contains("tax_document.cancellation_requested");
    assertThat(studio.post(path(invoice) + "/send", "{}").value("code"))
        .isEqualTo("cancellation_requested");
  }

  @Test
  void asked_twice_it_is_asked_for_once() {
    var invoice = stamped();
    var first =
        studio.with("Idempotency-Key", "k").post(path(invoice) + "/void", "{'motivo':'03'}");

    var twin = studio.with("Idempotency-Key", "k").post(path(invoice) + "/void", "{'motivo':'03'}");

    assertThat(twin.text()).isEqualTo(first.text());
    assertThat(takeBack(invoice, "{'motivo':'03'}").value("code"))
        .isEqualTo("cancellation_requested");
    assertThat(types(invoice)).containsOnlyOnce("tax_document.cancellation_requested");
  }

  @Test
  void sat_wants_to_know_why_and_what_takes_its_place() {
    var invoice = stamped();

    assertThat(takeBack(invoice, "{}").faults()).contains("/motivo motivo_required");
    assertThat(takeBack(invoice, "{'motivo':'01'}").faults())
        .contains("/motivo motivo_needs_substitute");
    assertThat(takeBack(invoice, "{'motivo':'02','substitute':'" + OTHER + "'}").faults())
        .contains("/motivo motivo_has_no_substitute");
    assertThat(takeBack(invoice, "{'motivo':'01','substitute':'abc'}").faults())
        .contains("/substitute not_a_uuid");
    assertThat(takeBack(invoice, "{'motivo':'01','substitute':'" + OTHER + "'}").status())
        .isEqualTo(200);
  }

  @Test
  void what_does_not_fit_together_is_refused_though_sat_need_not_be_asked() {
    var invoice = rejected();

    assertThat(takeBack(invoice, "{'motivo':'01'}").faults())
        .containsExactly("/motivo motivo_needs_substitute");
    assertThat(takeBack(invoice, "{'motivo':'03','substitute':'" + OTHER + "'}").faults())
        .containsExactly("/motivo motivo_has_no_substitute");
    assertThat(takeBack(invoice, "{'motivo':'03'}").value("state")).isEqualTo("void");
  }

  @Test
  void payments_and_complements_are_named_that_have_to_go_first() {
    var invoice = stamped();
    var payment = house.pays(invoice, "100.00");
    var complement = complement(invoice);

    var refused = takeBack(invoice, "{'motivo':'02'}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.value("code")).isEqualTo("cancel_first");
    assertThat(refused.value("detail")).contains(payment.id().value(), complement);
  }

  @Test
  void a_paid_one_names_its_payment_too() {
    var invoice = stamped();
    var payment = house.pays(invoice, "1160.00");

    assertThat(takeBack(invoice, "{'motivo':'02'}").value("detail")).contains(payment.id().value());
  }

  @Test
  void what_is_being_stamped_waits() {
    var invoice = house.issued(cafe, "1160.00").invoice().id();

    assertThat(takeBack(invoice, "{'motivo':'02'}").value("code"))
        .isEqualTo("tax_document_pending");
  }

  @Test
  void what_sat_refused_to_stamp_is_void_at_once() {
    assertThat(takeBack(rejected(), "{}").value("state")).isEqualTo("void");
  }

  /** One that SAT refused to stamp. */
  private InvoiceId rejected() {
    var invoice = house.issued(cafe, "1160.00").invoice().id();
    var asked = requested(invoice);
    var documents = house.stores().documents();
    documents.open(asked);
    documents.save(house.open().time(), asked, asked.rejected(List.of()), _ -> List.of());
    return invoice;
  }

  private InvoiceId stamped() {
    var invoice = house.issued(cafe, "1160.00").invoice().id();
    house.stamped(invoice);
    return invoice;
  }

  private TaxDocument.Requested requested(InvoiceId invoice) {
    var now = house.open().time().now();
    var about =
        new TaxDocument.About(
            TaxDocumentId.of(invoice),
            TaxDocument.Type.I,
            cafe.id(),
            List.of(new TaxDocument.Named(invoice, "A-1")),
            Optional.empty(),
            now,
            true);
    return new TaxDocument.Requested(about, now, 1);
  }

  /** A complement that was stamped for the invoice; its UUID. */
  private String complement(InvoiceId invoice) {
    var time = house.open().time();
    var about =
        new TaxDocument.About(
            new TaxDocumentId(invoice.tenant(), invoice.value().replace("inv_", "tax_P")),
            TaxDocument.Type.P,
            cafe.id(),
            List.of(new TaxDocument.Named(invoice, "A-1")),
            Optional.empty(),
            time.now(),
            true);
    var asked = new TaxDocument.Requested(about, time.now(), 1);
    var sealed = asked.sealed(new byte[0], time.now(), time.now());
    var stamped = sealed.stamped(OTHER, time.now());
    house.stores().documents().open(asked);
    house.stores().documents().save(time, asked, sealed, _ -> List.of());
    house
        .stores()
        .documents()
        .stamp(
            time,
            sealed,
            stamped,
            "<xml/>",
            named ->
                List.of(
                    new Event.TaxDocumentStamped(
                        about.id(), about.type(), named, cafe.id(), Optional.empty(), OTHER)));
    return OTHER;
  }

  private Reply takeBack(InvoiceId invoice, String body) {
    return studio.post(path(invoice) + "/void", body);
  }

  private static String path(InvoiceId invoice) {
    return "/v1/invoices/" + invoice.value();
  }

  private List<String> types(InvoiceId invoice) {
    return house.stores().events().of(invoice).stream().map(EventStore.Told::type).toList();
  }
}
