package mx.aldia.payments;

import static mx.aldia.domain.money.Money.mxn;
import static mx.aldia.payments.Shop.share;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.table.LadderState;
import mx.aldia.table.PaymentStore;
import mx.aldia.testkit.http.Reply;
import org.junit.jupiter.api.Test;

class ReallocatingTest {
  private final Shop shop = new Shop();

  @Test
  void money_goes_over_to_the_invoice_that_it_was_meant_for() {
    var customer = shop.customer();
    var wrong = shop.owed(customer, 100_000);
    var right = shop.owed(customer, 80_000);
    var payment = shop.pays(wrong, 100_000).value("id");

    shop.laterOn(LocalDateTime.of(2026, 1, 8, 12, 0));
    var reply = reallocates(payment, share(right, 80_000));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().path("allocations")).hasSize(1);
    assertThat(reply.value("/allocations/0/invoice")).isEqualTo(right.value());
    assertThat(reply.json().path("unallocated").asLong()).isEqualTo(20_000);
    assertThat(shop.credit(customer)).isEqualTo(mxn(20_000));
    assertThat(shop.issued(right)).isInstanceOf(Invoice.Paid.class);
    assertThat(shop.ladder(right).state()).isEqualTo(LadderState.SETTLED);
    assertThat(shop.history(right)).endsWith("payment.received", "invoice.paid");
    assertThat(shop.issued(wrong).amountDue()).isEqualTo(mxn(100_000));
    assertThat(shop.ladder(wrong).state()).isEqualTo(LadderState.SCHEDULED);
    assertThat(shop.history(wrong)).endsWith("invoice.paid", "payment.reversed");
    booksAreRight(wrong, right);
  }

  @Test
  void what_was_due_meanwhile_is_told_as_overdue() {
    var customer = shop.customer();
    var wrong = shop.owed(customer, 100_000);
    var payment = shop.pays(wrong, 100_000).value("id");
    shop.invoices.dropOverdue(wrong);

    shop.laterOn(LocalDateTime.of(2026, 2, 14, 12, 0));
    reallocates(payment, share(wrong, 30_000));

    assertThat(shop.history(wrong))
        .containsSubsequence("payment.reversed", "payment.received")
        .containsOnlyOnce("invoice.overdue");
    assertThat(shop.issued(wrong).amountDue()).isEqualTo(mxn(70_000));
    assertThat(shop.credit(customer)).isEqualTo(mxn(70_000));
    booksAreRight(wrong);
  }

  @Test
  void a_share_that_stays_is_not_touched_and_credit_finds_its_invoice() {
    var customer = shop.customer();
    var stays = shop.owed(customer, 100_000);
    var late = shop.owed(customer, 50_000);
    var payment = shop.pays(stays, 130_000).value("id");
    var before = shop.issued(stays);

    reallocates(payment, share(stays, 100_000) + "," + share(late, 30_000));

    assertThat(shop.issued(stays)).isEqualTo(before);
    assertThat(shop.issued(late).amountDue()).isEqualTo(mxn(20_000));
    assertThat(shop.credit(customer)).isEqualTo(mxn(0));
    booksAreRight(stays, late);

    shop.takesBack(payment);
    assertThat(shop.issued(late).amountDue()).isEqualTo(mxn(50_000));
    assertThat(shop.issued(stays).amountDue()).isEqualTo(mxn(100_000));
    assertThat(shop.credit(customer)).isEqualTo(mxn(0));
    booksAreRight(stays, late);
  }

  @Test
  void money_that_was_taken_away_and_comes_again_counts_once() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 100_000);
    var payment = shop.pays(invoice, 40_000).value("id");

    reallocates(payment, "");
    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(100_000));
    assertThat(shop.credit(customer)).isEqualTo(mxn(40_000));
    reallocates(payment, share(invoice, 25_000));

    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(75_000));
    assertThat(shop.credit(customer)).isEqualTo(mxn(15_000));
    booksAreRight(invoice);
  }

  @Test
  void told_twice_under_one_key_it_is_done_once() {
    var customer = shop.customer();
    var wrong = shop.owed(customer, 100_000);
    var right = shop.owed(customer, 100_000);
    var payment = shop.pays(wrong, 60_000).value("id");
    var caller = shop.caller.with("idempotency-key", "k-1");
    var body = "{'allocations':[%s]}".formatted(share(right, 60_000));

    var replies =
        AtOnce.times(8, _ -> caller.post("/v1/payments/" + payment + "/reallocate", body));

    assertThat(replies).extracting(Reply::status).containsOnly(200);
    assertThat(replies).extracting(Reply::text).containsOnly(replies.getFirst().text());
    assertThat(shop.history(wrong)).containsOnlyOnce("payment.reversed");
    booksAreRight(wrong, right);
  }

  @Test
  void whoever_spreads_it_at_once_with_others_who_pay_loses_no_centavo() {
    var customer = shop.customer();
    var invoices = IntStream.range(0, 3).mapToObj(_ -> shop.owed(customer, 50_000)).toList();
    var payment =
        shop.paysSeveral(customer, 60_000, share(invoices.getFirst(), 50_000)).value("id");

    AtOnce.times(
        9,
        i ->
            i % 3 == 2
                ? shop.pays(invoices.get(i / 3), 20_000)
                : reallocates(payment, share(invoices.get(i % 3 + i / 6), 40_000 + i)));

    booksAreRight(invoices.toArray(InvoiceId[]::new));
    var paid = invoices.stream().map(it -> shop.issued(it).paid()).reduce(mxn(0), Money::plus);
    assertThat(paid.plus(shop.credit(customer))).isEqualTo(mxn(120_000));
  }

  @Test
  void so_many_invoices_change_as_one_transaction_holds_and_more_in_parts() {
    var customer = shop.customer();
    var many =
        IntStream.range(0, PaymentStore.MOST_REALLOCATED + 1)
            .mapToObj(_ -> shop.owed(customer, 1_000))
            .toList();
    var payment = shop.paysSeveral(customer, 20_000, shares(many, 1_000)).value("id");
    many.forEach(shop.invoices::dropOverdue);
    shop.laterOn(LocalDateTime.of(2026, 2, 14, 12, 0));

    assertThat(reallocates(payment, shares(many, 400)).faults())
        .containsExactly("/allocations too_many_change");
    var parts = shares(many.subList(1, many.size()), 400);
    var reply = reallocates(payment, share(many.getFirst(), 1_000) + "," + parts);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(shop.issued(many.getLast()).amountDue()).isEqualTo(mxn(600));
    booksAreRight(many.toArray(InvoiceId[]::new));
  }

  @Test
  void every_wrong_allocation_is_pointed_at_and_nothing_changes() {
    var customer = shop.customer();
    var good = shop.owed(customer, 100_000);
    var payment = shop.pays(good, 50_000).value("id");
    var least = shop.owed(customer, mxn(100_000), Optional.of(mxn(50_000)), 10);
    var dollars =
        shop.owed(customer, new Money(100_000, Currency.getInstance("USD")), Optional.empty(), 10);
    var others = shop.owed(100_000);
    var foreign = new Shop();
    var before = shop.everything();

    var reply =
        reallocates(
            payment,
            Stream.of(
                    share(good, 10),
                    share(good, 10),
                    share(least, 100),
                    share(dollars, 10),
                    share(others, 10),
                    share(foreign.owed(1_000), 10))
                .collect(Collectors.joining(",")));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.faults())
        .containsExactlyInAnyOrder(
            "/allocations/1/invoice repeated",
            "/allocations/2/amount below_minimum_payment",
            "/allocations/3/invoice other_currency",
            "/allocations/4/invoice other_customer",
            "/allocations/5/invoice no_such_invoice");
    assertThat(reallocates(payment, share(good, 50_001)).faults())
        .containsExactly("/allocations allocations_exceed_amount");
    assertThat(post(payment, "{'amount':7}").faults())
        .containsExactlyInAnyOrder("/allocations required", "/amount unknown_field");
    assertThat(shop.everything()).isEqualTo(before);
    assertThat(reallocates("pay_nobody", "").status()).isEqualTo(404);
    assertThat(foreign.caller.get("/v1/payments/" + payment).status()).isEqualTo(404);
    assertThat(
            foreign
                .caller
                .post("/v1/payments/" + payment + "/reallocate", "{'allocations':[]}")
                .status())
        .isEqualTo(404);
  }

  @Test
  void only_money_that_is_applied_goes_to_invoices_that_take_money() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 100_000);
    var cheque = shop.pays(invoice, "{'amount':10,'method':'cheque'}").value("id");
    var back = shop.pays(invoice, 20).value("id");
    shop.takesBack(back);
    var good = shop.pays(invoice, 30).value("id");
    var taken = shop.owed(customer, 1_000);
    shop.voids(taken);

    for (var refused :
        List.of(
            reallocates(cheque, share(invoice, 5)),
            reallocates(back, share(invoice, 5)),
            reallocates(good, share(taken, 5)),
            reallocates(good, share(shop.drafted(customer, 1_000), 5)))) {
      assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    }
    assertThat(reallocates(back, "").text()).contains("payment_not_applied", "reversed");
    assertThat(shop.issued(invoice).paid()).isEqualTo(mxn(30));
    booksAreRight(invoice, taken);
  }

  private Reply reallocates(String payment, String shares) {
    return post(payment, "{'allocations':[%s]}".formatted(shares));
  }

  private Reply post(String payment, String body) {
    return shop.caller.post("/v1/payments/" + payment + "/reallocate", body);
  }

  private static String shares(List<InvoiceId> invoices, long centavos) {
    return invoices.stream().map(it -> share(it, centavos)).collect(Collectors.joining(","));
  }

  private void booksAreRight(InvoiceId... invoices) {
    for (var id : invoices) {
      var invoice = shop.issued(id);
      assertThat(shop.books(id)).isEqualTo(invoice.amountDue());
      if (!(invoice instanceof Invoice.Voided)) {
        assertThat(invoice.bill().total().minus(invoice.paid())).isEqualTo(invoice.amountDue());
      }
    }
  }
}
