package mx.aldia.letters;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.money.Money;

/**
 * One invoice as a letter tells it; what is due now follows from the other amounts, so a letter
 * cannot state a sum that its own breakdown denies.
 *
 * @param concept what it was for, in a few words
 * @param dueOn in the tenant's zone
 * @param credited by credit notes
 * @param paid all payments applied so far
 * @param interest unpaid late interest, told apart from the principal; zero where there is none
 * @param page the customer's page of this invoice
 * @param notice whether it only asks for money: it is stamped when that is paid, and until then
 *     nobody is told that it is an invoice
 */
public record Bill(
    String number,
    String concept,
    LocalDate issuedOn,
    LocalDate dueOn,
    Money total,
    Money credited,
    Money paid,
    Money interest,
    URI page,
    boolean notice) {
  /** An invoice. */
  public Bill(
      String number,
      String concept,
      LocalDate issuedOn,
      LocalDate dueOn,
      Money total,
      Money credited,
      Money paid,
      Money interest,
      URI page) {
    this(number, concept, issuedOn, dueOn, total, credited, paid, interest, page, false);
  }

  /** Characters of a concept within a sentence. */
  private static final int CONCEPT = 60;

  public Bill {
    number = OneLine.needed(number, "the invoice's number");
    concept = OneLine.of(concept);
  }

  /**
   * An issued invoice as it stands.
   *
   * @param lines what it was for
   * @param interest unpaid late interest
   */
  public static Bill of(
      Invoice.Issued invoice, List<Line> lines, Money interest, Language language, URI page) {
    var bill = invoice.bill();
    return new Bill(
        bill.number(),
        concept(lines, language),
        bill.issuedOn(),
        bill.dueOn(),
        bill.total(),
        invoice.credited(),
        invoice.paid(),
        interest,
        page,
        isNotice(invoice));
  }

  /** One that is stamped when it is paid, until it is. */
  public static boolean isNotice(Invoice.Issued invoice) {
    return invoice.bill().stampedWhenPaid() && !(invoice instanceof Invoice.Paid);
  }

  /** The same bill, as one that is no invoice before it is paid. */
  public Bill asNotice() {
    return new Bill(number, concept, issuedOn, dueOn, total, credited, paid, interest, page, true);
  }

  /** What the lines sell, in a few words: the first, and how many more. */
  static String concept(List<Line> lines, Language language) {
    if (lines.isEmpty()) {
      return "";
    }
    var first = shortened(OneLine.of(lines.getFirst().description()));
    return switch (lines.size()) {
      case 1 -> first;
      case 2 -> first + language.pick(" y 1 concepto más", " and 1 more item");
      default ->
          first
              + language
                  .pick(" y %d conceptos más", " and %d more items")
                  .formatted(lines.size() - 1);
    };
  }

  private static String shortened(String description) {
    if (description.length() <= CONCEPT) {
      return description;
    }
    var cut = description.lastIndexOf(' ', CONCEPT);
    return description.substring(0, cut < CONCEPT / 2 ? CONCEPT : cut) + "…";
  }

  /** An invoice nobody has paid anything of yet, without interest. */
  public static Bill fresh(
      String number, String concept, LocalDate issuedOn, LocalDate dueOn, Money total, URI page) {
    var none = Money.zero(total.currency());
    return new Bill(number, concept, issuedOn, dueOn, total, none, none, none, page);
  }

  /** What settles the invoice today. */
  public Money amountDue() {
    return principalDue().plus(interest);
  }

  /** What is left of the invoice itself. */
  public Money principalDue() {
    return total.minus(credited).minus(paid);
  }

  boolean isReduced() {
    return credited.isPositive() || paid.isPositive();
  }

  boolean isOverdue(LocalDate today) {
    return dueOn.isBefore(today);
  }
}
