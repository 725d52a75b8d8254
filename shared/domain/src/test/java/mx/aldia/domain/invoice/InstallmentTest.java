package mx.aldia.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

class InstallmentTest {
  private static final LedgerEntry ISSUED = entry(1, LedgerEntry.Kind.ISSUED, 116_000, "");
  private static final LedgerEntry FIRST = entry(2, LedgerEntry.Kind.PAYMENT, -40_000, "pay_1");
  private static final LedgerEntry SECOND = entry(3, LedgerEntry.Kind.PAYMENT, -33_333, "pay_2");

  @Test
  void each_payment_begins_where_the_one_before_it_ended() {
    var second = Installment.of(List.of(ISSUED, FIRST, SECOND), payment("pay_2")).orElseThrow();

    assertThat(second.number()).isEqualTo(2);
    assertThat(second.owedBefore()).isEqualTo(Money.mxn(76_000));
    assertThat(second.paid()).isEqualTo(Money.mxn(33_333));
    assertThat(second.paidBefore()).isEqualTo(Money.mxn(40_000));
  }

  @Test
  void what_went_back_counts_as_if_it_had_never_come() {
    var back = entry(4, LedgerEntry.Kind.REVERSAL, 40_000, "pay_1");
    var books = List.of(ISSUED, FIRST, SECOND, back);

    assertThat(Installment.of(books, payment("pay_1"))).isEmpty();
    var second = Installment.of(books, payment("pay_2")).orElseThrow();
    assertThat(second.number()).isEqualTo(1);
    assertThat(second.owedBefore()).isEqualTo(Money.mxn(116_000));
  }

  @Test
  void what_was_taken_away_and_came_again_counts_from_when_it_came_again() {
    var back = entry(4, LedgerEntry.Kind.REVERSAL, 40_000, "pay_1");
    var again = entry(5, LedgerEntry.Kind.PAYMENT, -10_000, "pay_1");
    var books = List.of(ISSUED, FIRST, SECOND, back, again);

    var first = Installment.of(books, payment("pay_1")).orElseThrow();
    assertThat(first.number()).isEqualTo(2);
    assertThat(first.owedBefore()).isEqualTo(Money.mxn(82_667));
    assertThat(first.paid()).isEqualTo(Money.mxn(10_000));
    assertThat(first.earlier()).containsExactly(Money.mxn(33_333));
    var second = Installment.of(books, payment("pay_2")).orElseThrow();
    assertThat(second.number()).isEqualTo(1);
    assertThat(second.owedBefore()).isEqualTo(Money.mxn(116_000));
  }

  @Test
  void a_credit_note_before_it_lowers_what_was_owed() {
    var credit = entry(2, LedgerEntry.Kind.CREDIT, -16_000, "crn_1");
    var paid = entry(3, LedgerEntry.Kind.PAYMENT, -100_000, "pay_1");

    var only = Installment.of(List.of(ISSUED, credit, paid), payment("pay_1")).orElseThrow();

    assertThat(only.number()).isEqualTo(1);
    assertThat(only.owedBefore()).isEqualTo(Money.mxn(100_000));
  }

  @Test
  void a_credit_note_that_was_taken_back_counts_as_if_it_had_never_been() {
    var credit = entry(2, LedgerEntry.Kind.CREDIT, -16_000, "crn_1");
    var kept = entry(3, LedgerEntry.Kind.REFUND, 6_000, "crn_1");
    var paid = entry(4, LedgerEntry.Kind.PAYMENT, -100_000, "pay_1");
    var back = entry(5, LedgerEntry.Kind.CREDIT_VOIDED, 16_000, "crn_1");
    var spent = entry(6, LedgerEntry.Kind.REFUND, -6_000, "crn_1");
    var later = entry(7, LedgerEntry.Kind.PAYMENT, -16_000, "pay_2");
    var books = List.of(ISSUED, credit, kept, paid, back, spent, later);

    assertThat(Installment.of(books, payment("pay_1")).orElseThrow().owedBefore())
        .isEqualTo(Money.mxn(116_000));
    assertThat(Installment.of(books, payment("pay_2")).orElseThrow().owedBefore())
        .isEqualTo(Money.mxn(16_000));
  }

  private static LedgerEntry entry(
      long sequence, LedgerEntry.Kind kind, long minor, String reference) {
    return new LedgerEntry(
        sequence, kind, Money.mxn(minor), LocalDate.of(2026, 1, 5), Instant.EPOCH, reference);
  }

  private static PaymentId payment(String id) {
    return new PaymentId(new TenantId("ten_1"), id);
  }
}
