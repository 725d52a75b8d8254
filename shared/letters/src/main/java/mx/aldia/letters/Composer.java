package mx.aldia.letters;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import mx.aldia.letters.Composition.BillRow;
import mx.aldia.letters.Composition.Highlight;
import mx.aldia.letters.Composition.HowToPay;
import mx.aldia.letters.Composition.Link;
import mx.aldia.letters.Composition.Mood;
import mx.aldia.letters.Composition.Note;
import mx.aldia.letters.Composition.Row;
import mx.aldia.letters.Words.Label;
import org.jspecify.annotations.Nullable;

/** Puts a letter in order: the same order in every language. */
final class Composer {
  /** Where the customer's page takes "ya pagué"; the page has an element of this id. */
  static final String ALREADY_PAID = "#ya-pague";

  /** Characters that SPEI carries of a transfer's concepto. */
  private static final int CONCEPTO = 40;

  private final Letter letter;
  private final Words words;

  Composer(Letter letter, Words words) {
    this.letter = letter;
    this.words = words;
  }

  Composition compose() {
    return new Composition(
        letter.to().language(),
        words.subject(letter),
        words.preheader(letter.occasion()),
        letter.from().tradeName(),
        words.greeting(),
        words.opening(letter),
        highlight(),
        button(),
        details(),
        bills(),
        howToPay(),
        alreadyPaid(),
        words.question(letter.from().email(), letter.from().phone()),
        words.farewell(letter.occasion()),
        identification(),
        link(letter.from().email(), "mailto:"),
        link(letter.from().phone(), "tel:"),
        privacy(letter.from().privacyNotice()),
        letter.unsubscribe() == null ? null : words.unsubscribe(letter.unsubscribe().toString()));
  }

  private Highlight highlight() {
    return switch (letter.occasion()) {
      case Occasion.Settled settled ->
          new Highlight(
              words.label(settled.received() == null ? Label.TOTAL : Label.RECEIVED),
              Amounts.format(
                  settled.received() == null ? letter.first().total() : settled.received()),
              words.paidNote(),
              Mood.PAID);
      case Occasion.PartPayment payment ->
          new Highlight(
              words.label(Label.RECEIVED),
              Amounts.format(payment.received()),
              words.label(Label.BALANCE) + ": " + Amounts.format(letter.amountDue()),
              Mood.PAID);
      case Occasion.Complement complement ->
          new Highlight(
              words.label(Label.RECEIVED),
              Amounts.format(complement.received()),
              words.label(Label.BALANCE) + ": " + Amounts.format(letter.amountDue()),
              Mood.PAID);
      case Occasion.Credited credited ->
          new Highlight(
              words.label(Label.CREDIT_NOTE) + " " + credited.number(),
              Amounts.format(credited.amount()),
              words.label(Label.BALANCE) + ": " + Amounts.format(letter.amountDue()),
              Mood.PAID);
      case Occasion.InvoiceIssued() when letter.amountDue().isZero() ->
          new Highlight(
              words.label(Label.TOTAL),
              Amounts.format(letter.first().total()),
              words.paidNote(),
              Mood.PAID);
      case Occasion.CreditVoided(var number, var amount) when letter.amountDue().isZero() ->
          new Highlight(
              words.label(Label.CREDIT_NOTE) + " " + number,
              Amounts.format(amount),
              words.label(Label.BALANCE) + ": " + Amounts.format(letter.amountDue()),
              Mood.PAID);
      default ->
          new Highlight(
              words.label(Label.AMOUNT_DUE),
              Amounts.format(letter.amountDue()),
              letter.isAboutMany()
                  ? words.manyNote(letter)
                  : words.dueNote(letter.first(), letter.today()),
              letter.isOverdue() ? Mood.LATE : Mood.CALM);
    };
  }

  private Link button() {
    var label =
        switch (letter.occasion()) {
          case Occasion.InvoiceIssued(), Occasion.CreditVoided _ when letter.amountDue().isZero() ->
              Label.SEE;
          case Occasion.InvoiceIssued(),
              Occasion.Reminder _,
              Occasion.PartPayment _,
              Occasion.CreditVoided _ ->
              letter.isAboutMany() || letter.first().notice()
                  ? Label.SEE_AND_PAY_ALL
                  : Label.SEE_AND_PAY;
          case Occasion.ReceiptRequest() -> Label.CONFIRM_RECEIPT;
          case Occasion.Settled _, Occasion.Complement _, Occasion.Credited _ -> Label.SEE;
        };
    return new Link(words.label(label), letter.first().page().toString());
  }

