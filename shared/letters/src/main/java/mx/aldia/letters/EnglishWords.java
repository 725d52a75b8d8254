package mx.aldia.letters;

import static mx.aldia.letters.Language.ENGLISH;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import mx.aldia.domain.collections.Tone;
import mx.aldia.domain.money.Money;
import mx.aldia.letters.Composition.Link;
import mx.aldia.letters.Composition.Note;
import org.jspecify.annotations.Nullable;

/** English, for customers abroad. */
final class EnglishWords implements Words {
  private static final String WITH_COMPLEMENT = "The CFDI of your payment is attached.";

  private final Reader reader;

  EnglishWords(Reader reader) {
    this.reader = reader;
  }

  @Override
  public String label(Label label) {
    return switch (label) {
      case INVOICE -> "Invoice";
      case NOTICE -> "Payment request";
      case CONCEPT -> "For";
      case ISSUED_ON -> "Issued on";
      case DUE_ON -> "Due date";
      case TOTAL -> "Invoice total";
      case NOTICE_TOTAL -> "Total";
      case CREDITED -> "Advances and credit notes";
      case CREDIT_NOTE -> "Credit note";
      case PAID -> "Payments received";
      case INTEREST -> "Late interest to date";
      case PRINCIPAL -> "Invoice balance";
      case AMOUNT_DUE -> "Amount due";
      case BALANCE -> "Balance";
      case RECEIVED -> "Payment received";
      case RECEIVED_ON -> "Received on";
      case HOW_TO_PAY -> "How to pay";
      case PRIVACY -> "Privacy notice";
      case SEE_AND_PAY -> "View and pay the invoice";
      case SEE_AND_PAY_ALL -> "View and pay";
      case SEE -> "View the invoice";
      case CONFIRM_RECEIPT -> "Confirm receipt";
    };
  }

  @Override
  public String subject(Letter letter) {
    var what = what(letter);
    var due = letter.isAboutMany() ? "" : ", payment date " + shortDue(letter);
    return switch (letter.occasion()) {
      case Occasion.InvoiceIssued() when letter.amountDue().isZero() -> capitalised(what);
      case Occasion.InvoiceIssued() -> capitalised(what) + ": payment date " + shortDue(letter);
      case Occasion.Reminder(var tone) ->
          (letter.isOverdue() ? followUp(tone) : "Reminder") + ": " + what + due;
      case Occasion.ReceiptRequest() -> "Did you receive %s?".formatted(what);
      case Occasion.PartPayment _ -> "Payment receipt: " + what;
      case Occasion.Settled _ -> "Thank you! Full payment of " + what;
      case Occasion.Complement complement ->
          (complement.sale() ? "CFDI of your payment: " : "Payment complement: ") + what;
      case Occasion.Credited _ -> "Credit note: " + what;
      case Occasion.CreditVoided _ -> "Credit note cancelled: " + what;
    };
  }

  private static String followUp(Tone tone) {
    return switch (tone) {
      case FRIENDLY -> "Reminder";
      case FIRM -> "Following up";
      case FORMAL -> "Please reply";
      case FINAL -> "Let us find a solution";
    };
  }

  private static String what(Letter letter) {
    return letter.isAboutMany()
        ? letter.bills().size() + " invoices from " + letter.from().tradeName()
        : "%s %s from %s"
            .formatted(called(letter.first()), letter.first().number(), letter.from().tradeName());
  }

  private static String called(Bill bill) {
    return bill.notice() ? "payment request" : "invoice";
  }

