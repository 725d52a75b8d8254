package mx.aldia.payments;

import java.util.List;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Reversal;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.table.PaymentStore.Applied;
import mx.aldia.table.TenantTime;

/**
 * How one invoice fares when a payment is spread anew: it gives back what it had of it, and takes
 * what it is to have.
 *
 * @param was as it was read
 * @param had of the payment; zero where it is none of its invoices yet
 * @param wanted at most so much; it takes no more than it owes
 */
record Turn(Invoice.Issued was, Money had, Money wanted) {
  static final String REASON = "reallocated";

  /** What is to have more and owes no more keeps what it has. */
  boolean changes() {
    int more = wanted.compareTo(had);
    return more < 0 || (more > 0 && was.amountDue().isPositive());
  }

  /** What credit notes have given back of it meanwhile: that is not there to be spread. */
  Money givenBackBefore() {
    return changes() && had.isPositive()
        ? had.minus(Reversal.owedAgain(was, had))
        : Money.zero(had.currency());
  }

  Spread taken(Payment payment, TenantTime time) {
    if (!changes()) {
      return new Spread(
          had.isPositive() ? List.of(new Payment.Allocation(was.id(), had)) : List.of(), List.of());
    }
    if (!had.isPositive()) {
      return spread(payment, time, was);
    }
    var back = Reversal.of(was, payment.id(), had, REASON, time.today(), time.now());
    var again = spread(payment, time, back.next());
    var change = again.changes().stream().map(Applied::change).reduce(back, Invoice.Change::then);
    return new Spread(again.allocations(), List.of(new Applied(was, change)));
  }

  private Spread spread(Payment payment, TenantTime time, Invoice.Issued invoice) {
    return Spread.of(
        payment.id(),
        payment.method(),
        payment.receivedOn(),
        time.now(),
        List.of(new Spread.Part(invoice, wanted)));
  }
}