  private List<Row> details() {
    if (letter.isAboutMany()) {
      return List.of();
    }
    var bill = letter.first();
    var rows = new ArrayList<Row>();
    rows.add(row(bill.notice() ? Label.NOTICE : Label.INVOICE, bill.number()));
    if (!bill.concept().isEmpty()) {
      rows.add(row(Label.CONCEPT, bill.concept()));
    }
    rows.addAll(dates(bill));
    rows.add(row(bill.notice() ? Label.NOTICE_TOTAL : Label.TOTAL, Amounts.format(bill.total())));
    if (bill.credited().isPositive()) {
      rows.add(row(Label.CREDITED, Amounts.format(bill.credited().negated())));
    }
    if (bill.paid().isPositive()) {
      rows.add(row(Label.PAID, Amounts.format(bill.paid().negated())));
    }
    if (bill.interest().isPositive()) {
      rows.add(row(Label.PRINCIPAL, Amounts.format(bill.principalDue())));
      rows.add(row(Label.INTEREST, Amounts.format(bill.interest())));
    }
    var isSettled = letter.occasion() instanceof Occasion.Settled;
    rows.add(
        new Row(
            words.label(isSettled ? Label.BALANCE : Label.AMOUNT_DUE),
            Amounts.format(bill.amountDue()),
            true));
    return List.copyOf(rows);
  }

  /** When it was issued and is due; of a payment, when it came. */
  private List<Row> dates(Bill bill) {
    var dueOn = row(Label.DUE_ON, day(bill.dueOn()));
    return switch (letter.occasion()) {
      case Occasion.Settled settled ->
          settled.received() == null
              ? List.of()
              : List.of(row(Label.RECEIVED_ON, day(settled.settledOn())));
      case Occasion.PartPayment payment ->
          List.of(row(Label.RECEIVED_ON, day(payment.receivedOn())), dueOn);
      case Occasion.Complement complement ->
          List.of(row(Label.RECEIVED_ON, day(complement.receivedOn())));
      case Occasion.Credited _, Occasion.CreditVoided _ when bill.amountDue().isZero() -> List.of();
      case Occasion.InvoiceIssued() when bill.amountDue().isZero() ->
          List.of(row(Label.ISSUED_ON, day(bill.issuedOn())));
      default -> List.of(row(Label.ISSUED_ON, day(bill.issuedOn())), dueOn);
    };
  }

  private String day(LocalDate day) {
    return Days.full(day, letter.to().language());
  }

  private Row row(Label label, String value) {
    return new Row(words.label(label), value, false);
  }

  private List<BillRow> bills() {
    return letter.isAboutMany() ? letter.bills().stream().map(this::billRow).toList() : List.of();
  }

  private BillRow billRow(Bill bill) {
    var principal = words.label(Label.PRINCIPAL) + " " + Amounts.format(bill.principalDue());
    var interest = words.label(Label.INTEREST) + " " + Amounts.format(bill.interest());
    return new BillRow(
        bill.number(),
        bill.concept(),
        words.dueNote(bill, letter.today()),
        Amounts.format(bill.amountDue()),
        bill.interest().isPositive() ? principal + " · " + interest : "",
        bill.page().toString());
  }

  private @Nullable HowToPay howToPay() {
    var asksForMoney =
        switch (letter.occasion()) {
          case Occasion.Reminder _, Occasion.PartPayment _ -> true;
          case Occasion.InvoiceIssued(), Occasion.CreditVoided _ -> letter.amountDue().isPositive();
          case Occasion.ReceiptRequest(),
              Occasion.Settled _,
              Occasion.Complement _,
              Occasion.Credited _ ->
              false;
        };
    if (!asksForMoney || letter.waysToPay().isEmpty()) {
      return null;
    }
    var language = letter.to().language();
    var treatment = letter.to().treatment();
    return new HowToPay(
        words.label(Label.HOW_TO_PAY),
        WaysToPay.worded(letter.waysToPay(), reference(), language, treatment),
        WaysToPay.hasAccount(letter.waysToPay()) ? WaysToPay.caution(language, treatment) : null);
  }

  /** All numbers where a bank's concepto takes them, else the first. */
  private String reference() {
    var all = letter.bills().stream().map(Bill::number).collect(joining(" "));
    return all.length() <= CONCEPTO ? all : letter.first().number();
  }

  private @Nullable Note alreadyPaid() {
    return letter.occasion() instanceof Occasion.Reminder
        ? words.alreadyPaid(letter.first().page() + ALREADY_PAID)
        : null;
  }

  private List<String> identification() {
    var lines = new ArrayList<String>();
    lines.add(letter.from().tradeName());
    var rfc = letter.from().rfc();
    var legal =
        letter.from().nameInLaw().equals(letter.from().tradeName())
            ? ""
            : letter.from().nameInLaw();
    var separator = legal.isEmpty() || rfc == null ? "" : " · ";
    var inLaw = legal + separator + (rfc == null ? "" : "RFC " + rfc);
    if (!inLaw.isEmpty()) {
      lines.add(inLaw);
    }
    return List.copyOf(lines);
  }

  private static @Nullable Link link(@Nullable String address, String scheme) {
    return address == null ? null : new Link(address, scheme + address.replace(" ", ""));
  }

  private @Nullable Link privacy(@Nullable URI notice) {
    return notice == null ? null : new Link(words.label(Label.PRIVACY), notice.toString());
  }
}
