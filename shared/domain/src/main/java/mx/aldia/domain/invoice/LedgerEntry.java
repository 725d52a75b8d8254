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
    /** A credit note was taken back: its amount is owed again. */
    CREDIT_VOIDED,
    /**
     * What a credit note gives back of what was paid; negative where the note was taken back and
     * the customer has it no longer as credit.
     */
    REFUND,
    VOIDED
  }

  /** When what an entry says was taken back; empty where it stands. */
  static OptionalLong wentBackAt(LedgerEntry entry, List<LedgerEntry> books) {
    return books.stream()
        .filter(later -> later.sequence() > entry.sequence())
        .filter(later -> later.reference().equals(entry.reference()))
        .filter(later -> takesBack(later, entry))
        .mapToLong(LedgerEntry::sequence)
        .min();
  }

  private static boolean takesBack(LedgerEntry later, LedgerEntry entry) {
    return switch (entry.kind()) {
      case PAYMENT -> later.kind() == Kind.REVERSAL;
      case CREDIT -> later.kind() == Kind.CREDIT_VOIDED;
      case REFUND ->
          later.kind() == Kind.REFUND && entry.amount().isPositive() && later.amount().isNegative();
      case ISSUED, REVERSAL, CREDIT_VOIDED, VOIDED -> false;
    };
  }

  /** Whether nothing took it back. */
  public boolean standsIn(List<LedgerEntry> books) {
    return wentBackAt(this, books).isEmpty();
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
      case REFUND, CREDIT_VOIDED -> true;
      case CREDIT ->
          books.stream()
              .filter(other -> other.kind() == Kind.REFUND)
              .filter(other -> other.reference().equals(entry.reference()))
              .anyMatch(other -> other.amount().equals(entry.amount().negated()));
      case ISSUED, PAYMENT, REVERSAL, VOIDED -> false;
    };
  }
}
