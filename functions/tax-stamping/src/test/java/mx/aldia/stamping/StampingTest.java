package mx.aldia.stamping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.rules.Finding;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tax.TaxFinding;
import mx.aldia.given.House;
import mx.aldia.given.Payload;
import mx.aldia.table.EventStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class StampingTest {
  private static final LocalTable TABLE = LocalTable.create();

  private final House house = House.fiscal(TABLE);
  private final Customer cafe = house.customer();
  private final StampingHandler stamping = new StampingHandler(house.stores().deployment());
  private final HttpCaller studio =
      HttpCaller.of(new TaxDocumentsHandler(house.stores().deployment()), house.id());

  @Test
  void an_issued_invoice_is_stamped_and_its_xml_breaks_no_rule() {
    var invoice = house.issued(cafe, "1160.00");

    assertThat(issued(invoice)).isEmpty();

    var stamped = document(invoice);
    assertThat(stamped).isInstanceOf(TaxDocument.Stamped.class);
    var xml = xml(stamped);
    assertThat(xml.text("Folio")).isEqualTo("1");
    assertThat(xml.text("Total")).isEqualTo("1160.00");
    assertThat(xml.text("Fecha")).isEqualTo("2026-01-05T09:00:00");
    assertThat(xml.child("Receptor").orElseThrow().text("Nombre")).isEqualTo("LA ESQUINA DEL CAFE");
    assertThat(new Rules(Catalogs.own()).check(xml, Rules.ALL)).noneMatch(Finding::blocks);
    assertThat(types(invoice)).contains("tax_document.stamped");
  }

  @Test
  void told_ten_times_it_is_stamped_once() {
    var invoice = house.issued(cafe, "1160.00");

    for (int i = 0; i < 10; i++) {
      assertThat(issued(invoice)).isEmpty();
    }

    assertThat(types(invoice)).containsOnlyOnce("tax_document.stamped");
  }

  @Test
  void what_was_sealed_is_sent_again_to_the_byte_and_stamped_once() {
    var invoice = house.issued(cafe, "1160.00", Map.of("sandbox_pac", "timeout"));
    issued(invoice);
    var sealed = (TaxDocument.Sealed) document(invoice);

    issued(invoice);

    var stamped = document(invoice);
    assertThat(stamped).isInstanceOf(TaxDocument.Stamped.class);
    assertThat(xml(stamped).text("Sello")).isEqualTo(ReadXml.read(sealed.bytes()).text("Sello"));
    assertThat(types(invoice)).containsOnlyOnce("tax_document.stamped");
  }

  @Test
  void only_after_72_hours_and_a_refusal_it_is_sealed_anew() {
    var invoice = house.issued(cafe, "1160.00", Map.of("sandbox_pac", "down:80"));
    issued(invoice);
    var first = (TaxDocument.Sealed) document(invoice);
    house.advancedTo(House.MONDAY.plus(Duration.ofHours(73)));
    issued(invoice);
    assertThat(((TaxDocument.Sealed) document(invoice)).bytes()).isEqualTo(first.bytes());
    assertThat(types(invoice)).contains("tax_document.delayed");

    house.advancedTo(House.MONDAY.plus(Duration.ofHours(81)));
    issued(invoice);

    var xml = xml(document(invoice));
    assertThat(xml.text("Fecha")).isEqualTo("2026-01-08T18:00:00");
    assertThat(xml.text("Sello")).isNotEqualTo(ReadXml.read(first.bytes()).text("Sello"));
    assertThat(xml.text("Folio")).isEqualTo("1");
  }

  @Test
  void a_complement_waits_for_its_invoice_and_is_asked_for_once_it_is_stamped() {
    var invoice = house.issued(cafe, "1160.00", Map.of("sandbox_pac", "timeout"));
    issued(invoice);
    var payment = house.pays(invoice.invoice().id(), "500.00");
    var id = TaxDocumentId.of(payment.id());

    assertThat(
            Payload.of("sqs-payment-received.json")
                .about(invoice.invoice().id(), cafe.id())
                .about(payment.id())
                .failuresOf(stamping))
        .isEmpty();
    assertThat(house.stores().documents().find(id)).containsInstanceOf(TaxDocument.Requested.class);
    issued(invoice);

    var complement = house.stores().documents().find(id).orElseThrow();
    assertThat(complement).isInstanceOf(TaxDocument.Stamped.class);
    assertThat(new Rules(Catalogs.own()).check(xml(complement), Rules.ALL))
        .noneMatch(Finding::blocks);
  }

  @Test
  void a_tenants_second_invoice_is_sealed_with_the_same_certificate() {
    var first = house.issued(cafe, "100.00");
    var second = house.issued(cafe, "200.00");

    issued(first);
    issued(second);

    assertThat(xml(document(second)).text("NoCertificado"))
        .isEqualTo(xml(document(first)).text("NoCertificado"));
    assertThat(document(second).uuid()).isNotEqualTo(document(first).uuid());
  }

  @Test
  void the_xml_is_found_by_invoice_and_by_uuid_as_it_was_stamped() {
    var invoice = house.issued(cafe, "1160.00");
    issued(invoice);
    var uuid = document(invoice).uuid().orElseThrow();

    var ofInvoice = studio.get("/v1/invoices/" + invoice.invoice().id().value() + "/xml");
    var byUuid = studio.get("/v1/tax_documents/" + uuid + "/xml");

    assertThat(ofInvoice.status()).isEqualTo(200);
    assertThat(byUuid.text()).isEqualTo(ofInvoice.text());
    assertThat(new String(Base64.getDecoder().decode(byUuid.text()), UTF_8)).contains(uuid);
    assertThat(studio.get("/v1/tax_documents?type=I&month=2026-01").text()).contains(uuid);
    assertThat(studio.get("/v1/tax_documents?type=P").json().path("data")).isEmpty();
  }

  @Test
  void what_the_rules_refuse_names_the_field_that_is_to_be_corrected() {
    assertThat(ToFix.field("/cfdi:Comprobante/cfdi:Receptor/@Nombre"))
        .hasValue("/receiver/legal_name");
    assertThat(ToFix.field("/cfdi:Comprobante/cfdi:Conceptos/cfdi:Concepto[3]/@ClaveProdServ"))
        .hasValue("/lines/2/sat_product_key");
    assertThat(ToFix.of("CFDI40148", "El código postal…", List.of()))
        .extracting(TaxFinding::field)
        .allSatisfy(field -> assertThat(field).hasValue("/receiver/postal_code"));
  }

  private List<String> issued(InvoiceRecord invoice) {
    return Payload.of("sqs-invoice-issued.json")
        .about(invoice.invoice().id(), cafe.id())
        .failuresOf(stamping);
  }

  private TaxDocument document(InvoiceRecord invoice) {
    return house.stores().documents().of(invoice.invoice().id()).orElseThrow();
  }

  private Element xml(TaxDocument document) {
    return ReadXml.read(house.stores().documents().xml(document).orElseThrow());
  }

  private List<String> types(InvoiceRecord invoice) {
    return house.stores().events().of(invoice.invoice().id()).stream()
        .map(EventStore.Told::type)
        .toList();
  }
}
