package mx.aldia.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.HttpHandler;
import mx.aldia.given.House;
import mx.aldia.given.Stores;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.http.Reply;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;

class ReadingTest {
  private static final LocalTable TABLE = LocalTable.create();

  private final House house = House.sandbox(TABLE);
  private final HttpCaller owner = caller(house);

  private static HttpCaller caller(House house) {
    var stores = house.stores();
    var cursors = new Cursors(() -> Stores.LINK_KEY.getBytes(UTF_8));
    var routes =
        Wiring.routes(stores.table(), house.wall(), stores.answers(), stores.links(), cursors);
    return HttpCaller.of(new HttpHandler("reading", routes), house.id());
  }

  private static List<String> each(Reply reply, String list, String member) {
    return StreamSupport.stream(reply.json().path(list).spliterator(), false)
        .map(it -> it.path(member).asText())
        .toList();
  }

  @Test
  void a_statement_is_the_sum_of_the_books_on_any_date() {
    var laura = house.customer();
    var first = house.issued(laura, "1160.00").invoice().id();
    house.issued(laura, "500.00");
    house.pays(first, "400.00");
    var path = "/v1/customers/" + laura.id().value() + "/statement";

    var today = owner.get(path);

    assertThat(today.json().path("balance").asLong()).isEqualTo(116_000 + 50_000 - 40_000);
    assertThat(each(today, "entries", "kind"))
        .containsExactlyInAnyOrder("issued", "issued", "payment");
    var before = owner.get(path + "?at=2026-01-04");
    assertThat(before.json().path("balance").asLong()).isZero();
    assertThat(before.json().path("entries")).isEmpty();
  }

  @Test
  void aging_sums_to_what_is_open() {
    var laura = house.customer();
    house.issued(laura, "1160.00");
    var half = house.issued(laura, "500.00").invoice().id();
    house.pays(half, "100.00");
    house.voids(house.issued(laura, "70.00").invoice().id());

    var now = owner.get("/v1/reports/aging").json().at("/currencies/0");
    var later = owner.get("/v1/reports/aging?at=2026-03-01").json().at("/currencies/0");

    assertThat(now.path("current").asLong()).isEqualTo(156_000);
    assertThat(later.path("days_31_60").asLong()).isEqualTo(156_000);
    assertThat(later.path("total").asLong()).isEqualTo(156_000);
  }

  @Test
  void a_timeline_tells_what_happened_in_order_and_by_whom() {
    var invoice = house.issued(house.customer(), "1160.00").invoice().id();
    house.pays(invoice, "1160.00");

    var timeline = owner.get("/v1/invoices/" + invoice.value() + "/timeline");

    assertThat(each(timeline, "data", "type"))
        .containsExactly("invoice.issued", "payment.received", "invoice.paid");
    assertThat(each(timeline, "data", "actor")).containsExactly("tenant", "customer", "customer");
  }

  @Test
  void events_are_read_by_type_by_subject_and_page_by_page() {
    var laura = house.customer();
    var first = house.issued(laura, "10.00").invoice().id();
    house.issued(laura, "20.00");
    house.pays(first, "10.00");

    assertThat(each(owner.get("/v1/events?type=invoice.issued"), "data", "type"))
        .containsExactly("invoice.issued", "invoice.issued");
    assertThat(each(owner.get("/v1/events?subject=" + first.value()), "data", "type"))
        .containsExactly("invoice.issued", "payment.received", "invoice.paid");
    var page = owner.get("/v1/events?limit=3");
    assertThat(page.json().path("has_more").asBoolean()).isTrue();
    var rest = owner.get("/v1/events?limit=3&starting_after=" + page.value("next"));
    assertThat(rest.json().path("data")).hasSize(1);
    assertThat(owner.get("/v1/events?after=2026-01-05T15:00:00Z").json().path("data")).isEmpty();
  }

  @Test
  void another_business_reads_nothing_of_it() {
    var laura = house.customer();
    var invoice = house.issued(laura, "10.00").invoice().id();
    var other = caller(House.sandbox(TABLE));

    assertThat(other.get("/v1/invoices/" + invoice.value() + "/timeline").status()).isEqualTo(404);
    assertThat(other.get("/v1/customers/" + laura.id().value() + "/timeline").status())
        .isEqualTo(404);
    assertThat(other.get("/v1/customers/" + laura.id().value() + "/statement").status())
        .isEqualTo(404);
    assertThat(other.get("/v1/messages/msg_1").status()).isEqualTo(404);
    assertThat(other.get("/v1/events?subject=" + invoice.value()).json().path("data")).isEmpty();
    assertThat(other.get("/v1/messages?invoice=" + invoice.value()).json().path("data")).isEmpty();
  }
}
