package mx.aldia.payments;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.request.Attempt;
import mx.aldia.gateways.ProviderNotice;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TenantStore;

/**
 * Money that a provider holds for us becomes a payment, once: the provider's id of the money is its
 * key. What its invoice does not owe any more is the customer's credit.
 */
final class BookProviderMoney {
  private final PaymentStore payments;
  private final Debts debts;
  private final Ulid ids;
  private final Rereading rereading;

  BookProviderMoney(PaymentStore payments, Debts debts, Ulid ids, Rereading rereading) {
    this.payments = payments;
    this.debts = debts;
    this.ids = ids;
    this.rereading = rereading;
  }

  Judgement book(
      TenantStore.Open open, String gateway, ProviderNotice.Received notice, InvoiceId invoice) {
    var id = new PaymentId(open.tenant().id(), "pay_" + ids.next());
    return rereading.until(() -> round(open, gateway, notice, invoice, id), id);
  }

  private Optional<Judgement> round(
      TenantStore.Open open,
      String gateway,
      ProviderNotice.Received notice,
      InvoiceId invoice,
      PaymentId id) {
    var debt = debts.find(invoice).orElseThrow();
    if (!debt.currency().equals(notice.amount().currency())) {
      return Optional.of(new Judgement.Parked("other_currency"));
    }
    var payable = debt.payable();
    if (payable.isEmpty()) {
      return Optional.of(new Judgement.Parked("invoice_" + debt.invoice().state()));
    }
    var time = open.time();
    var method = notice.method().orElse(Payment.Method.CARD_CREDIT);
    var receivedOn = receivedOn(open, notice);
    var spread =
        Spread.of(
            id,
            method,
            receivedOn,
            time.now(),
            List.of(new Spread.Part(payable.get(), notice.amount())));
    var payment =
        new Payment(
            id,
            debt.customer(),
            notice.amount(),
            method,
            method.form(),
            gateway,
            notice.subject().payment(),
            Optional.of(notice.subject().payment()),
            receivedOn,
            Payment.State.APPLIED,
            spread.allocations(),
            time.now(),
            1);
    return switch (payments.apply(time, payment, spread.changes(), Attempt.once())) {
      case APPLIED -> Optional.of(new Judgement.Applied("paid"));
      case ALREADY_APPLIED -> Optional.of(new Judgement.Applied("told_before"));
      case STALE -> Optional.empty();
    };
  }

  /** A provider's clock is the wall's: it dates nothing in a sandbox, and nothing in the future. */
  private static LocalDate receivedOn(TenantStore.Open open, ProviderNotice.Received notice) {
    var today = open.time().today();
    return open.tenant().isSandbox()
        ? today
        : notice
            .subject()
            .occurredAt()
            .map(at -> LocalDate.ofInstant(at, open.tenant().zone()))
            .filter(date -> date.isBefore(today))
            .orElse(today);
  }
}
