package mx.aldia.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TenantTime;

/**
 * Money that was applied is spread anew: somebody meant it for other invoices, or for none yet. An
 * invoice whose share stays as it was is not touched.
 */
final class ReallocatePayment {
  private final PaymentStore payments;
  private final InvoiceStore invoices;
  private final Debts debts;
  private final RemindAnew remindAnew;
  private final Rereading rereading;

  ReallocatePayment(
      PaymentStore payments,
      InvoiceStore invoices,
      Debts debts,
      RemindAnew remindAnew,
      Rereading rereading) {
    this.payments = payments;
    this.invoices = invoices;
    this.debts = debts;
    this.remindAnew = remindAnew;
    this.rereading = rereading;
  }

  /**
   * Spreads a payment anew, as one fact.
   *
   * @param shares all that invoices are to take of it; the rest is the customer's credit
   */
  Outcome<Payment> reallocate(
      TenantTime time, PaymentId id, List<Told.Share> shares, Attempt<Payment> attempt) {
    return rereading.until(() -> round(time, id, shares, attempt), id);
  }

  private Optional<Outcome<Payment>> round(
      TenantTime time, PaymentId id, List<Told.Share> shares, Attempt<Payment> attempt) {
    var payment = payments.find(id).orElseThrow();
    if (payment.state() != Payment.State.APPLIED) {
      var state = PaymentJson.word(payment.state());
      return Optional.of(Outcome.refused(Problem.Conflict.of("payment_not_applied", state)));
    }
    return switch (turns(payment, shares)) {
      case Outcome.Refused<List<Turn>>(var problem) -> Optional.of(Outcome.refused(problem));
      case Outcome.Done<List<Turn>>(var turns) -> save(time, payment, turns, attempt);
    };
  }

  /** First those that have something of it by now, in their order. */
  private Outcome<List<Turn>> turns(Payment payment, List<Told.Share> shares) {
    var turns = new ArrayList<Turn>();
    for (var allocation : payment.allocations()) {
      var wanted = wanted(shares, allocation.invoice());
      turns.add(
          new Turn(
              invoices.findIssued(allocation.invoice()).orElseThrow(),
              allocation.amount(),
              wanted.orElse(Money.zero(payment.amount().currency()))));
    }
    for (var share : shares) {
      var debt = debts.find(share.invoice());
      if (debt.isEmpty()) {
        return Outcome.refused(new Problem.NotFound("invoice"));
      }
      var payable = debt.get().payable();
      if (payable.isEmpty()) {
        return Outcome.refused(debt.get().notPayable());
      }
      if (!payment.appliedTo(share.invoice()).isPositive()) {
        var nothing = Money.zero(payment.amount().currency());
        turns.add(new Turn(payable.get(), nothing, share.most()));
      }
    }
    var touched = turns.stream().filter(Turn::changes).count();
    return touched > PaymentStore.MOST_REALLOCATED
        ? Outcome.refused(
            Problem.Invalid.of(
                Fault.at("/allocations", "too_many_change", PaymentStore.MOST_REALLOCATED)))
        : Outcome.done(turns);
  }

  private static Optional<Money> wanted(List<Told.Share> shares, InvoiceId invoice) {
    return shares.stream()
        .filter(it -> it.invoice().equals(invoice))
        .map(Told.Share::most)
        .findFirst();
  }

  private Optional<Outcome<Payment>> save(
      TenantTime time, Payment payment, List<Turn> turns, Attempt<Payment> attempt) {
    var allocations = new ArrayList<Payment.Allocation>();
    var changes = new ArrayList<PaymentStore.Applied>();
    var credit = payment.unallocated().negated();
    for (var turn : turns) {
      var taken = turn.taken(payment, time);
      allocations.addAll(taken.allocations());
      for (var it : taken.changes()) {
        changes.add(remindAnew.with(time, it));
      }
      credit = credit.minus(turn.givenBackBefore());
    }
    var next = payment.reallocated(allocations);
    credit = credit.plus(next.unallocated());
    return switch (payments.change(time, payment, next, changes, credit, attempt)) {
      case APPLIED -> {
        changes.forEach(it -> remindAnew.tellOverdue(time, it.was().id()));
        yield Optional.of(Outcome.done(next));
      }
      case STALE, ALREADY_APPLIED -> Optional.empty();
    };
  }
}
