package mx.aldia.domain.invoice;

import static mx.aldia.domain.money.Money.MXN;
import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;

class InvoiceTest {
  private static final TenantId TENANT = new TenantId("ten_1");
  private static final InvoiceId ID = new InvoiceId(TENANT, "inv_1");
  private static final LocalDate TODAY = LocalDate.parse("2026-01-05");
  private static final Instant NOW = Instant.parse("2026-01-05T15:00:00Z");

  private static Invoice.Draft draft(String pesos) {
    var line =
        new Line(
            Optional.empty(),
            "Diseño",
            BigDecimal.ONE,
            new BigDecimal(pesos),
            mxn(0),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    var terms =
        new Terms(
            new CustomerId(TENANT, "cus_1"),
            MXN,
            List.of(line),
            Optional.of(new DueRule.DaysAfterIssue(15)),
            "A",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            Map.of());
    return new Invoice.Draft(ID, terms, NOW, 1);
  }

  private static Invoice.Open open(String pesos) {
    return (Invoice.Open) draft(pesos).issue("A-1", TODAY, NOW).next();
  }

  private static PaymentId payment(int n) {
    return new PaymentId(TENANT, "pay_" + n);
  }

  private static Invoice.Change paid(Invoice.Open invoice, int n, Money amount) {
    return invoice.receive(payment(n), amount, "transfer", TODAY, NOW);
  }

  @Test
  void issuing_turns_days_into_one_exact_date() {
    var change = draft("1160.00").issue("A-1", TODAY, NOW);

    assertThat(change.next().bill().dueOn()).isEqualTo("2026-01-20");
    assertThat(change.next().amountDue()).isEqualTo(mxn(116_000));
    assertThat(change.events()).singleElement().isInstanceOf(Event.InvoiceIssued.class);
  }

  @Test
  void a_part_payment_leaves_the_rest_open() {
    var change = paid(open("1160.00"), 1, mxn(50_000));

    assertThat(change.next()).isInstanceOf(Invoice.Open.class);
    assertThat(change.next().amountDue()).isEqualTo(mxn(66_000));
    assertThat(change.events()).hasSize(1);
  }

  @Test
  void the_payment_that_settles_says_so_once() {
    var change = paid(open("1160.00"), 1, mxn(116_000));

    assertThat(change.next()).isInstanceOf(Invoice.Paid.class);
    assertThat(change.events().stream().map(Event::type))
        .containsExactly("payment.received", "invoice.paid");
  }

  @Test
  void no_more_is_taken_than_is_due() {
    var change = paid(open("1160.00"), 1, mxn(200_000));

    assertThat(change.next().paid()).isEqualTo(mxn(116_000));
    assertThat(change.ledger().getFirst().amount()).isEqualTo(mxn(-116_000));
  }

  @Test
  void money_that_goes_back_is_owed_again() {
    var settled = (Invoice.Paid) paid(open("1160.00"), 1, mxn(116_000)).next();

    var back = Reversal.of(settled, payment(1), mxn(116_000), "bounced", TODAY, NOW);

    assertThat(back.next()).isInstanceOf(Invoice.Open.class);
    assertThat(back.next().amountDue()).isEqualTo(mxn(116_000));
  }

  @Test
  void what_has_payments_is_not_voided() {
    var partly = (Invoice.Open) paid(open("1160.00"), 1, mxn(1)).next();

    assertThat(partly.voided(TODAY, NOW, "")).isInstanceOf(Outcome.Refused.class);
    assertThat(open("1160.00").voided(TODAY, NOW, "")).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void receipt_is_confirmed_once() {
    var confirmed = (Invoice.Open) open("1.00").confirmReceipt(NOW).orElseThrow().next();

    assertThat(confirmed.receiptConfirmedAt()).contains(NOW);
    assertThat(confirmed.confirmReceipt(NOW.plusSeconds(9))).isEmpty();
  }

  @Test
  void an_open_invoice_that_owes_nothing_cannot_be_made() {
    var open = open("10.00");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Invoice.Open(
                    ID, open.bill(), mxn(1000), mxn(0), Optional.empty(), false, NOW, 3));
  }

  @Test
  void the_books_always_sum_to_what_is_due() {
    Property.forAll(
        500,
        (random, _) -> {
          var ledger = new ArrayList<LedgerEntry>();
          var issued = draft("%d.37".formatted(random.nextInt(1, 5000))).issue("A-1", TODAY, NOW);
          ledger.addAll(issued.ledger());
          var invoice = issued.next();
          for (int n = 0; n < 12; n++) {
            Optional<Invoice.Change> change = Optional.empty();
            if (invoice instanceof Invoice.Open open) {
              change = Optional.of(paid(open, n, mxn(random.nextLong(1, 200_000))));
            } else if (invoice instanceof Invoice.Paid settled) {
              var back = mxn(random.nextLong(1, settled.paid().minor() + 1));
              change = Optional.of(Reversal.of(settled, payment(n), back, "", TODAY, NOW));
            }
            ledger.addAll(change.orElseThrow().ledger());
            invoice = change.orElseThrow().next();
            assertThat(ledger.stream().map(LedgerEntry::amount).reduce(mxn(0), Money::plus))
                .isEqualTo(invoice.amountDue());
          }
        });
  }
}
