package mx.aldia.payments;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.gateways.ProviderNotice;
import mx.aldia.gateways.ProviderNotice.Subject;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TenantStore;

/**
 * What a provider's notice means to the books, and doing it. A machine books only what leaves no
 * question; all else is parked for a person and touches no payment and no invoice.
 */
final class JudgeNotice {
  /** What can be an invoice of ours; it becomes part of a key. */
  private static final Pattern INVOICE = Pattern.compile("inv_[0-9A-Za-z]{1,40}");

  private final PaymentStore payments;
  private final Debts debts;
  private final BookProviderMoney book;
  private final ReversePayment reverse;

  JudgeNotice(PaymentStore payments, Debts debts, BookProviderMoney book, ReversePayment reverse) {
    this.payments = payments;
    this.debts = debts;
    this.book = book;
    this.reverse = reverse;
  }

  Judgement judge(TenantStore.Open open, String gateway, ProviderNotice notice) {
    return switch (notice) {
      case ProviderNotice.NotAboutMoney() -> new Judgement.Applied("not_about_money");
      case ProviderNotice.Unclear(var reason) -> new Judgement.Parked(reason);
      case ProviderNotice.Pending(var subject) -> inMode(open, subject, "pending");
      case ProviderNotice.Failed(var subject, var reason) ->
          inMode(open, subject, "failed_" + reason);
      case ProviderNotice.Received received ->
          isOtherMode(open.tenant(), received.subject())
              ? new Judgement.Parked("other_mode")
              : received(open, gateway, received);
      case ProviderNotice.Refunded(var subject, var total) ->
          isOtherMode(open.tenant(), subject)
              ? new Judgement.Parked("other_mode")
              : refunded(open, gateway, subject, total);
      // Whether the money stays away is decided in weeks, and by people.
      case ProviderNotice.Disputed(_, _, _, var stage) ->
          new Judgement.Parked("dispute_" + stage.name().toLowerCase(Locale.ROOT));
    };
  }

  private Judgement received(
      TenantStore.Open open, String gateway, ProviderNotice.Received notice) {
    var subject = notice.subject();
    var before = payments.find(open.tenant().id(), gateway, subject.payment());
    if (before.isPresent()) {
      return before.get().amount().equals(notice.amount())
          ? new Judgement.Applied("told_before")
          : new Judgement.Parked("other_amount_than_before");
    }
    if (subject.invoice().isEmpty()) {
      return new Judgement.Waiting("no_invoice", subject.payment());
    }
    var invoice =
        subject
            .invoice()
            .filter(id -> INVOICE.matcher(id).matches())
            .map(id -> new InvoiceId(open.tenant().id(), id));
    return invoice.flatMap(debts::find).isEmpty()
        ? new Judgement.Waiting("unknown_invoice", subject.payment())
        : book.book(open, gateway, notice, invoice.orElseThrow());
  }

  private Judgement refunded(TenantStore.Open open, String gateway, Subject subject, Money total) {
    var payment = payments.find(open.tenant().id(), gateway, subject.payment());
    if (payment.isEmpty()) {
      return new Judgement.Waiting("refund_before_payment", subject.payment());
    }
    if (payment.get().state() == Payment.State.REVERSED) {
      return new Judgement.Applied("reversed_before");
    }
    if (!payment.get().amount().equals(total)) {
      return new Judgement.Parked("partial_refund");
    }
    var outcome = reverse.reverse(open.time(), payment.get().id(), "refunded", Attempt.once());
    return new Judgement.Applied(
        outcome instanceof Outcome.Done<Payment> ? "reversed" : "reversed_before");
  }

  private static Judgement inMode(TenantStore.Open open, Subject subject, String note) {
    return isOtherMode(open.tenant(), subject)
        ? new Judgement.Parked("other_mode")
        : new Judgement.Applied(note);
  }

  /** Play money for a real business, or real money for a sandbox. */
  private static boolean isOtherMode(Tenant tenant, Subject subject) {
    return subject.live().equals(Optional.of(tenant.isSandbox()));
  }
}
