package mx.aldia.letters;

import java.net.URI;
import java.time.LocalDate;
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
    URI page) {
  public Bill {
    number = OneLine.needed(number, "the invoice's number");
    concept = OneLine.of(concept);
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
