package mx.aldia.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.cfdi.pac.Stamp;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.given.House;
import mx.aldia.given.Payload;
import mx.aldia.given.Stamped;
import mx.aldia.paper.Paper;
import mx.aldia.table.InvoiceStore.Reminding;
import mx.aldia.testkit.http.TestContext;
import mx.aldia.testkit.table.LocalTable;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

final class DocumentsTest {
  private static final LocalTable TABLE = LocalTable.create();

  private final House house = House.sandbox(TABLE);
  private final Wiring wiring = wiring(house);
  private final RenderingHandler rendering = new RenderingHandler(wiring);
  private final DocumentsHandler documents = new DocumentsHandler(wiring);
  private final Customer laura = house.customer();

  @Test
  void the_sheet_of_what_is_issued_is_kept_once_and_delivery_is_told() {
    var invoice = house.issued(laura, "1160.00").invoice().id();
    assertThat(house.pending()).isEqualTo(2);

    for (int i = 0; i < 3; i++) {
      assertThat(issued(invoice)).isEmpty();
    }

    var kept = house.stores().pdfs().find(invoice).orElseThrow();
    assertThat(kept)
        .contains("A-1", "Diseño de menú", "$1,160.00", "Cafetería La Esquina", "hola@nandu");
    assertThat(house.pending()).isEqualTo(2); // its own is done, delivery's is to come
  }

