package mx.aldia.portal;

import java.util.ArrayList;
import java.util.List;
import mx.aldia.letters.Amounts;
import mx.aldia.letters.Breakdown;
import mx.aldia.letters.Breakdown.Sum;
import mx.aldia.letters.WaysToPay;
import mx.aldia.letters.WaysToPay.Way;
import mx.aldia.portal.InvoicePage.Movement;
import mx.aldia.portal.InvoicePage.Standing;
import org.jspecify.annotations.Nullable;

/** The page in words, ready for its template. */
record InvoiceView(
    PortalWords words,
    InvoicePage page,
    Contact contact,
    Breakdown breakdown,
    List<Sum> afterTotal,
    List<Way> ways,
    @Nullable String caution) {

  static InvoiceView of(InvoicePage page) {
    var asksForMoney = page.standing() == Standing.OPEN;
    return new InvoiceView(
        new PortalWords(page.language(), page.treatment()),
        page,
        Contact.of(page.from()),
        Breakdown.of(page.lines(), page.language()),
        afterTotal(page),
        asksForMoney
            ? WaysToPay.worded(page.ways(), page.bill().number(), page.language(), page.treatment())
            : List.of(),
        asksForMoney && WaysToPay.hasAccount(page.ways())
            ? WaysToPay.caution(page.language(), page.treatment())
            : null);
  }

  boolean isOpen() {
    return page.standing() == Standing.OPEN;
  }

  boolean isPaid() {
    return page.standing() == Standing.PAID;
  }

  /** Nobody is thanked for money that was never paid. */
  boolean isCredited() {
    return isPaid() && page.bill().paid().isZero();
  }

  boolean isCancelling() {
    return page.standing() == Standing.CANCELLING;
  }

  /** Colours the figure: calm while there is time, warm after, green when all is paid. */
  String mood() {
    return switch (page.standing()) {
      case OPEN -> page.bill().dueOn().isBefore(page.today()) ? "late" : "calm";
      case PAID -> "paid";
      case VOID, CANCELLING -> "void";
    };
  }

  String amountDue() {
    return Amounts.format(page.bill().amountDue());
  }

  /** The amount due without its code, which stands smaller beside it. */
  String figure() {
    return Amounts.bare(page.bill().amountDue());
  }

  String currency() {
    return page.bill().total().currency().getCurrencyCode();
  }

  String dueNote() {
    return words.dueNote(page.bill().dueOn(), page.today());
  }

  /** The button of the first screen: pay at once where that is the way to offer first. */
  WaysToPay.@Nullable Go payNow() {
    return ways.isEmpty() ? null : ways.getFirst().go();
  }

  String amount(Movement movement) {
    var amount = movement.amount();
    return Amounts.bare(
        switch (movement.kind()) {
          case PAYMENT, CREDIT, ADVANCE, REFUND_VOIDED -> amount.negated();
          case REVERSAL, CREDIT_VOIDED, ADVANCE_VOIDED, REFUND -> amount;
        });
  }

  private static List<Sum> afterTotal(InvoicePage page) {
    var words = new PortalWords(page.language(), page.treatment());
    var bill = page.bill();
    var sums = new ArrayList<Sum>();
    if (bill.credited().isPositive()) {
      sums.add(new Sum(words.credited(), Amounts.bare(bill.credited().negated())));
    }
    if (bill.paid().isPositive()) {
      sums.add(new Sum(words.paid(), Amounts.bare(bill.paid().negated())));
    }
    if (bill.interest().isPositive()) {
      sums.add(new Sum(words.interest(), Amounts.bare(bill.interest())));
    }
    return List.copyOf(sums);
  }
}
