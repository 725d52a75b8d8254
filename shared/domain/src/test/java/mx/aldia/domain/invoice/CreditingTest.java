package mx.aldia.domain.invoice;

import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;

class CreditingTest {
  private static final TenantId TENANT = new TenantId("ten_1");
  private static final CustomerId CUSTOMER = new CustomerId(TENANT, "cus_1");
  private static final LocalDate TODAY = LocalDate.parse("2026-01-05");
  private static final Instant NOW = Instant.parse("2026-01-05T15:00:00Z");

  @Test
  void what_is_credited_before_it_is_paid_is_not_due_any_more() {
    var change = credited(open(116_000), 16_000);

    assertThat(change.next()).isInstanceOf(Invoice.Open.class);
    assertThat(change.next().amountDue()).isEqualTo(mxn(100_000));
    assertThat(change.ledger()).extracting(LedgerEntry::amount).containsExactly(mxn(-16_000));
    assertThat(change.events()).extracting(Event::type).containsExactly("credit_note.issued");
  }

  @Test
  void credited_to_the_last_centavo_it_is_settled() {
    var change = credited(open(116_000), 116_000);

    assertThat(change.next()).isInstanceOf(Invoice.Paid.class);
    assertThat(change.next().paid()).isEqualTo(mxn(0));
    assertThat(change.events())
        .extracting(Event::type)
        .containsExactly("credit_note.issued", "invoice.paid");
  }

  @Test
  void of_what_was_paid_the_rest_goes_back_and_counts_as_paid_no_more() {
    var partly = paid(open(116_000), 1, 60_000);
    var note = note(partly, 80_000);
    var change = Crediting.of(partly, note, TODAY, NOW);

    assertThat(note.settled()).isEqualTo(mxn(56_000));
    assertThat(note.returned()).isEqualTo(mxn(24_000));
    assertThat(change.next()).isInstanceOf(Invoice.Paid.class);
    assertThat(change.next().paid()).isEqualTo(mxn(36_000));
    assertThat(change.next().credited()).isEqualTo(mxn(80_000));
  }

  @Test
  void of_a_paid_one_all_goes_back_and_it_is_not_paid_again() {
    var paid = paid(open(116_000), 1, 116_000);

    var change = credited(paid, 50_000);

    assertThat(change.next()).isInstanceOf(Invoice.Paid.class);
    assertThat(change.events()).extracting(Event::type).containsExactly("credit_note.issued");
  }

