package mx.aldia.payments;

import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.table.ProviderEventStore;
import mx.aldia.testkit.http.Reply;
import mx.aldia.testkit.table.Weather;
import org.junit.jupiter.api.Test;

/** Who comes at the same moment, and what the network and the table do to them. */
class AtOnceTest {
  private static final int MANY = 20;

  private final Shop shop = new Shop();

  @Test
  void twenty_equal_notifications_at_once_pay_once() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 116_000);
    var event = Stripe.paid("evt_1", "pi_1", invoice, 116_000);

    var replies = AtOnce.times(MANY, _ -> shop.stripe(event).status());
    shop.queueRunsInParallel();

    assertThat(replies).containsOnly(200);
    assertThat(shop.history(invoice))
        .containsExactly("invoice.issued", "payment.received", "invoice.paid");
    assertThat(shop.credit(customer)).isEqualTo(mxn(0));
    assertThat(shop.pending()).isEqualTo(5);
  }

  @Test
  void twenty_events_of_one_money_at_once_pay_once() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 116_000);

    AtOnce.times(MANY, i -> shop.stripe(Stripe.paid("evt_" + i, "pi_1", invoice, 116_000)));
    shop.queueRunsInParallel();

    assertThat(shop.books(invoice)).isEqualTo(mxn(0));
    assertThat(shop.credit(customer)).isEqualTo(mxn(0));
    assertThat(IntStream.range(0, MANY).mapToObj(i -> shop.seen("evt_" + i)))
        .containsOnlyOnce("APPLIED paid")
        .allMatch(it -> it.startsWith("APPLIED"));
  }

  @Test
  void different_payments_at_once_all_count_and_never_sum_to_more_than_is_due() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 100_000);

    var replies = AtOnce.times(MANY, _ -> shop.pays(invoice, 7_000));

    assertThat(replies).extracting(Reply::status).containsOnly(201);
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
    assertThat(shop.issued(invoice).paid()).isEqualTo(mxn(100_000));
    assertThat(shop.books(invoice)).isEqualTo(mxn(0));
    assertThat(shop.credit(customer)).isEqualTo(mxn(MANY * 7_000 - 100_000));
    assertThat(Collections.frequency(shop.history(invoice), "invoice.paid")).isEqualTo(1);
  }

  @Test
  void twenty_equal_requests_under_one_key_are_one_payment() {
    var invoice = shop.owed(100_000);
    var path = "/v1/invoices/" + invoice.value() + "/payments";
    for (var body :
        List.of(
            "{'amount':1000,'method':'cash'}",
            "{'amount':1000,'method':'cash','reference':'recibo 7'}")) {
      var caller = shop.caller.with("idempotency-key", "k-" + body.length());

      var replies = AtOnce.times(MANY, _ -> caller.post(path, body));

      assertThat(replies).extracting(Reply::status).containsOnly(201);
      assertThat(replies).extracting(Reply::text).containsOnly(replies.getFirst().text());
    }
    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(98_000));
  }

  @Test
  void one_reference_told_by_twenty_at_once_is_one_payment() {
    var invoice = shop.owed(100_000);

    var replies =
        AtOnce.times(
            MANY,
            _ -> shop.pays(invoice, "{'amount':1000,'method':'transfer','reference':'SPEI 1'}"));

    assertThat(replies).extracting(Reply::status).containsOnlyOnce(201);
    assertThat(replies.stream().filter(it -> it.status() == 409)).hasSize(MANY - 1);
    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(99_000));
  }

  @Test
  void a_payment_is_taken_back_once_by_however_many() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 100_000);
    var payment = shop.pays(invoice, 130_000).value("id");

    var replies = AtOnce.times(MANY, _ -> shop.takesBack(payment));

    assertThat(replies).extracting(Reply::status).containsOnlyOnce(200);
    assertThat(shop.books(invoice)).isEqualTo(mxn(100_000));
    assertThat(shop.credit(customer)).isEqualTo(mxn(0));
  }

  @Test
  void who_takes_back_what_another_takes_back_at_any_moment_meanwhile_is_told_so() {
    for (int reads = 1; reads <= 8; reads++) {
      var weather = new Weather();
      var other = new Shop(Tenant.Mode.TEST, Shop.TABLE.client(weather));
      var invoice = other.owed(100_000);
      var payment = other.pays(invoice, 100_000).value("id");
      weather.afterReads(reads, () -> assertThat(other.takesBack(payment).status()).isIn(200, 409));

      var reply = other.takesBack(payment);

      assertThat(reply.status()).as("after %d reads", reads).isIn(200, 409);
      assertThat(other.books(invoice)).isEqualTo(mxn(100_000));
    }
  }

  @Test
  void what_the_table_refuses_for_a_conflict_is_done_in_the_end() {
    var weather = new Weather();
    var stormy = new Shop(Tenant.Mode.TEST, Shop.TABLE.client(weather));
    var invoice = stormy.owed(100_000);

    weather.conflicts(4);
    assertThat(stormy.pays(invoice, 40_000).status()).isEqualTo(201);
    weather.conflicts(4);
    assertThat(stormy.stripe(Stripe.paid("evt_1", "pi_1", invoice, 60_000)).status())
        .isEqualTo(200);
    weather.conflicts(4);
    stormy.queueRuns();

    assertThat(stormy.issued(invoice)).isInstanceOf(Invoice.Paid.class);
  }

  @Test
  void an_answer_lost_on_the_way_is_told_again_and_books_nothing_twice() {
    var weather = new Weather();
    var stormy = new Shop(Tenant.Mode.TEST, Shop.TABLE.client(weather));
    var invoice = stormy.owed(100_000);
    var caller = stormy.caller.with("idempotency-key", "k-1");
    var path = "/v1/invoices/" + invoice.value() + "/payments";

    weather.losesAnswers(1);
    assertThat(caller.post(path, "{'amount':40000,'method':'cash'}").status()).isEqualTo(500);
    var again = caller.post(path, "{'amount':40000,'method':'cash'}");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(stormy.books(invoice)).isEqualTo(mxn(60_000));

    var event = Stripe.paid("evt_1", "pi_1", invoice, 60_000);
    weather.losesAnswers(1);
    assertThat(stormy.stripe(event).status()).isEqualTo(500);
    assertThat(stormy.stripe(event).status()).isEqualTo(200);
    weather.losesAnswers(1);
    try {
      stormy.queueRuns();
    } catch (AssertionError failed) {
      assertThat(failed).hasMessageContaining("failed");
    }
    stormy.queueRepeatsItself();

    assertThat(stormy.seen("evt_1")).startsWith("APPLIED");
    assertThat(stormy.books(invoice)).isEqualTo(mxn(0));
    assertThat(Collections.frequency(stormy.history(invoice), "payment.received")).isEqualTo(2);
  }

  @Test
  void a_write_by_itself_waits_until_a_transaction_has_left_its_item() {
    var weather = new Weather();
    var shop = new Shop(Tenant.Mode.TEST, Shop.TABLE.client(weather));
    var invoice = shop.owed(116_000);
    assertThat(shop.stripe(Stripe.voucher("evt_1", "pi_1", invoice)).status()).isEqualTo(200);
    var seen = shop.providerEvents.find(shop.tenant, "stripe", "evt_1").orElseThrow();
    weather.conflicts(2);

    shop.providerEvents.mark(seen, ProviderEventStore.State.PARKED, "looked_at", Instant.EPOCH);

    assertThat(shop.seen("evt_1")).isEqualTo("PARKED looked_at");
  }
}
