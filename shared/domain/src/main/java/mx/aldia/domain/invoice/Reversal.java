package mx.aldia.domain.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentId;

/** Money that went back: exactly what its payment had settled is owed again. */
public final class Reversal {
  private Reversal() {}

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
    var paid = invoice.paid().minus(applied);
    var entry =
        new LedgerEntry(version, LedgerEntry.Kind.REVERSAL, applied, today, at, payment.value());
    var open =
        new Invoice.Open(
            invoice.id(),
            bill,
            paid,
            invoice.credited(),
            invoice.receiptConfirmedAt(),
            invoice instanceof Invoice.Open was && was.remindersPaused(),
            invoice.createdAt(),
            version);
    Invoice.Issued next =
        invoice instanceof Invoice.Uncollectible
            ? new Invoice.Uncollectible(
                invoice.id(),
                bill,
                paid,
                invoice.credited(),
                invoice.receiptConfirmedAt(),
                invoice.createdAt(),
                version)
            : open;
    return new Invoice.Change(
        next,
        List.of(entry),
        List.of(
            new Event.PaymentReversed(
                invoice.id(), bill.customer(), bill.number(), payment, applied, reason)));
  }
}
