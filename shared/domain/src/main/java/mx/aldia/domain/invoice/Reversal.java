package mx.aldia.domain.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentId;

/**
 * Money that went back: what its payment had settled is owed again, as far as a credit note has not
 * given it back before.
 */
public final class Reversal {
  private Reversal() {}

  /** How much of what a payment had settled is owed again. */
  public static Money owedAgain(Invoice.Issued invoice, Money applied) {
    return applied.min(invoice.paid());
  }

  /**
   * The invoice after its payment went back.
   *
   * @param applied what the payment had settled of this invoice
   * @throws IllegalArgumentException if that was nothing
   */
  public static Invoice.Change of(
      Invoice.Issued invoice,
      PaymentId payment,
      Money applied,
      String reason,
      LocalDate today,
      Instant at) {
    if (!applied.isPositive()) {
      throw new IllegalArgumentException(
          "nothing of %s to reverse: %s".formatted(payment, applied));
    }
    var version = invoice.version() + 1;
    var bill = invoice.bill();
    var back = owedAgain(invoice, applied);
    var entry =
        new LedgerEntry(version, LedgerEntry.Kind.REVERSAL, back, today, at, payment.value());
    return new Invoice.Change(
        next(invoice, invoice.paid().minus(back), version),
        List.of(entry),
        List.of(
            new Event.PaymentReversed(
                invoice.id(), bill.customer(), bill.number(), payment, applied, reason)));
  }

  private static Invoice.Issued next(Invoice.Issued was, Money paid, long version) {
    var receipt = was.receiptConfirmedAt();
    return switch (was) {
      case Invoice.Uncollectible lost ->
          new Invoice.Uncollectible(
              lost.id(), lost.bill(), paid, lost.credited(), receipt, lost.createdAt(), version);
      case Invoice.Paid settled when paid.equals(settled.paid()) ->
          new Invoice.Paid(
              settled.id(),
              settled.bill(),
              paid,
              settled.credited(),
              receipt,
              settled.paidAt(),
              settled.createdAt(),
              version);
      case Invoice.Open _, Invoice.Paid _, Invoice.Voided _ ->
          new Invoice.Open(
              was.id(),
              was.bill(),
              paid,
              was.credited(),
              receipt,
              was instanceof Invoice.Open open && open.remindersPaused(),
              was.createdAt(),
              version);
    };
  }
}
