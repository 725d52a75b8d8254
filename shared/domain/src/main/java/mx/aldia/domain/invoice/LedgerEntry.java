package mx.aldia.domain.invoice;

import java.time.Instant;
import java.time.LocalDate;
import mx.aldia.domain.money.Money;

/**
 * A line in an invoice's books. Append only: a correction is a new entry, and what is owed is the
 * sum.
 *
 * @param sequence the invoice's version at which it was written
 * @param amount positive when more is owed, negative when less
 * @param valueOn the day it counts from, in the tenant's zone
 * @param at when it was written, on the tenant's clock
 * @param reference the payment, credit note or reason; may be empty
 */
public record LedgerEntry(
    long sequence, Kind kind, Money amount, LocalDate valueOn, Instant at, String reference) {
  /** What moved the balance. */
  public enum Kind {
    ISSUED,
    PAYMENT,
    REVERSAL,
    CREDIT,
    VOIDED
  }
}
