package mx.aldia.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.Reversal;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.PaymentStore.Applied;
import mx.aldia.table.TenantTime;

/**
 * Money went back: a cheque bounced, a card was refunded, somebody mistook one payment for another.
 * What it had settled is owed again, and what it had left as credit is no credit any more.
 */
final class ReversePayment {
  private final PaymentStore payments;
  private final InvoiceStore invoices;
  private final RemindAnew remindAnew;
  private final Rereading rereading;

  ReversePayment(
      PaymentStore payments, InvoiceStore invoices, RemindAnew remindAnew, Rereading rereading) {
    this.payments = payments;
    this.invoices = invoices;
    this.remindAnew = remindAnew;
    this.rereading = rereading;
  }

  /**
   * Takes a payment back, once.
   *
   * @param reason for the timeline
   */
  Outcome<Payment> reverse(TenantTime time, PaymentId id, String reason, Attempt<Payment> attempt) {
    return rereading.until(() -> round(time, id, reason, attempt), id);
  }

  private Optional<Outcome<Payment>> round(
      TenantTime time, PaymentId id, String reason, Attempt<Payment> attempt) {
    var payment = payments.find(id).orElseThrow();
    if (payment.state() == Payment.State.REVERSED) {
      return Optional.of(
          Outcome.refused(Problem.Conflict.of("payment_already_reversed", id.value())));
    }
    var applied = payment.state() == Payment.State.APPLIED;
    var changes = applied ? reversals(time, payment, reason) : List.<Applied>of();
    var credit =
        applied ? noCreditAnyMore(payment, changes) : Money.zero(payment.amount().currency());
    return switch (payments.change(time, payment, payment.reversed(), changes, credit, attempt)) {
      case APPLIED -> {
        changes.forEach(it -> remindAnew.tellOverdue(time, it.was().id()));
        yield Optional.of(Outcome.done(payment.reversed()));
      }
      case STALE, ALREADY_APPLIED -> Optional.empty();
    };
  }

  /** What was beyond its invoices, and what credit notes have given back of it meanwhile. */
  private static Money noCreditAnyMore(Payment payment, List<Applied> changes) {
    var credit = payment.unallocated().negated();
    for (int i = 0; i < changes.size(); i++) {
      var applied = payment.allocations().get(i).amount();
      credit = credit.minus(applied).plus(Reversal.owedAgain(changes.get(i).was(), applied));
    }
    return credit;
  }

  /** Decided in vain where somebody took it back meanwhile: then the payment is not as it was. */
  private List<Applied> reversals(TenantTime time, Payment payment, String reason) {
    var changes = new ArrayList<Applied>();
    for (var allocation : payment.allocations()) {
      var invoice = invoices.findIssued(allocation.invoice()).orElseThrow();
      var change =
          Reversal.of(invoice, payment.id(), allocation.amount(), reason, time.today(), time.now());
      changes.add(remindAnew.with(time, new Applied(invoice, change)));
    }
    return changes;
  }
}
