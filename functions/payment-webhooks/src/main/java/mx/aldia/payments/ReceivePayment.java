package mx.aldia.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TenantTime;

/** Money that somebody tells us of is recorded once, and applied in the same breath. */
final class ReceivePayment {
  private final PaymentStore payments;
  private final Debts debts;
  private final Ulid ids;
  private final Rereading rereading;

  ReceivePayment(PaymentStore payments, Debts debts, Ulid ids, Rereading rereading) {
    this.payments = payments;
    this.debts = debts;
    this.ids = ids;
    this.rereading = rereading;
  }

  Outcome<Payment> receive(TenantTime time, Told told, Attempt<Payment> attempt) {
    var id = new PaymentId(time.tenant(), "pay_" + ids.next());
    return atOnce(time, id, told, attempt)
        .map(Outcome::done)
        .orElseGet(() -> rereading.until(() -> round(time, id, told, attempt), id));
  }

  private record Decided(Payment payment, List<PaymentStore.Applied> changes) {}

  /**
   * As it nearly always is: the reference is new, and the invoices are as the request found them.
   * Whatever is otherwise fails the write, and is for who looks again.
   */
  private Optional<Payment> atOnce(
      TenantTime time, PaymentId id, Told told, Attempt<Payment> attempt) {
    var name = PaymentStore.usualName(id, told.customer(), told.reference(), attempt);
    var decided = parts(told, Told.Share::read).map(parts -> decide(time, id, told, name, parts));
    return decided instanceof Outcome.Done<Decided>(var it)
            && payments.apply(time, it.payment(), it.changes(), attempt)
                == PaymentStore.Saved.APPLIED
        ? Optional.of(it.payment())
        : Optional.empty();
  }

  private Optional<Outcome<Payment>> round(
      TenantTime time, PaymentId id, Told told, Attempt<Payment> attempt) {
    var decided =
        payments
            .manual(id, told.customer(), told.reference(), attempt)
            .then(
                providerId ->
                    parts(told, share -> debts.find(share.invoice()))
                        .map(parts -> decide(time, id, told, providerId, parts)));
    return switch (decided) {
      case Outcome.Refused<Decided>(var problem) -> Optional.of(Outcome.refused(problem));
      case Outcome.Done<Decided>(var it) -> save(time, it, attempt);
    };
  }

  private static Outcome<List<Spread.Part>> parts(
      Told told, Function<Told.Share, Optional<Debt>> look) {
    var parts = new ArrayList<Spread.Part>();
    for (var share : told.shares()) {
      var debt = look.apply(share);
      if (debt.isEmpty()) {
        return Outcome.refused(new Problem.NotFound("invoice"));
      }
      var invoice = debt.get().payable();
      if (invoice.isEmpty()) {
        return Outcome.refused(debt.get().notPayable());
      }
      parts.add(new Spread.Part(invoice.get(), share.most()));
    }
    return Outcome.done(parts);
  }

  private static Decided decide(
      TenantTime time, PaymentId id, Told told, String providerId, List<Spread.Part> parts) {
    var spread = Spread.of(id, told.method(), told.receivedOn(), time.now(), parts);
    var payment =
        new Payment(
            id,
            told.customer(),
            told.amount(),
            told.method(),
            told.form(),
            PaymentStore.MANUAL,
            providerId,
            told.reference(),
            told.receivedOn(),
            told.mayBounce() ? Payment.State.PENDING : Payment.State.APPLIED,
            spread.allocations(),
            time.now(),
            1);
    return new Decided(payment, told.mayBounce() ? List.of() : spread.changes());
  }

  private Optional<Outcome<Payment>> save(TenantTime time, Decided it, Attempt<Payment> attempt) {
    var payment = it.payment();
    return switch (payments.apply(time, payment, it.changes(), attempt)) {
      case APPLIED -> Optional.of(Outcome.done(payment));
      case STALE -> Optional.empty();
      case ALREADY_APPLIED ->
          payments
              .find(time.tenant(), PaymentStore.MANUAL, payment.providerId())
              .map(earlier -> recordedAs(earlier.id()));
    };
  }

  private static <T> Outcome<T> recordedAs(PaymentId earlier) {
    return Outcome.refused(Problem.Conflict.of("payment_already_recorded", earlier.value()));
  }
}
