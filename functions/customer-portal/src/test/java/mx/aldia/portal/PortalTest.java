package mx.aldia.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.edge.HttpHandler;
import mx.aldia.given.House;
import mx.aldia.letters.Language;
import mx.aldia.table.EventStore.Told;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class PortalTest {
  private static final LocalTable TABLE = LocalTable.create();

  private final House house = House.sandbox(TABLE);
  private final Customer laura = house.customer();
  private final HttpCaller anybody =
      HttpCaller.anybody(
          new HttpHandler(
              "customer-portal",
              Wiring.routes(house.stores().deployment()),
              (_, _, _, language) -> PortalRoutes.gone(Language.of(language.tag()))));

  private String page(Invoice invoice) {
    var issued = (Invoice.Issued) invoice;
    var link = house.stores().links().page(issued.id(), issued.bill().linkGeneration());
    return URI.create(link).getPath();
  }

  private String optOut() {
    return URI.create(house.stores().links().optOut(laura.id())).getPath();
  }

  @Test
  void who_holds_the_link_sees_what_is_due_and_by_when() {
    var invoice = house.issued(laura, "1160.00").invoice();

    var page = anybody.get(page(invoice));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("$1,160.00", "A-1", "20 de enero de 2026");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void the_page_shows_what_was_paid_and_that_nothing_is_due_any_more() {
    var invoice = house.issued(laura, "1160.00").invoice();
    house.pays(invoice.id(), "1000.00");
    assertThat(anybody.get(page(invoice)).text()).contains("$160.00");

    house.pays(invoice.id(), "160.00");

    assertThat(anybody.get(page(invoice)).text()).contains("está al día");
  }

  @Test
  void while_sat_is_asked_to_cancel_it_nobody_is_asked_for_money() {
    var fiscal = House.fiscal(TABLE);
    var invoice = fiscal.issued(fiscal.customer(), "1160.00").invoice();
    fiscal.stamped(invoice.id());
    fiscal.asksToCancel(invoice.id());

    var page = anybody.get(page(invoice)).text();

    assertThat(page).contains("en proceso de cancelación").doesNotContain("Cómo pagar", "CLABE");
  }

  @Test
  void receipt_is_confirmed_by_the_button_and_not_by_looking() {
    var invoice = house.issued(laura, "1160.00").invoice();
    anybody.get(page(invoice));
    var before = house.stores().invoices().findIssued(invoice.id()).orElseThrow();
    assertThat(before.receiptConfirmedAt()).isEmpty();

    var answer = anybody.form(page(invoice) + "/confirm_receipt", "");
    anybody.form(page(invoice) + "/confirm_receipt", "");

    assertThat(answer.status()).isEqualTo(303);
    var after = house.stores().invoices().findIssued(invoice.id()).orElseThrow();
    assertThat(after.receiptConfirmedAt()).isPresent();
    assertThat(house.stores().events().of(invoice.id()).stream().map(Told::type))
        .containsExactly("invoice.issued", "invoice.receipt_confirmed");
  }

  @Test
  void mail_is_stopped_by_the_post_and_not_by_a_scanner_that_looks() {
    assertThat(anybody.get(optOut()).status()).isEqualTo(200);
    assertThat(house.stores().customers().find(laura.id()).orElseThrow().stopped()).isEmpty();

    var oneClick = anybody.form(optOut(), "List-Unsubscribe=One-Click");
    anybody.form(optOut(), "List-Unsubscribe=One-Click");

    assertThat(oneClick.status()).isEqualTo(200);
    assertThat(house.stores().customers().find(laura.id()).orElseThrow().stopped())
        .containsExactly(ChannelKind.EMAIL);
    assertThat(house.stores().events().of(laura.id()).stream().map(Told::type))
        .containsExactly("customer.opted_out");
  }

  @Test
  void a_link_that_opens_nothing_tells_nothing() {
    var invoice = house.issued(laura, "1160.00").invoice();
    var wrong = page(invoice).substring(0, page(invoice).length() - 1) + "_";

    for (var path : new String[] {wrong, "/i/x", optOut().replace("/u/", "/i/")}) {
      assertThat(anybody.get(path).status()).as(path).isEqualTo(404);
      assertThat(anybody.get(path).text()).doesNotContain("A-1", "1,160");
    }
    assertThat(anybody.get(page(invoice).replace("/i/", "/u/")).status()).isEqualTo(404);
    assertThat(anybody.form("/i/x/confirm_receipt", "").status()).isEqualTo(404);
  }
}
