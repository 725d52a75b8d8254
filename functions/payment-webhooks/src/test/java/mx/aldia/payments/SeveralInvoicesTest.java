package mx.aldia.payments;

import static mx.aldia.domain.money.Money.mxn;
import static mx.aldia.payments.Shop.share;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.table.PaymentStore;
import org.junit.jupiter.api.Test;

class SeveralInvoicesTest {
  private final Shop shop = new Shop();

  @Test
  void one_movement_of_the_bank_is_one_payment_of_many_invoices() {
    var customer = shop.customer();
    var first = shop.owed(customer, 100_000);
    var second = shop.owed(customer, 50_000);

    var reply =
        shop.paysSeveral(customer, 150_000, share(first, 100_000) + "," + share(second, 20_000));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.json().path("allocations")).hasSize(2);
    assertThat(reply.json().path("unallocated").asLong()).isEqualTo(30_000);
    assertThat(shop.issued(first)).isInstanceOf(Invoice.Paid.class);
    assertThat(shop.issued(second).amountDue()).isEqualTo(mxn(30_000));
    assertThat(shop.credit(customer)).isEqualTo(mxn(30_000));
    assertThat(shop.pending()).isEqualTo(9); // issued and received twice for two each, paid once
  }

  @Test
  void as_many_invoices_as_one_payment_may_have_are_paid_as_one_fact() {
    var customer = shop.customer();
    var invoices =
        IntStream.range(0, PaymentStore.MOST_INVOICES)
            .mapToObj(_ -> shop.owed(customer, 1_000))
            .toList();
    var shares = invoices.stream().map(it -> share(it, 1_000)).collect(Collectors.joining(","));

    var paid = shop.paysSeveral(customer, 20_000, shares);
    assertThat(paid.status()).as(paid.text()).isEqualTo(201);
    assertThat(invoices).allMatch(it -> shop.issued(it) instanceof Invoice.Paid);

    assertThat(shop.takesBack(paid.value("id")).status()).isEqualTo(200);
    assertThat(invoices).allMatch(it -> shop.issued(it).amountDue().equals(mxn(1_000)));
    assertThat(shop.credit(customer)).isEqualTo(mxn(0));

    var more = shares + "," + share(shop.owed(customer, 1_000), 1_000);
    assertThat(shop.paysSeveral(customer, 20_000, more).faults())
        .containsExactly("/allocations too_many");
  }

  @Test
  void an_invoice_takes_no_more_than_it_owes() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 10_000);

    var reply = shop.paysSeveral(customer, 50_000, share(invoice, 50_000));

    assertThat(reply.json().at("/allocations/0/amount").asLong()).isEqualTo(10_000);
    assertThat(shop.credit(customer)).isEqualTo(mxn(40_000));
  }

  @Test
  void money_for_nothing_in_particular_is_credit() {
    var customer = shop.customer();

    var none = shop.paysSeveral(customer, 50_000, "");
    var absent =
        shop.caller.post(
            "/v1/payments",
            "{'customer':'%s','amount':7,'currency':'USD','method':'cash'}"
                .formatted(customer.value()));

    assertThat(none.status()).isEqualTo(201);
    assertThat(absent.status()).isEqualTo(201);
    assertThat(shop.credit(customer)).isEqualTo(mxn(50_000));
    var dollars = Currency.getInstance("USD");
    assertThat(shop.payments.credit(customer, dollars)).isEqualTo(new Money(7, dollars));
  }

  @Test
  void every_wrong_allocation_is_pointed_at_and_nothing_is_written() {
    var customer = shop.customer();
    var good = shop.owed(customer, 100_000);
    var least = shop.owed(customer, mxn(100_000), Optional.of(mxn(50_000)), 10);
    var dollars =
        shop.owed(customer, new Money(100_000, Currency.getInstance("USD")), Optional.empty(), 10);
    var others = shop.owed(100_000);
    var before = shop.everything();

    var reply =
        shop.paysSeveral(
            customer,
            100_000,
            String.join(
                ",",
                share(good, 10),
                share(good, 10),
                share(least, 100),
                share(dollars, 10),
                share(others, 10),
                share(new InvoiceId(shop.tenant, "inv_nobody"), 10),
                "{'invoice':'%s','amount':0,'note':'x'}".formatted(good.value()),
                "{'amount':10}",
                "7"));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.faults())
        .containsExactlyInAnyOrder(
            "/allocations/1/invoice repeated",
            "/allocations/2/amount below_minimum_payment",
            "/allocations/3/invoice other_currency",
            "/allocations/4/invoice other_customer",
            "/allocations/5/invoice no_such_invoice",
            "/allocations/6/invoice repeated",
            "/allocations/6/amount not_positive",
            "/allocations/6/note unknown_field",
            "/allocations/7/invoice required",
            "/allocations/8 not_an_object");
    assertThat(shop.everything()).isEqualTo(before);
  }

  @Test
  void what_is_wrong_above_the_allocations_hides_nothing_in_them() {
    var others = shop.owed(100_000);

    var reply =
        shop.caller.post(
            "/v1/payments",
            "{'customer':'cus_nobody','amount':0,'currency':'pesos','method':'x','allocations':[%s]}"
                .formatted(share(others, -1)));

    assertThat(reply.faults())
        .containsExactlyInAnyOrder(
            "/customer no_such_customer",
            "/amount not_positive",
            "/currency not_a_currency",
            "/method not_one_of",
            "/allocations/0/amount not_positive");
    assertThat(shop.caller.post("/v1/payments", "{}").faults())
        .containsExactlyInAnyOrder(
            "/customer required", "/amount required", "/currency required", "/method required");
  }

  @Test
  void allocations_may_not_sum_to_more_than_came() {
    var customer = shop.customer();
    var first = shop.owed(customer, 100_000);
    var second = shop.owed(customer, 100_000);

    var reply = shop.paysSeveral(customer, 99, share(first, 50) + "," + share(second, 50));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.faults()).containsExactly("/allocations allocations_exceed_amount");
  }

  @Test
  void one_invoice_that_takes_no_money_stops_the_whole() {
    var customer = shop.customer();
    var good = shop.owed(customer, 100_000);
    var draft = shop.drafted(customer, 100_000);

    var reply = shop.paysSeveral(customer, 100, share(good, 50) + "," + share(draft, 50));

    assertThat(reply.status()).isEqualTo(409);
    assertThat(shop.issued(good).amountDue()).isEqualTo(mxn(100_000));
  }
}
