package mx.aldia.payments;

import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.table.LadderState;
import mx.aldia.testkit.Property;
import mx.aldia.testkit.http.Reply;
import org.junit.jupiter.api.Test;

/** Whatever is paid, cleared and taken back, in whatever order: not a centavo comes or goes. */
class BooksTest {
  private static final int DEEDS = 14;

  private final Shop shop = new Shop();

  @Test
  void the_books_sum_to_what_is_owed_and_all_money_is_somewhere() {
    Property.forAll(
        8,
        (random, _) -> {
          var customer = shop.customer();
          var invoices =
              IntStream.range(0, 3)
                  .mapToObj(_ -> shop.owed(customer, random.nextLong(1, 50_000)))
                  .toList();
          var payments = new ArrayList<PaymentId>();
          for (int i = 0; i < DEEDS; i++) {
            deed(random, customer, invoices, payments);
            assertBalanced(customer, invoices, payments);
          }
        });
  }

  private void deed(
      RandomGenerator random,
      CustomerId customer,
      List<InvoiceId> invoices,
      List<PaymentId> payments) {
    var invoice = invoices.get(random.nextInt(invoices.size()));
    long amount = random.nextLong(1, 30_000);
    switch (random.nextInt(6)) {
      case 0 -> keep(payments, shop.pays(invoice, amount));
      case 1 ->
          keep(payments, shop.pays(invoice, "{'amount':%d,'method':'cheque'}".formatted(amount)));
      case 2 -> {
        long first = random.nextLong(1, amount + 1);
        keep(
            payments,
            shop.paysSeveral(
                customer,
                amount * 3,
                Shop.share(invoices.get(0), first) + "," + Shop.share(invoices.get(1), amount)));
      }
      case 3 -> {
        var key = Long.toUnsignedString(random.nextLong(), 36);
        shop.stripe(Stripe.paid("evt_" + key, "pi_" + key, invoice, amount));
        shop.queueRuns();
        payments.add(shop.money("pi_" + key).orElseThrow().id());
      }
      case 4 -> some(random, payments).forEach(it -> shop.clears(it.value()));
      default -> some(random, payments).forEach(it -> shop.takesBack(it.value()));
    }
  }

  private void keep(List<PaymentId> payments, Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    payments.add(new PaymentId(shop.tenant, reply.value("id")));
  }

  private static List<PaymentId> some(RandomGenerator random, List<PaymentId> payments) {
    return payments.isEmpty() ? List.of() : List.of(payments.get(random.nextInt(payments.size())));
  }

  private void assertBalanced(
      CustomerId customer, List<InvoiceId> invoices, List<PaymentId> payments) {
    var applied =
        payments.stream()
            .map(it -> shop.payments.find(it).orElseThrow())
            .filter(it -> it.state() == Payment.State.APPLIED)
            .toList();
    for (var id : invoices) {
      var invoice = shop.issued(id);
      var taken =
          applied.stream()
              .flatMap(it -> it.allocations().stream())
              .filter(it -> it.invoice().equals(id))
              .map(Payment.Allocation::amount)
              .reduce(mxn(0), Money::plus);
      assertThat(shop.books(id)).isEqualTo(invoice.amountDue());
      assertThat(invoice.paid()).isEqualTo(taken);
      assertThat(taken).isLessThanOrEqualTo(invoice.bill().total());
      assertThat(invoice instanceof Invoice.Paid).isEqualTo(invoice.amountDue().isZero());
      assertThat(shop.ladder(id).state() == LadderState.SETTLED)
          .isEqualTo(invoice instanceof Invoice.Paid);
    }
    var credit = applied.stream().map(Payment::unallocated).reduce(mxn(0), Money::plus);
    assertThat(shop.credit(customer)).isEqualTo(credit);
  }
}
