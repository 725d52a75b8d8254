package mx.aldia.domain.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
    /** What a credit note gives back of what was paid. */
    REFUND,
    VOIDED
  }

  /** When what a payment had settled was taken back; empty where it stands. */
  static OptionalLong wentBackAt(LedgerEntry payment, List<LedgerEntry> books) {
    return books.stream()
        .filter(entry -> entry.kind() == Kind.REVERSAL)
        .filter(entry -> entry.reference().equals(payment.reference()))
        .mapToLong(LedgerEntry::sequence)
        .filter(sequence -> sequence > payment.sequence())
        .min();
  }

  /**
   * What was paid and has not gone back, oldest first: of a payment that was taken away and came
   * again, the latter.
   */
  public static List<LedgerEntry> standing(List<LedgerEntry> books) {
    return books.stream()
        .filter(entry -> entry.kind() == Kind.PAYMENT)
        .filter(entry -> wentBackAt(entry, books).isEmpty())
        .toList();
  }

  /**
   * The entry that settled an invoice on which nothing is due: the last one but for credit notes
   * that only gave back what had been paid.
   */
  public static Optional<LedgerEntry> settling(List<LedgerEntry> books) {
    return books.stream()
        .filter(entry -> entry.kind() != Kind.ISSUED && !onlyGaveBack(entry, books))
        .max(Comparator.comparingLong(LedgerEntry::sequence));
  }

  private static boolean onlyGaveBack(LedgerEntry entry, List<LedgerEntry> books) {
    return switch (entry.kind()) {
      case REFUND -> true;
      case CREDIT ->
          books.stream()
              .filter(other -> other.kind() == Kind.REFUND)
              .filter(other -> other.reference().equals(entry.reference()))
              .anyMatch(other -> other.amount().equals(entry.amount().negated()));
      case ISSUED, PAYMENT, REVERSAL, VOIDED -> false;
    };
  }
}
