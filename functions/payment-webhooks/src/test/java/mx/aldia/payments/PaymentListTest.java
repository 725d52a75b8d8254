package mx.aldia.payments;

import static mx.aldia.payments.Shop.share;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import mx.aldia.testkit.http.Reply;
import org.junit.jupiter.api.Test;

class PaymentListTest {
  private final Shop shop = new Shop();

  private static List<String> ids(Reply page) {
    return StreamSupport.stream(page.json().path("data").spliterator(), false)
        .map(it -> it.path("id").asText())
        .toList();
  }

  @Test
  void payments_are_found_by_customer_and_by_invoice_pending_ones_too() {
    var customer = shop.customer();
    var first = shop.owed(customer, 100_000);
    var second = shop.owed(customer, 100_000);
    var one = shop.pays(first, 10).value("id");
    var both =
        shop.paysSeveral(customer, 100, share(first, 50) + "," + share(second, 50)).value("id");
    var cheque = shop.pays(second, "{'amount':10,'method':'cheque'}").value("id");
    var other = shop.pays(shop.owed(100_000), 10).value("id");

    assertThat(ids(shop.caller.get("/v1/payments")))
        .containsExactlyInAnyOrder(one, both, cheque, other);
    assertThat(ids(shop.caller.get("/v1/payments?customer=" + customer.value())))
        .containsExactlyInAnyOrder(one, both, cheque);
    assertThat(ids(shop.caller.get("/v1/payments?invoice=" + first.value())))
        .containsExactlyInAnyOrder(one, both);
    assertThat(ids(shop.caller.get("/v1/payments?invoice=" + second.value())))
        .containsExactlyInAnyOrder(both, cheque);
    assertThat(
            ids(
                shop.caller.get(
                    "/v1/payments?invoice=%s&customer=%s"
                        .formatted(second.value(), shop.customer().value()))))
        .isEmpty();
    assertThat(ids(shop.caller.get("/v1/payments?customer=cus_nobody"))).isEmpty();
  }

  @Test
  void pages_follow_one_another_without_a_gap() {
    var invoice = shop.owed(100_000);
    var paid = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      paid.add(shop.pays(invoice, 10).value("id"));
    }
    for (var filter : List.of("", "&invoice=" + invoice.value())) {
      var found = new ArrayList<String>();
      var page = shop.caller.get("/v1/payments?limit=3" + filter);
      found.addAll(ids(page));
      while (page.json().path("has_more").asBoolean()) {
        page =
            shop.caller.get("/v1/payments?limit=3&starting_after=" + page.value("next") + filter);
        found.addAll(ids(page));
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(paid);
    }
  }

  @Test
  void a_wrong_filter_is_told() {
    var reply = shop.caller.get("/v1/payments?customer=%20x&limit=0&state=paid&starting_after=abc");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.faults())
        .containsExactlyInAnyOrder(
            "#customer not_an_id",
            "#limit not_positive",
            "#state unknown_parameter",
            "#starting_after bad_cursor");
  }
}