  @Test
  void the_tenant_gets_the_pdf_of_the_sheet_that_was_kept_byte_for_byte() {
    var invoice = house.issued(laura, "1160.00").invoice().id();
    issued(invoice);

    var answer = ofTenant(house, invoice);

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeaders())
        .containsEntry("Content-Type", "application/pdf")
        .containsEntry("Content-Disposition", "inline; filename=\"Factura A-1.pdf\"");
    assertThat(pdf(answer)).isEqualTo(printed(invoice)).isEqualTo(pdf(ofTenant(house, invoice)));
  }

  @Test
  void what_is_kept_does_not_follow_the_business_s_new_data() {
    var invoice = house.issued(laura, "1160.00").invoice().id();
    issued(invoice);
    var kept = pdf(ofTenant(house, invoice));

    var was = house.open().tenant();
    house.stores().tenants().save(reachedAt(was, "nueva@nandu.example"), was.version());

    assertThat(pdf(ofTenant(house, invoice))).isEqualTo(kept);
    assertThat(text(kept)).contains("hola@nandu.example");
  }

  @Test
  void asked_before_the_queue_has_come_to_it_the_same_is_rendered_and_nothing_changes() {
    var invoice = house.issued(laura, "1160.00").invoice().id();

    var early = pdf(ofTenant(house, invoice));
    assertThat(house.stores().pdfs().find(invoice)).isEmpty();
    issued(invoice);

    assertThat(early).isEqualTo(printed(invoice));
  }

  @Test
  void rendered_late_it_is_what_was_issued() {
    var invoice = house.issued(laura, "1160.00").invoice().id();
    house.pays(invoice, "500.00");

    issued(invoice);

    assertThat(text(printed(invoice))).contains("$1,160.00 MXN").doesNotContain("$660.00");
  }

  @Test
  void what_was_paid_in_part_is_shown_as_it_stands() {
    var invoice = house.issued(laura, "1160.00").invoice().id();
    issued(invoice);
    house.pays(invoice, "500.00");

    assertThat(text(pdf(ofTenant(house, invoice)))).contains("−$500.00", "$660.00 MXN");
  }

  @Test
  void what_was_paid_or_voided_asks_for_nothing() {
    var paid = house.issued(laura, "1160.00").invoice().id();
    house.pays(paid, "1160.00");
    var voided = house.issued(laura, "50.00").invoice().id();
    house.voids(voided);

    assertThat(text(pdf(ofTenant(house, paid)))).contains("Pagada").doesNotContain("CLABE");
    assertThat(text(pdf(ofTenant(house, voided)))).contains("Cancelada").doesNotContain("CLABE");
  }

  @Test
  void a_draft_another_tenants_and_nobodys_are_not_found() {
    var draft = house.drafted(laura, "50.00", true).id();
    var other = House.sandbox(TABLE);
    var theirs = other.issued(other.customer(), "50.00").invoice().id();

    assertThat(ofTenant(house, draft).getStatusCode()).isEqualTo(404);
    assertThat(ofTenant(house, theirs).getStatusCode()).isEqualTo(404);
    assertThat(ofTenant(house, new InvoiceId(house.id(), "inv_0")).getStatusCode()).isEqualTo(404);
    assertThat(ofTenant(other, theirs).getStatusCode()).isEqualTo(200);
  }

  @Test
  void the_customer_opens_it_behind_its_link() {
    var invoice = house.issued(laura, "1160.00").invoice().id();

    var answer = ofLink(house.stores().links().page(invoice, 1));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(text(pdf(answer))).contains("A-1");
  }

  @Test
  void once_its_link_is_renewed_the_sheet_is_given_out_with_the_new_one() {
    var invoice = house.issued(laura, "1160.00").invoice().id();
    issued(invoice);
    var links = house.stores().links();
    var invoices = house.stores().invoices();
    assertThat(house.stores().pdfs().find(invoice).orElseThrow()).contains(links.page(invoice, 1));

    for (int times = 0; times < 2; times++) {
      var was = invoices.findIssued(invoice).orElseThrow();
      invoices.save(
          house.open().time(), was, was.renewLink(), new Reminding.Unchanged(), Attempt.once());
    }

    var renewed = invoices.findIssued(invoice).orElseThrow();
    assertThat(house.stores().pdfs().today(renewed).orElseThrow())
        .contains(links.page(invoice, 3))
        .doesNotContain(links.page(invoice, 1), links.page(invoice, 2));
    assertThat(ofLink(links.page(invoice, 3)).getStatusCode()).isEqualTo(200);
    assertThat(ofLink(links.page(invoice, 1)).getStatusCode()).isEqualTo(404);
    assertThat(pdf(ofTenant(house, invoice))).isNotEqualTo(printed(invoice));
  }

  @Test
  void a_link_of_an_old_generation_an_opt_out_s_and_a_guess_open_nothing() {
    var invoice = house.issued(laura, "1160.00").invoice().id();

    for (var link :
        List.of(
            house.stores().links().page(invoice, 2),
            house.stores().links().optOut(laura.id()),
            "https://pagos.example/i/AAAAAAAAAAAAAAAAAAAAAA")) {
      var answer = ofLink(link);
      assertThat(answer.getStatusCode()).isEqualTo(404);
      assertThat(answer.getHeaders().get("Content-Type")).startsWith("text/html");
      assertThat(answer.getBody()).contains("Este enlace ya no funciona.");
    }
  }

  @Test
  void the_invoices_of_a_customer_that_was_deleted_stay() {
    var invoice = house.issued(laura, "1160.00").invoice().id();
    house.stores().customers().delete(laura);

    assertThat(issued(invoice)).isEmpty();

    assertThat(text(pdf(ofTenant(house, invoice)))).contains("Cafetería La Esquina");
  }

  @Test
  void a_business_that_names_nobody_to_ask_has_its_pdf_all_the_same() {
    var silent = House.withoutSupport(TABLE);
    var invoice = silent.issued(silent.customer(), "1160.00").invoice().id();

    var answer =
        call(new DocumentsHandler(wiring(silent)), "http-api-invoice-pdf.json", silent, invoice);

    assertThat(text(pdf(answer))).contains("$1,160.00").doesNotContain("hola@nandu");
  }

  private static Tenant reachedAt(Tenant was, String email) {
    return new Tenant(
        was.id(),
        was.name(),
        was.legalName(),
        was.rfc(),
        was.taxRegime(),
        was.postalCode(),
        was.zone(),
        was.locale(),
        was.mode(),
        was.cfdi(),
        Optional.of(new Tenant.SupportContact(Optional.of(email), Optional.empty())),
        was.paymentDetails(),
        was.defaultPolicy(),
        was.createdAt(),
        was.version() + 1);
  }

  @Test
  void what_is_stamped_is_kept_and_printed_as_the_cfdi_it_is() {
    var fiscal = House.fiscal(TABLE);
    var cafe = fiscal.customer();
    var invoice = fiscal.issued(cafe, "1160.00").invoice().id();
    var handlers = wiring(fiscal);
    var issued = Payload.of("sqs-invoice-issued.json").about(invoice, cafe.id());
    assertThat(issued.failuresOf(new RenderingHandler(handlers))).isEmpty();
    assertThat(fiscal.stores().pdfs().find(invoice)).isEmpty(); // it waits for its stamp

    var uuid = stamped(fiscal, invoice, TaxDocument.Type.I, Stamped.invoice());
    var told = Payload.of("sqs-tax-document-stamped.json").about(invoice, cafe.id());
    assertThat(told.failuresOf(new RenderingHandler(handlers))).isEmpty();

    assertThat(fiscal.stores().pdfs().find(invoice).orElseThrow()).contains(uuid);
    var documents = new DocumentsHandler(handlers);
    assertThat(text(pdf(call(documents, "http-api-invoice-pdf.json", fiscal, invoice))))
        .contains(uuid, "Este documento es una representación impresa de un CFDI");
    for (var id : List.of(uuid, uuid.toLowerCase(Locale.ROOT), TaxDocumentId.of(invoice).value())) {
      assertThat(text(pdf(ofTaxDocument(documents, fiscal, id)))).contains(uuid);
    }
  }

  @Test
  void a_credit_note_and_a_payment_are_printed_as_they_were_stamped() {
    var fiscal = House.fiscal(TABLE);
    var invoice = fiscal.issued(fiscal.customer(), "1160.00").invoice().id();
    var other = "5E2D6AFF-2DD7-43D1-83D3-14C1ACA396D9";
    var uuid = stamped(fiscal, invoice, TaxDocument.Type.E, Stamped.creditNote(other));

    var answer = ofTaxDocument(new DocumentsHandler(wiring(fiscal)), fiscal, uuid);

    assertThat(text(pdf(answer))).contains("Nota de crédito", uuid, other);
    assertThat(answer.getHeaders().get("Content-Disposition")).contains(uuid + ".pdf");
  }

  @Test
  void what_is_not_stamped_has_nothing_to_print() {
    var fiscal = House.fiscal(TABLE);

    var answer = ofTaxDocument(new DocumentsHandler(wiring(fiscal)), fiscal, "tax_0");

    assertThat(answer.getStatusCode()).isEqualTo(404);
  }

  /** As tax-stamping leaves it; returns its folio fiscal. */
  private static String stamped(House house, InvoiceId invoice, TaxDocument.Type type, byte[] xml) {
    var documents = house.stores().documents();
    var time = house.open().time();
    var customer = house.stores().invoices().findIssued(invoice).orElseThrow().bill().customer();
    var about =
        new TaxDocument.About(
            TaxDocumentId.of(invoice),
            type,
            customer,
            List.of(new TaxDocument.Named(invoice, "A-12")),
            Optional.empty(),
            time.now(),
            time.movable());
    var requested = new TaxDocument.Requested(about, time.now(), 1);
    var sealed = requested.sealed(xml, time.now(), time.now());
    var uuid = Stamp.in(ReadXml.read(xml)).uuid();
    documents.open(requested);
    documents.save(time, requested, sealed, _ -> List.of());
    documents.stamp(
        time, sealed, sealed.stamped(uuid, time.now()), new String(xml, UTF_8), _ -> List.of());
    return uuid;
  }

  private static APIGatewayV2HTTPResponse ofTaxDocument(
      DocumentsHandler handler, House caller, String id) {
    var event =
        Payload.of("http-api-invoice-pdf.json")
            .with("ten_01KE9ZB0M0000000000000000A", caller.id().value())
            .with("GET /v1/invoices/{id}/pdf", "GET /v1/tax_documents/{id}/pdf")
            .with("/v1/invoices/", "/v1/tax_documents/")
            .with("inv_01KE9ZB0M0000000000000000B", id)
            .as(APIGatewayV2HTTPEvent.class);
    return handler.handleRequest(event, new TestContext());
  }

  private static Wiring wiring(House house) {
    return Wiring.of(house.stores().deployment());
  }

  /** The messages that go back to the queue. */
  private List<String> issued(InvoiceId invoice) {
    return Payload.of("sqs-invoice-issued.json").about(invoice, laura.id()).failuresOf(rendering);
  }

  private APIGatewayV2HTTPResponse ofTenant(House caller, InvoiceId invoice) {
    return call(documents, "http-api-invoice-pdf.json", caller, invoice);
  }

  private static APIGatewayV2HTTPResponse call(
      DocumentsHandler handler, String file, House caller, InvoiceId invoice) {
    var event =
        Payload.of(file)
            .with("ten_01KE9ZB0M0000000000000000A", caller.id().value())
            .with("inv_01KE9ZB0M0000000000000000B", invoice.value())
            .as(APIGatewayV2HTTPEvent.class);
    return handler.handleRequest(event, new TestContext());
  }

  private APIGatewayV2HTTPResponse ofLink(String link) {
    var event =
        Payload.of("http-api-page-pdf.json")
            .with("kJ2yH0s7Qm9vT4bXc1Zr5A", link.substring(link.lastIndexOf('/') + 1))
            .as(APIGatewayV2HTTPEvent.class);
    return documents.handleRequest(event, new TestContext());
  }

  private byte[] printed(InvoiceId invoice) {
    var issued = house.stores().invoices().findIssued(invoice).orElseThrow();
    return Paper.print(house.stores().pdfs().find(invoice).orElseThrow(), issued.bill().issuedOn());
  }

  private static byte[] pdf(APIGatewayV2HTTPResponse answer) {
    assertThat(answer.getIsBase64Encoded()).isTrue();
    return Base64.getDecoder().decode(answer.getBody());
  }

  private static String text(byte[] pdf) {
    try (var document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
