package mx.aldia.payments;

import java.util.Optional;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TenantTime;

/** The bank has paid a cheque: now it settles what is still owed of what it was meant for. */
final class ClearPayment {
  private final PaymentStore payments;
  private final InvoiceStore invoices;
  private final Rereading rereading;

  ClearPayment(PaymentStore payments, InvoiceStore invoices, Rereading rereading) {
    this.payments = payments;
    this.invoices = invoices;
    this.rereading = rereading;
  }

  Outcome<Payment> clear(TenantTime time, PaymentId id, Attempt<Payment> attempt) {
    return rereading.until(() -> round(time, id, attempt), id);
  }

  private Optional<Outcome<Payment>> round(
      TenantTime time, PaymentId id, Attempt<Payment> attempt) {
    var payment = payments.find(id).orElseThrow();
    if (payment.state() != Payment.State.PENDING) {
      return Optional.of(
          Outcome.refused(
              Problem.Conflict.of("payment_not_pending", PaymentJson.word(payment.state()))));
    }
    var parts =
        payment.allocations().stream()
            .map(
                it -> new Spread.Part(invoices.findIssued(it.invoice()).orElseThrow(), it.amount()))
            .toList();
    var spread = Spread.of(id, payment.method(), payment.receivedOn(), time.now(), parts);
    var cleared = payment.cleared(spread.allocations());
    return switch (payments.change(
        time, payment, cleared, spread.changes(), cleared.unallocated(), attempt)) {
      case APPLIED -> Optional.of(Outcome.done(cleared));
      case STALE, ALREADY_APPLIED -> Optional.empty();
    };
  }
}
