package mx.aldia.payments;

import java.util.Currency;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.problem.Problem;

/**
 * What money is told for: an invoice as it was read, issued or not.
 *
 * @param minimum the least a part payment may be
 */
record Debt(Invoice invoice, CustomerId customer, Currency currency, Optional<Money> minimum) {

  static Debt of(Invoice invoice) {
    return switch (invoice) {
      case Invoice.Draft draft ->
          new Debt(
              draft,
              draft.terms().customer(),
              draft.terms().currency(),
              draft.terms().minimumPayment());
      case Invoice.Issued issued ->
          new Debt(
              issued,
              issued.bill().customer(),
              issued.bill().total().currency(),
              issued.bill().minimumPayment());
    };
  }

  /** Zero of what owes nothing, or not yet. */
  Money due() {
    return invoice instanceof Invoice.Issued issued ? issued.amountDue() : Money.zero(currency);
  }

  /**
   * The invoice, if money may come for it: also for one that was given up, and for one that is paid
   * already, whose customer has it as credit.
   */
  Optional<Invoice.Issued> payable() {
    return switch (invoice) {
      case Invoice.Draft _, Invoice.Voided _ -> Optional.empty();
      case Invoice.Issued issued -> Optional.of(issued);
    };
  }

  Problem notPayable() {
    return Problem.Conflict.of("invoice_not_payable", name(), invoice.state());
  }

  /**
   * The least a payment may be; empty when this amount will do.
   *
   * @param had what the invoice has of that payment by now, and would owe again without it
   */
  Optional<Money> leastInsteadOf(Money amount, Money had) {
    return minimum
        .filter(_ -> !amount.equals(had))
        .map(least -> least.min(due().plus(had)))
        .filter(least -> amount.compareTo(least) < 0);
  }

  /** As people call it. */
  String name() {
    return invoice instanceof Invoice.Issued issued ? issued.bill().number() : invoice.id().value();
  }
}