  private static String shortDue(Letter letter) {
    var dueOn = letter.first().dueOn();
    return dueOn.getYear() == letter.today().getYear()
        ? Days.withoutYear(dueOn, ENGLISH)
        : Days.full(dueOn, ENGLISH);
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  @Override
  public String preheader(Occasion occasion) {
    return switch (occasion) {
      case Occasion.InvoiceIssued() -> "The details, the PDF and the ways to pay, in one place.";
      case Occasion.Reminder _ -> "The details, the ways to pay and whom to talk to.";
      case Occasion.ReceiptRequest() -> "We would like to be sure that it reached you.";
      case Occasion.PartPayment _ -> "Thank you. Here is your receipt.";
      case Occasion.Settled _ -> "This message is your receipt.";
      case Occasion.Complement _ -> "The CFDI of your payment, attached.";
      case Occasion.Credited _, Occasion.CreditVoided _ ->
          "The details and the balance, in one place.";
    };
  }

  @Override
  public String greeting() {
    return reader.name().isEmpty() ? "Hello," : "Dear " + reader.name() + ",";
  }

  @Override
  public List<String> opening(Letter letter) {
    return switch (letter.occasion()) {
      case Occasion.InvoiceIssued() -> issued(letter);
      case Occasion.Reminder(var tone) ->
          letter.isOverdue() ? afterDue(letter, tone) : untilDue(letter, tone);
      case Occasion.ReceiptRequest() -> receiptRequest(letter);
      case Occasion.PartPayment payment -> partPayment(letter, payment);
      case Occasion.Settled settled -> settled(letter, settled);
      case Occasion.Complement complement -> complement(letter, complement);
      case Occasion.Credited credited -> credited(letter, credited);
      case Occasion.CreditVoided(var number, var amount) -> creditVoided(letter, number, amount);
    };
  }

  private static List<String> issued(Letter letter) {
    var bill = letter.first();
    var concept = bill.concept().isEmpty() ? "" : ": " + bill.concept();
    if (bill.notice()) {
      return List.of(
          "Here is payment request %s%s.".formatted(bill.number(), concept),
          ("The payment date is %s. The PDF is attached; its page also has the ways to pay and a"
                  + " button to confirm that you received it.")
              .formatted(Days.full(bill.dueOn(), ENGLISH)),
          "This request is no tax receipt: the CFDI is issued as soon as we receive your payment.");
    }
    if (bill.amountDue().isZero()) {
      return List.of(
          "Here is invoice %s%s.".formatted(bill.number(), concept),
          "It is paid in full: the PDF is attached, and there is nothing else to do.");
    }
    return List.of(
        "Here is invoice %s%s.".formatted(bill.number(), concept),
        ("The payment date is %s. The PDF is attached; the invoice's page also has the ways to pay"
                + " and a button to confirm that you received it.")
            .formatted(Days.full(bill.dueOn(), ENGLISH)));
  }

  private static List<String> untilDue(Letter letter, Tone tone) {
    return List.of(
        tone == Tone.FRIENDLY
            ? "A friendly reminder that %s.".formatted(subjectOfSentence(letter))
            : "We would like to remind you that %s.".formatted(subjectOfSentence(letter)),
        tone == Tone.FRIENDLY
            ? "If you have already scheduled the payment, there is nothing else to do."
            : "If anything keeps you from paying on time, please tell us soon and we will look for"
                + " a way together.");
  }

  private static List<String> afterDue(Letter letter, Tone tone) {
    var what = subjectOfSentence(letter);
    var open =
        letter.isAboutMany() || letter.first().isReduced()
            ? "there is still a balance to pay"
            : "we do not see your payment yet";
    return switch (tone) {
      case FRIENDLY ->
          List.of(
              "It may have slipped by: %s, and %s.".formatted(what, open),
              "You can see the details and pay with the link below.");
      case FIRM ->
          List.of(
              "We are following up: %s, and %s.".formatted(what, open),
              "Please pay it, or tell us on which day you will, so that we can plan on it.");
      case FORMAL ->
          List.of(
              "We are writing to you because %s, and %s.".formatted(what, open),
              "If the reason is a wrong detail, a question or a difficulty in paying right now,"
                  + " please tell us: we will look into it and find a solution together.");
      case FINAL ->
          List.of(
              "We need your reply: %s, and %s.".formatted(what, open),
              "We would rather settle this directly with you. Please contact us to pay or to agree"
                  + " on a new date in writing.");
    };
  }

  private static String subjectOfSentence(Letter letter) {
    var bill = letter.first();
    var due = Days.due(bill.dueOn(), letter.today(), ENGLISH);
    var date = Days.full(bill.dueOn(), ENGLISH);
    return letter.isAboutMany()
        ? "you have %d invoices with us; the first, %s, %s (%s)"
            .formatted(letter.bills().size(), bill.number(), due, date)
        : "%s %s %s (%s)".formatted(called(bill), bill.number(), due, date);
  }

  private static List<String> receiptRequest(Letter letter) {
    return List.of(
        "We sent you %s %s, issued on %s, and would like to be sure that it reached you."
            .formatted(
                called(letter.first()),
                letter.first().number(),
                Days.full(letter.first().issuedOn(), ENGLISH)),
        "Could you confirm that you received it? There is a button on its page. If any detail is"
            + " wrong, let us know and we will correct it.");
  }

  private static List<String> partPayment(Letter letter, Occasion.PartPayment payment) {
    var bill = letter.first();
    var paragraphs = new ArrayList<String>();
    paragraphs.add(
        "We received your payment of %s on %s. Thank you!"
            .formatted(
                Amounts.format(payment.received()), Days.full(payment.receivedOn(), ENGLISH)));
    paragraphs.add(
        "A balance of %s remains on %s %s, with payment date %s. This message is your receipt."
            .formatted(
                Amounts.format(bill.amountDue()),
                called(bill),
                bill.number(),
                Days.full(bill.dueOn(), ENGLISH)));
    if (payment.complement()) {
      paragraphs.add(WITH_COMPLEMENT);
    }
    if (payment.reservesInterest()) {
      paragraphs.add(
          "This receipt does not waive interest accrued as agreed (article 364 of the Mexican"
              + " Commercial Code).");
    }
    return List.copyOf(paragraphs);
  }

  private static List<String> credited(Letter letter, Occasion.Credited credited) {
    var bill = letter.first();
    var paragraphs = new ArrayList<String>();
    paragraphs.add(
        "Here is credit note %s for %s, of %s %s. Reason: %s."
            .formatted(
                credited.number(),
                Amounts.format(credited.amount()),
                called(bill),
                bill.number(),
                unpointed(credited.reason())));
    if (credited.returned() != null) {
      paragraphs.add(
          (credited.asCredit()
                  ? "%s are in your favour; we will count them towards your next invoice or, if you"
                      + " prefer, return them."
                  : "We are returning %s to you.")
              .formatted(Amounts.format(credited.returned())));
    }
    paragraphs.add(
        bill.amountDue().isZero()
            ? "Nothing is left to pay of this invoice."
            : "The balance of the %s is %s, with payment date %s."
                .formatted(
                    called(bill),
                    Amounts.format(bill.amountDue()),
                    Days.full(bill.dueOn(), ENGLISH)));
    if (credited.document()) {
      paragraphs.add("The CFDI of the credit note is attached.");
    }
    return List.copyOf(paragraphs);
  }

  private static List<String> creditVoided(Letter letter, String number, Money amount) {
    var bill = letter.first();
    return List.of(
        "Credit note %s for %s, of %s %s, was cancelled and does not count any more."
            .formatted(number, Amounts.format(amount), called(bill), bill.number()),
        bill.amountDue().isZero()
            ? "Nothing is left to pay."
            : "The balance of the %s is %s, with payment date %s."
                .formatted(
                    called(bill),
                    Amounts.format(bill.amountDue()),
                    Days.full(bill.dueOn(), ENGLISH)));
  }

  /** A sentence goes on after it, and has its own full stop. */
  private static String unpointed(String reason) {
    return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
  }

  private static List<String> complement(Letter letter, Occasion.Complement complement) {
    return List.of(
        "Here is the CFDI%s of the %s we received on %s for %s %s."
            .formatted(
                complement.sale() ? "" : " (complemento de pago)",
                Amounts.format(complement.received()),
                Days.full(complement.receivedOn(), ENGLISH),
                called(letter.first()),
                letter.first().number()),
        "It is attached; there is nothing else to do.");
  }

  private static List<String> settled(Letter letter, Occasion.Settled settled) {
    var number = letter.first().number();
    var day = Days.full(settled.settledOn(), ENGLISH);
    var paragraphs = new ArrayList<String>();
    paragraphs.add(
        settled.received() == null
            ? "Invoice %s was settled on %s.".formatted(number, day)
            : "We received your payment of %s on %s. With it, invoice %s is paid in full."
                .formatted(Amounts.format(settled.received()), day, number));
    if (settled.complement()) {
      paragraphs.add(WITH_COMPLEMENT);
    }
    if (settled.surplus() != null) {
      paragraphs.add(
          "%s remain in your favour; we will take them off your next invoice or, if you prefer,"
                  .formatted(Amounts.format(settled.surplus()))
              + " return them.");
    }
    paragraphs.add(
        "You are up to date with this invoice, and this message is your receipt. Thank you for your"
            + " trust!");
    return List.copyOf(paragraphs);
  }

  @Override
  public String dueNote(Bill bill, LocalDate today) {
    return capitalised(Days.dueInFull(bill.dueOn(), today, ENGLISH));
  }

  @Override
  public String manyNote(Letter letter) {
    return "%d invoices; the first %s"
        .formatted(
            letter.bills().size(), Days.due(letter.first().dueOn(), letter.today(), ENGLISH));
  }

  @Override
  public String paidNote() {
    return "Paid in full";
  }

  @Override
  public Note alreadyPaid(String href) {
    return new Note(
        "If you have already paid, ",
        new Link("let us know here", href),
        " and we will record it. Thank you!");
  }

  @Override
  public String question(@Nullable String email, @Nullable String phone) {
    var ways = new StringJoiner(" or ");
    if (email != null) {
      ways.add("write to " + email);
    }
    if (phone != null) {
      ways.add("call " + phone);
    }
    return "A question, or something does not match? Please %s and we will sort it out."
        .formatted(ways);
  }

  @Override
  public String farewell(Occasion occasion) {
    return "Kind regards,";
  }

  @Override
  public Note unsubscribe(String href) {
    return new Note(
        "If you would rather not hear from us by e-mail, you can ",
        new Link("stop these messages", href),
        "; everything else stays as it is.");
  }

  @Override
  public List<String> sms(Letter letter, String sender) {
    var number = letter.first().number();
    var called = called(letter.first());
    var full = dated(letter, Days.full(letter.first().dueOn(), ENGLISH));
    var date = dated(letter, Days.date(letter.first().dueOn(), ENGLISH));
    var tell = letter.isOverdue() ? " If you have paid, let us know here:" : "";
    var name = reader.familiarName().isEmpty() ? "" : reader.familiarName() + ", ";
    return switch (letter.occasion()) {
      case Occasion.InvoiceIssued() ->
          List.of(
              "%s: %shere is %s.".formatted(sender, name, full), "%s: %s.".formatted(sender, date));
      case Occasion.Reminder _ ->
          List.of(
              "%s: %s%s.%s".formatted(sender, name, full, tell),
              "%s: %s.%s".formatted(sender, date, tell));
      case Occasion.ReceiptRequest() ->
          List.of(
              "%s: %sdid you receive %s %s? Confirm here:".formatted(sender, name, called, number),
              "%s: did you receive %s %s?".formatted(sender, called, number));
      case Occasion.PartPayment _ ->
          List.of(
              "%s: %swe received your payment for %s %s. Thank you! Receipt and balance:"
                  .formatted(sender, name, called, number),
              "%s: we received your payment for %s %s.".formatted(sender, called, number));
      case Occasion.Settled _ ->
          List.of(
              "%s: %sinvoice %s is paid in full. Thank you! Your receipt:"
                  .formatted(sender, name, number),
              "%s: invoice %s paid. Thank you!".formatted(sender, number));
      case Occasion.Complement _ ->
          List.of(
              "%s: %sthe CFDI of your payment of %s %s is ready."
                  .formatted(sender, name, called, number),
              "%s: CFDI of your payment of %s %s.".formatted(sender, called, number));
      case Occasion.CreditVoided(var note, _) ->
          List.of(
              "%s: %scredit note %s of %s %s was cancelled. Today's balance:"
                  .formatted(sender, name, note, called, number),
              "%s: credit note of %s %s cancelled.".formatted(sender, called, number));
      case Occasion.Credited credited ->
          List.of(
              "%s: %shere is credit note %s of %s %s."
                  .formatted(sender, name, credited.number(), called, number),
              "%s: credit note of %s %s.".formatted(sender, called, number));
    };
  }

  private static String dated(Letter letter, String day) {
    if (letter.amountDue().isZero()) {
      return "%s %s, nothing left to pay"
          .formatted(called(letter.first()), letter.first().number());
    }
    return letter.isAboutMany()
        ? "%d invoices, the first with payment date %s".formatted(letter.bills().size(), day)
        : "%s %s, payment date %s".formatted(called(letter.first()), letter.first().number(), day);
  }
}
