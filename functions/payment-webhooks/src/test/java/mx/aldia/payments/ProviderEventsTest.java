package mx.aldia.payments;

import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.task.Task;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.table.LadderState;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

class ProviderEventsTest {
  private final Shop shop = new Shop();

  private void told(String... events) {
    for (var event : events) {
      assertThat(shop.stripe(event).status()).isEqualTo(200);
    }
    shop.queueRuns();
  }

  @Test
  void two_events_of_one_money_pay_once() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 116_000);

    told(Stripe.paid("evt_1", "pi_1", invoice, 116_000));
    told(Stripe.checkout("evt_2", "pi_1", invoice, 116_000));

    assertThat(shop.seen("evt_2")).isEqualTo("APPLIED told_before");
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
    assertThat(shop.credit(customer)).isEqualTo(mxn(0));
  }

  @Test
  void a_voucher_or_a_declined_card_is_noted_and_no_money() {
    var invoice = shop.owed(116_000);

    told(
        Stripe.voucher("evt_1", "pi_1", invoice),
        Stripe.declined("evt_2", "pi_1", invoice),
        Stripe.event("evt_3", "customer.created", "{'object':'customer','id':'cus_1'}"));

    assertThat(shop.seen("evt_1")).isEqualTo("APPLIED pending");
    assertThat(shop.seen("evt_2")).isEqualTo("APPLIED failed_card_declined");
    assertThat(shop.seen("evt_3")).isEqualTo("APPLIED not_about_money");
    assertThat(shop.history(invoice)).containsExactly("invoice.issued");

    told(Stripe.paid("evt_4", "pi_1", invoice, 116_000));
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
  }

  @Test
  void whatever_the_order_the_books_end_the_same() {
    Property.forAll(
        10,
        (random, _) -> {
          var customer = shop.customer();
          var invoice = shop.owed(customer, 116_000);
          var key = Long.toUnsignedString(random.nextLong(), 36);
          var events =
              new ArrayList<>(
                  List.of(
                      Stripe.voucher("evt_1" + key, "pi_" + key, invoice),
                      Stripe.paidForNobodyKnows("evt_2" + key, "pi_" + key, 116_000),
                      Stripe.checkout("evt_3" + key, "pi_" + key, invoice, 116_000),
                      Stripe.refunded("evt_4" + key, "pi_" + key, 116_000)));
          events.addAll(events.subList(1, 3));
          Collections.shuffle(events, new Random(random.nextLong()));
          for (var event : events) {
            if (random.nextBoolean()) {
              told(event);
            } else {
              shop.stripe(event);
            }
          }
          shop.queueRuns();

          assertThat(shop.money("pi_" + key).orElseThrow().state())
              .isEqualTo(Payment.State.REVERSED);
          assertThat(shop.books(invoice)).isEqualTo(mxn(116_000));
          assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(116_000));
          assertThat(shop.credit(customer)).isEqualTo(mxn(0));
          for (int n = 1; n <= 4; n++) {
            assertThat(shop.seen("evt_" + n + key)).startsWith("APPLIED");
          }
        });
  }

  @Test
  void what_leaves_a_question_waits_for_a_person_and_takes_no_payments_key() {
    var invoice = shop.owed(116_000);
    var taken = shop.owed(116_000);
    shop.voids(taken);
    var draft = shop.drafted(shop.customer(), 116_000);

    told(
        Stripe.paid("evt_1", "pi_1", invoice, 116_000, "usd"),
        Stripe.paid("evt_2", "pi_2", taken, 116_000),
        Stripe.paid("evt_3", "pi_3", draft, 116_000),
        Stripe.paidForNobodyKnows("evt_4", "pi_4", 116_000),
        Stripe.paid("evt_5", "pi_5", invoice, 5).replace(invoice.value(), "A-1#/../"),
        Stripe.paid("evt_6", "pi_6", invoice, 0));

    assertThat(shop.seen("evt_1")).isEqualTo("PARKED other_currency");
    assertThat(shop.seen("evt_2")).isEqualTo("PARKED invoice_void");
    assertThat(shop.seen("evt_3")).isEqualTo("PARKED invoice_draft");
    assertThat(shop.seen("evt_4")).isEqualTo("PARKED no_invoice");
    assertThat(shop.seen("evt_5")).isEqualTo("PARKED unknown_invoice");
    assertThat(shop.seen("evt_6")).isEqualTo("PARKED amount");
    assertThat(shop.tasks())
        .extracting(Task::about)
        .containsExactlyInAnyOrder(
            "stripe evt_1",
            "stripe evt_2",
            "stripe evt_3",
            "stripe evt_4",
            "stripe evt_5",
            "stripe evt_6");
    for (int n = 1; n <= 6; n++) {
      assertThat(shop.money("pi_" + n)).isEmpty();
    }
    assertThat(shop.history(invoice)).containsExactly("invoice.issued");

    told(Stripe.paid("evt_7", "pi_1", invoice, 116_000));
    assertThat(shop.seen("evt_7")).isEqualTo("APPLIED paid");
  }

  @Test
  void more_than_is_due_is_credit_also_when_it_was_paid_by_hand_before() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 116_000);
    shop.pays(invoice, 100_000);

    told(Stripe.paid("evt_1", "pi_1", invoice, 116_000));
    told(Stripe.paid("evt_2", "pi_2", invoice, 116_000));

    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
    assertThat(shop.books(invoice)).isEqualTo(mxn(0));
    assertThat(shop.credit(customer)).isEqualTo(mxn(100_000 + 116_000));
  }

  @Test
  void parts_are_welcome_below_the_minimum_too_for_the_money_is_there() {
    var invoice = shop.owed(shop.customer(), mxn(116_000), Optional.of(mxn(50_000)), 10);

    told(Stripe.paid("evt_1", "pi_1", invoice, 16_000));

    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(100_000));
  }

  @Test
  void what_was_given_up_is_paid_by_card_after_all() {
    var invoice = shop.owed(116_000);
    shop.givesUp(invoice);

    told(Stripe.paid("evt_1", "pi_1", invoice, 116_000));

    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
  }

  @Test
  void a_full_refund_takes_the_payment_back_and_reminds_again() {
    var invoice = shop.owed(116_000);
    told(Stripe.paid("evt_1", "pi_1", invoice, 116_000));

    told(Stripe.refunded("evt_2", "pi_1", 116_000));
    told(Stripe.refunded("evt_3", "pi_1", 116_000));

    assertThat(shop.seen("evt_2")).isEqualTo("APPLIED reversed");
    assertThat(shop.seen("evt_3")).isEqualTo("APPLIED reversed_before");
    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(116_000));
    assertThat(shop.ladder(invoice).state()).isEqualTo(LadderState.SCHEDULED);
    assertThat(shop.history(invoice)).endsWith("payment.reversed");
  }

  @Test
  void part_of_a_refund_and_a_dispute_wait_for_a_person() {
    var invoice = shop.owed(116_000);
    told(Stripe.paid("evt_1", "pi_1", invoice, 116_000));

    told(
        Stripe.refunded("evt_2", "pi_1", 16_000),
        Stripe.disputed("evt_3", "pi_1"),
        Stripe.paid("evt_4", "pi_1", invoice, 117_000));

    assertThat(shop.seen("evt_2")).isEqualTo("PARKED partial_refund");
    assertThat(shop.seen("evt_3")).isEqualTo("PARKED dispute_opened");
    assertThat(shop.seen("evt_4")).isEqualTo("PARKED other_amount_than_before");
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
  }

  @Test
  void a_sandboxs_clock_waits_for_nothing_once_all_is_applied() {
    var invoice = shop.owed(116_000);
    var before = shop.pending();

    shop.stripe(Stripe.voucher("evt_1", "pi_1", invoice));
    shop.stripe(Stripe.voucher("evt_1", "pi_1", invoice));
    assertThat(shop.pending()).isEqualTo(before + 2);

    shop.queueRuns();
    shop.queueRepeatsItself();
    assertThat(shop.pending()).isEqualTo(before);
  }

  @Test
  void a_refund_that_waits_is_not_forgotten_by_who_dies_after_booking_the_money() {
    var dies = new AtomicBoolean();
    var shop = new Shop(Tenant.Mode.TEST, Shop.TABLE.client(whenItLooksForWhatWaits(dies)));
    var invoice = shop.owed(116_000);
    shop.stripe(Stripe.refunded("evt_1", "pi_1", 116_000));
    shop.queueRuns();
    shop.stripe(Stripe.paid("evt_2", "pi_1", invoice, 116_000));

    dies.set(true);
    assertThatThrownBy(shop::queueRuns).hasMessageContaining("failed");
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
    shop.queueRepeatsItself();

    assertThat(shop.money("pi_1").orElseThrow().state()).isEqualTo(Payment.State.REVERSED);
    assertThat(shop.seen("evt_1")).isEqualTo("APPLIED reversed");
    assertThat(shop.tasks()).isEmpty();
    assertThat(shop.issued(invoice).amountDue()).isEqualTo(mxn(116_000));
  }

  /** The next one who looks for what is held does not live to see it. */
  private static ExecutionInterceptor whenItLooksForWhatWaits(AtomicBoolean dies) {
    return new ExecutionInterceptor() {
      @Override
      public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof QueryRequest && dies.getAndSet(false)) {
          throw SdkClientException.create("dies here");
        }
      }
    };
  }
}