  @Test
  void no_more_is_credited_than_it_comes_to() {
    var once = credited(open(116_000), 100_000).next();

    assertThat(Crediting.most(once)).isEqualTo(mxn(16_000));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Crediting.of(once, note(once, 16_001), TODAY, NOW));
  }

  @Test
  void the_form_is_that_of_the_larger_part() {
    var partly = paid(open(116_000), 1, 60_000);

    assertThat(note(open(116_000), 100).form()).isEqualTo("15");
    assertThat(note(partly, 80_000).form()).isEqualTo("15");
    assertThat(note(paid(partly, 2, 56_000), 80_000).form()).isEqualTo("17");
    assertThat(note(paid(partly, 2, 56_000), 80_000, Optional.of("03")).form()).isEqualTo("03");
    assertThat(note(paid(partly, 2, 56_000), 80_000, Optional.of("03")).toCredit())
        .isEqualTo(mxn(0));
  }

  @Test
  void a_payment_that_goes_back_afterwards_owes_what_was_not_given_back() {
    var paid = paid(open(116_000), 1, 116_000);
    var credited = credited(paid, 50_000).next();

    var back = Reversal.of(credited, payment(1), mxn(116_000), "", TODAY, NOW);

    assertThat(Reversal.owedAgain(credited, mxn(116_000))).isEqualTo(mxn(66_000));
    assertThat(back.next().amountDue()).isEqualTo(mxn(66_000));
  }

  @Test
  void what_settled_it_was_not_what_only_gave_something_back() {
    var books = new ArrayList<LedgerEntry>();
    var open = issued(116_000, books);
    var paid = keep(books, open.receive(payment(1), mxn(116_000), "transfer", TODAY, NOW));
    keep(books, credited(paid, 50_000));

    assertThat(LedgerEntry.settling(books).orElseThrow().reference()).isEqualTo("pay_1");
    var second = issued(116_000, new ArrayList<>());
    var part = (Invoice.Open) paid(second, 2, 60_000);
    assertThat(LedgerEntry.settling(credited(part, 80_000).ledger()).orElseThrow().kind())
        .isEqualTo(LedgerEntry.Kind.CREDIT);
  }

  @Test
  void taken_back_its_amount_is_owed_again_and_what_was_settled_is_open() {
    var settled = credited(paid(open(116_000), 1, 66_000), 50_000).next();
    var note = note(paid(open(116_000), 1, 66_000), 50_000);

    var change = Crediting.takenBack(settled, note, TODAY, NOW);

    assertThat(settled).isInstanceOf(Invoice.Paid.class);
    assertThat(change.next()).isInstanceOf(Invoice.Open.class);
    assertThat(change.next().amountDue()).isEqualTo(mxn(50_000));
    assertThat(change.next().credited()).isEqualTo(mxn(0));
    assertThat(change.ledger()).extracting(LedgerEntry::amount).containsExactly(mxn(50_000));
    assertThat(change.events()).extracting(Event::type).containsExactly("credit_note.voided");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Crediting.takenBack(change.next(), note.voided(NOW), TODAY, NOW));
  }

  @Test
  void what_it_left_as_credit_is_paid_again_and_what_went_out_is_owed() {
    var paid = paid(open(116_000), 1, 116_000);
    var kept = note(paid, 50_000);
    var refunded = note(paid, 50_000, Optional.of("03"));
    var credited = Crediting.of(paid, kept, TODAY, NOW).next();

    var back = Crediting.takenBack(credited, kept, TODAY, NOW).next();
    var owed = Crediting.takenBack(credited, refunded, TODAY, NOW).next();

    assertThat(back).isInstanceOf(Invoice.Paid.class);
    assertThat(back.paid()).isEqualTo(mxn(116_000));
    assertThat(owed.amountDue()).isEqualTo(mxn(50_000));
    assertThat(owed.paid()).isEqualTo(mxn(66_000));
  }

  @Test
  void it_is_not_taken_back_twice_nor_where_its_money_went_out_or_was_spent() {
    var paid = paid(open(116_000), 1, 116_000);
    var kept = note(paid, 50_000);
    var credited = Crediting.of(paid, kept, TODAY, NOW).next();

    assertThat(Crediting.obstacle(credited, kept, mxn(50_000))).isEmpty();
    assertThat(obstacle(credited, kept, 49_999)).isEqualTo("credit_note_spent");
    assertThat(obstacle(credited, kept.voided(NOW), 50_000)).isEqualTo("credit_note_void");
    assertThat(obstacle(credited, note(paid, 50_000, Optional.of("03")), 50_000))
        .isEqualTo("credit_note_refunded");
  }

  private static String obstacle(Invoice.Issued invoice, CreditNote note, long credit) {
    return Crediting.obstacle(invoice, note, mxn(credit)).orElseThrow()
            instanceof Problem.Conflict it
        ? it.code()
        : "";
  }

  @Test
  void whatever_comes_in_whatever_order_the_books_sum_to_what_is_due() {
    Property.forAll(300, (random, _) -> live(random));
  }

  private static void live(RandomGenerator random) {
    var books = new ArrayList<LedgerEntry>();
    Invoice.Issued invoice = issued(random.nextLong(1, 200_000), books);
    var payments = new ArrayList<LedgerEntry>();
    var notes = new ArrayList<CreditNote>();
    for (int i = 0; i < 16; i++) {
      var due = invoice.amountDue().minor();
      var most = Crediting.most(invoice).minor();
      int what = random.nextInt(4);
      if (what == 0 && invoice instanceof Invoice.Open open) {
        var amount = mxn(random.nextLong(1, due + 1));
        var change = open.receive(payment(i), amount, "cash", TODAY, NOW);
        payments.addAll(change.ledger());
        invoice = keep(books, change);
      } else if (what == 1 && most > 0) {
        var form = Optional.of("03").filter(_ -> random.nextBoolean());
        notes.add(note(invoice, random.nextLong(1, most + 1), form));
        invoice = keep(books, Crediting.of(invoice, notes.getLast(), TODAY, NOW));
      } else if (what == 3 && !notes.isEmpty()) {
        var note = notes.remove(random.nextInt(notes.size()));
        invoice = keep(books, Crediting.takenBack(invoice, note, TODAY, NOW));
      } else if (what == 2 && !payments.isEmpty()) {
        var gone = payments.remove(random.nextInt(payments.size()));
        var payment = new PaymentId(TENANT, gone.reference());
        invoice =
            keep(books, Reversal.of(invoice, payment, gone.amount().negated(), "", TODAY, NOW));
      }
      var sum = books.stream().map(LedgerEntry::amount).reduce(mxn(0), Money::plus);
      assertThat(invoice.amountDue()).isEqualTo(sum);
      assertThat(invoice.paid().isNegative()).isFalse();
      if (invoice instanceof Invoice.Paid) {
        assertThat(invoice.paid().plus(invoice.credited())).isEqualTo(invoice.bill().total());
      }
      for (var payment : payments) {
        var installment =
            Installment.of(books, new PaymentId(TENANT, payment.reference())).orElseThrow();
        assertThat(installment.owedBefore()).isGreaterThanOrEqualTo(installment.paid());
      }
    }
  }

  private static Invoice.Issued keep(List<LedgerEntry> books, Invoice.Change change) {
    books.addAll(change.ledger());
    return change.next();
  }

  private static Invoice.Open issued(long minor, List<LedgerEntry> books) {
    var open = open(minor);
    books.add(new LedgerEntry(1, LedgerEntry.Kind.ISSUED, open.bill().total(), TODAY, NOW, ""));
    return open;
  }

  private static Invoice.Open open(long minor) {
    var bill =
        new Bill(
            "A-1",
            CUSTOMER,
            mxn(minor),
            TODAY,
            TODAY.plusDays(15),
            Optional.empty(),
            true,
            1,
            false);
    return new Invoice.Open(
        new InvoiceId(TENANT, "inv_1"), bill, mxn(0), mxn(0), Optional.empty(), false, NOW, 1);
  }

  private static Invoice.Issued paid(Invoice.Issued invoice, int n, long minor) {
    return ((Invoice.Open) invoice).receive(payment(n), mxn(minor), "transfer", TODAY, NOW).next();
  }

  private static PaymentId payment(int n) {
    return new PaymentId(TENANT, "pay_" + n);
  }

  private static Invoice.Change credited(Invoice.Issued invoice, long minor) {
    return Crediting.of(invoice, note(invoice, minor), TODAY, NOW);
  }

  private static CreditNote note(Invoice.Issued invoice, long minor) {
    return note(invoice, minor, Optional.empty());
  }

  private static CreditNote note(Invoice.Issued invoice, long minor, Optional<String> form) {
    return new CreditNote(
        new CreditNoteId(TENANT, "crn_" + invoice.version()),
        "NC-1",
        invoice.id(),
        CUSTOMER,
        CreditNote.Kind.DISCOUNT,
        "Por pronto pago",
        List.of(),
        mxn(minor),
        Crediting.returned(invoice, mxn(minor)),
        form,
        TODAY,
        NOW);
  }
}
