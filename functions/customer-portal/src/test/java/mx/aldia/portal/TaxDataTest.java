package mx.aldia.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tax.TaxFinding;
import mx.aldia.edge.HttpHandler;
import mx.aldia.given.House;
import mx.aldia.letters.Language;
import mx.aldia.table.EventStore.Told;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.http.Reply;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class TaxDataTest {
  private static final LocalTable TABLE = LocalTable.create();

  private final House house = House.fiscal(TABLE);
  private final Customer laura = house.customer();
  private final Invoice.Issued invoice = (Invoice.Issued) house.issued(laura, "1160.00").invoice();
  private final String page =
      URI.create(house.stores().links().page(invoice.id(), invoice.bill().linkGeneration()))
          .getPath();
  private final HttpCaller anybody =
      HttpCaller.anybody(
          new HttpHandler(
              "customer-portal",
              Wiring.routes(house.stores().deployment()),
              (_, _, _, language) -> PortalRoutes.gone(Language.of(language.tag()))));

  @Test
  void what_the_customer_fills_in_is_kept_and_its_invoice_is_asked_for_anew() {
    lacks("/receiver/rfc");
    assertThat(anybody.get(page).text()).contains(page + "/tax_data");
    assertThat(anybody.get(page + "/tax_data").text()).contains("Régimen fiscal", "RFC");

    var reply = fill(Map.of("rfc", "can-190312 qx7", "legal_name", "  Cafés de   Altura Nube "));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).contains("Ya tenemos los datos");
    var tax = house.stores().customers().find(laura.id()).orElseThrow().tax();
    assertThat(tax.rfc()).contains("CAN190312QX7");
    assertThat(tax.legalName()).contains("CAFÉS DE ALTURA NUBE");
    assertThat(tax.postalCode()).contains("68000");
    assertThat(document()).isInstanceOf(TaxDocument.Requested.class);
    var buyer =
        house.stores().invoices().find(invoice.id()).orElseThrow().parties().orElseThrow().buyer();
    assertThat(buyer.rfc()).contains("CAN190312QX7");
    assertThat(house.stores().events().of(invoice.id()))
        .extracting(Told::type)
        .contains("tax_document.corrected");
  }

  @Test
  void said_twice_it_is_filled_in_once() {
    lacks("/receiver/rfc");
    fill(Map.of());

    assertThat(fill(Map.of("rfc", "OTR010203AB1")).text()).contains("Ya tenemos los datos");

    assertThat(house.stores().customers().find(laura.id()).orElseThrow().tax().rfc())
        .contains("CAN190312QX7");
  }

  @Test
  void a_kind_of_company_is_not_stripped_but_the_name_without_it_is_offered() {
    lacks("/receiver/legal_name");

    var refused = fill(Map.of("legal_name", "Cafe Tinta SA de CV"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text())
        .contains("value=\"CAFE TINTA SA DE CV\"", "sin el régimen de capital", "«CAFE TINTA»");
    assertThat(document()).isInstanceOf(TaxDocument.NeedsData.class);

    var taken =
        fill(Map.of("legal_name", "CAFE TINTA SA DE CV", "legal_name_instead", "CAFE TINTA"));
    assertThat(taken.status()).isEqualTo(200);
    assertThat(house.stores().customers().find(laura.id()).orElseThrow().tax().legalName())
        .contains("CAFE TINTA");
  }

  @Test
  void every_fault_stands_beside_its_field_and_what_was_typed_stays() {
    lacks("/receiver/rfc");

    var reply =
        fill(
            Map.of(
                "rfc",
                "XAXX010101000",
                "legal_name",
                "",
                "postal_code",
                "68",
                "tax_regime",
                "",
                "cfdi_use",
                "CN01"));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.text())
        .contains("value=\"XAXX010101000\"", "RFC genérico", "cinco dígitos", "Falta este dato.");
    assertThat(reply.text().split("aria-invalid=\"true\" aria-describedby", -1)).hasSize(6);
    var company = fill(Map.of("tax_regime", "612"));
    assertThat(company.text()).contains("no corresponde al tipo de persona");
    assertThat(fill(Map.of("cfdi_use", "D01")).text()).contains("Ese uso no corresponde");
  }

  @Test
  void a_page_asks_for_nothing_that_the_customer_cannot_know() {
    lacks("/tenant/legal_name");

    assertThat(anybody.get(page).text()).doesNotContain("/tax_data");
    assertThat(anybody.get(page + "/tax_data").text()).contains("Ya tenemos los datos");
    assertThat(fill(Map.of()).status()).isEqualTo(200);
    assertThat(house.stores().customers().find(laura.id()).orElseThrow().tax())
        .isEqualTo(laura.tax());
  }

  @Test
  void what_was_taken_back_asks_for_nothing() {
    lacks("/receiver/rfc");
    house.voids(invoice.id());

    assertThat(anybody.get(page).text()).doesNotContain("/tax_data");
    assertThat(fill(Map.of()).status()).isEqualTo(200);
    assertThat(house.stores().customers().find(laura.id()).orElseThrow().tax())
        .isEqualTo(laura.tax());
  }

  @Test
  void a_guessed_link_opens_nothing() {
    lacks("/receiver/rfc");

    assertThat(anybody.get("/i/AAAAAAAAAAAAAAAAAAAAAA/tax_data").status()).isEqualTo(404);
    assertThat(anybody.form("/i/AAAAAAAAAAAAAAAAAAAAAA/tax_data", "rfc=x").status()).isEqualTo(404);
  }

  private Reply fill(Map<String, String> typed) {
    var form = new LinkedHashMap<String, String>();
    form.put("rfc", "CAN190312QX7");
    form.put("legal_name", "CAFES DE ALTURA NUBE");
    form.put("postal_code", "68000");
    form.put("tax_regime", "601");
    form.put("cfdi_use", "G03");
    form.putAll(typed);
    var body =
        form.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return anybody.form(page + "/tax_data", body);
  }

  private void lacks(String field) {
    var documents = house.stores().documents();
    var time = house.open().time();
    var about =
        new TaxDocument.About(
            TaxDocumentId.of(invoice.id()),
            TaxDocument.Type.I,
            laura.id(),
            List.of(new TaxDocument.Named(invoice.id(), invoice.bill().number())),
            Optional.empty(),
            time.now(),
            time.movable());
    var requested = new TaxDocument.Requested(about, time.now(), 1);
    var finding =
        new TaxFinding(
            "missing",
            Optional.of(field),
            Optional.empty(),
            Optional.empty(),
            "Falta.",
            "It is missing.");
    documents.open(requested);
    documents.save(time, requested, requested.lacking(List.of(finding), true), _ -> List.of());
  }

  private TaxDocument document() {
    return house.stores().documents().of(invoice.id()).orElseThrow();
  }
}
