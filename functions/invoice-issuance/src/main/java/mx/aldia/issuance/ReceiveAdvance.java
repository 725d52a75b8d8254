package mx.aldia.issuance;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.invoice.Advance;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.CfdiTiming;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TenantStore;

/**
 * Money that came before what it is for was agreed on: an invoice that says so is issued and paid
 * in one, so that books, page, CFDI and thanks are as of any other.
 */
final class ReceiveAdvance {
  /** Only a number taken by a twin makes it try again, and every try takes another. */
  private static final int ATTEMPTS = 8;

  private final InvoiceStore invoices;
  private final PaymentStore payments;
  private final Ulid ids;

  ReceiveAdvance(InvoiceStore invoices, PaymentStore payments, Ulid ids) {
    this.invoices = invoices;
    this.payments = payments;
    this.ids = ids;
  }

  Outcome<KnownAdvance> receive(
      TenantStore.Open open, AdvanceReader.Wanted wanted, Attempt<KnownAdvance> attempt) {
    var id = new InvoiceId(open.tenant().id(), "inv_" + ids.next());
    var paymentId = new PaymentId(id.tenant(), "pay_" + ids.next());
    var draft = new Invoice.Draft(id, wanted.terms(), open.time().now(), 0);
    for (int i = 0; i < ATTEMPTS; i++) {
      var name = payments.manual(paymentId, wanted.terms().customer(), wanted.reference(), attempt);
      switch (name) {
        case Outcome.Refused<String>(var problem) -> {
          return Outcome.refused(problem);
        }
        case Outcome.Done<String>(var providerId) -> {
          var received =
              round(open, draft, payment(open, wanted, id, paymentId, providerId), wanted, attempt);
          if (received.isPresent()) {
            return received.get();
          }
        }
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }

  /** Empty where its number, or the money's name, was taken meanwhile. */
  private Optional<Outcome<KnownAdvance>> round(
      TenantStore.Open open,
      Invoice.Draft draft,
      Payment payment,
      AdvanceReader.Wanted wanted,
      Attempt<KnownAdvance> attempt) {
    var parties = Parties.of(open.tenant(), wanted.customer().orElseThrow());
    var time = open.time();
    var number = invoices.number(draft, attempt);
    var issued =
        draft.issue(
            number,
            time.today(),
            time.now(),
            parties.stamping(open.tenant().cfdi(), CfdiTiming.ON_ISSUE));
    var change =
        issued.then(
            ((Invoice.Open) issued.next())
                .receive(
                    payment.id(),
                    payment.amount(),
                    payment.method().name().toLowerCase(Locale.ROOT),
                    payment.receivedOn(),
                    time.now()));
    var advance =
        new Advance(
            AdvanceId.of(draft.id()),
            payment.customer(),
            number,
            payment.id(),
            payment.amount(),
            Money.zero(payment.amount().currency()),
            time.now());
    var known = new KnownAdvance(advance, change.next(), Optional.empty(), List.of());
    var record =
        InvoiceRecord.issued(
            change.next(),
            draft.terms(),
            parties,
            open.tenant().defaultPolicy(),
            Optional.empty(),
            time.movable(),
            Optional.empty());
    var saved =
        invoices.issue(
            time,
            draft,
            false,
            change,
            record,
            Optional.of(new InvoiceStore.Received(advance, payment)),
            attempt.seenAs(_ -> known));
    return switch (saved) {
      case SAVED -> Optional.of(Outcome.done(known));
      case EXTERNAL_ID_TAKEN ->
          Optional.of(
              Outcome.refused(Problem.Invalid.of(Fault.at("/external_id", "external_id_taken"))));
      case STALE -> Optional.empty();
    };
  }

  private static Payment payment(
      TenantStore.Open open,
      AdvanceReader.Wanted wanted,
      InvoiceId invoice,
      PaymentId id,
      String providerId) {
    return new Payment(
        id,
        wanted.terms().customer(),
        wanted.amount(),
        wanted.method(),
        wanted.form(),
        PaymentStore.MANUAL,
        providerId,
        wanted.reference(),
        wanted.receivedOn(),
        Payment.State.APPLIED,
        List.of(new Payment.Allocation(invoice, wanted.amount())),
        open.time().now(),
        1);
  }
}
