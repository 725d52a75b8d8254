package mx.aldia.domain.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.problem.Problem;

/** What a credit note makes of its invoice, and what taking it back does. */
public final class Crediting {
  private Crediting() {}

  /** The most that may still be credited: no invoice is ever owed less than nothing. */
  public static Money most(Invoice.Issued invoice) {
    return invoice.bill().total().minus(invoice.credited());
  }

  /** How much of an amount is more than is due, and goes back to who has paid it. */
  public static Money returned(Invoice.Issued invoice, Money amount) {
    return amount.minus(amount.min(invoice.amountDue()));
  }

  /**
   * The invoice after a credit note. One on which nothing is due any more is settled, whether money
   * came for it or not; what goes back is no longer counted as paid.
   *
   * @throws IllegalArgumentException if it is void, or the note is of more than {@link #most}
   */
  public static Invoice.Change of(
      Invoice.Issued invoice, CreditNote note, LocalDate today, Instant at) {
    if (invoice instanceof Invoice.Voided || note.amount().compareTo(most(invoice)) > 0) {
      throw new IllegalArgumentException(
          "%s of %s cannot be credited".formatted(note.amount(), invoice.id()));
    }
    var bill = invoice.bill();
    var ledger = entries(invoice, note, today, at);
    var version = invoice.version() + ledger.size();
    var paid = invoice.paid().minus(note.returned());
    var credited = invoice.credited().plus(note.amount());
    var due = invoice.amountDue().minus(note.settled());
    var events = new ArrayList<Event>();
    events.add(
        new Event.CreditNoteIssued(
            invoice.id(),
            bill.customer(),
            bill.number(),
            note.id(),
            note.kind(),
            note.amount(),
            due));
    if (due.isZero() && !(invoice instanceof Invoice.Paid)) {
      events.add(
          new Event.InvoicePaid(invoice.id(), bill.customer(), bill.number(), bill.total(), today));
    }
    return new Invoice.Change(next(invoice, paid, credited, due, at, version), ledger, events);
  }

  /**
   * Why a note cannot be taken back, as things stand; empty where it can.
   *
   * @param credit what the customer has to its credit, in the note's currency
   */
  public static Optional<Problem> obstacle(Invoice.Issued invoice, CreditNote note, Money credit) {
    if (note.isVoid()) {
      return Optional.of(Problem.Conflict.of("credit_note_void", note.number()));
    }
    if (invoice instanceof Invoice.Voided) {
      return Optional.of(Problem.Conflict.of("credit_note_of_void", invoice.bill().number()));
    }
    if (note.returned().isPositive() && note.refundForm().isPresent()) {
      return Optional.of(Problem.Conflict.of("credit_note_refunded", note.returned()));
    }
    return note.toCredit().isPositive() && note.toCredit().compareTo(credit) > 0
        ? Optional.of(Problem.Conflict.of("credit_note_spent", note.toCredit()))
        : Optional.empty();
  }

  /**
   * The invoice after a credit note was taken back. What the customer had to its credit by it is
   * paid again; money that went out stays out, and is owed.
   *
   * @throws IllegalArgumentException if either is void
   */
  public static Invoice.Change takenBack(
      Invoice.Issued invoice, CreditNote note, LocalDate today, Instant at) {
    if (invoice instanceof Invoice.Voided || note.isVoid()) {
      throw new IllegalArgumentException(
          "%s of %s cannot be taken back".formatted(note.id(), invoice.id()));
    }
    var bill = invoice.bill();
    var ledger = new ArrayList<LedgerEntry>();
    ledger.add(
        new LedgerEntry(
            invoice.version() + 1,
            LedgerEntry.Kind.CREDIT_VOIDED,
            note.amount(),
            today,
            at,
            note.id().value()));
    if (note.toCredit().isPositive()) {
      ledger.add(
          new LedgerEntry(
              invoice.version() + 2,
              LedgerEntry.Kind.REFUND,
              note.toCredit().negated(),
              today,
              at,
              note.id().value()));
    }
    var due = invoice.amountDue().plus(note.amount()).minus(note.toCredit());
    return new Invoice.Change(
        next(
            invoice,
            invoice.paid().plus(note.toCredit()),
            invoice.credited().minus(note.amount()),
            due,
            at,
            invoice.version() + ledger.size()),
        ledger,
        List.of(
            new Event.CreditNoteVoided(
                invoice.id(), bill.customer(), bill.number(), note.id(), note.amount(), due)));
  }

  private static List<LedgerEntry> entries(
      Invoice.Issued invoice, CreditNote note, LocalDate today, Instant at) {
    var entries = new ArrayList<LedgerEntry>();
    entries.add(
        new LedgerEntry(
            invoice.version() + 1,
            LedgerEntry.Kind.CREDIT,
            note.amount().negated(),
            today,
            at,
            note.id().value()));
    if (note.returned().isPositive()) {
      entries.add(
          new LedgerEntry(
              invoice.version() + 2,
              LedgerEntry.Kind.REFUND,
              note.returned(),
              today,
              at,
              note.id().value()));
    }
    return entries;
  }

  private static Invoice.Issued next(
      Invoice.Issued was, Money paid, Money credited, Money due, Instant at, long version) {
    var receipt = was.receiptConfirmedAt();
    if (due.isZero()) {
      var paidAt = was instanceof Invoice.Paid before ? before.paidAt() : at;
      return new Invoice.Paid(
          was.id(), was.bill(), paid, credited, receipt, paidAt, was.createdAt(), version);
    }
    return was instanceof Invoice.Uncollectible
        ? new Invoice.Uncollectible(
            was.id(), was.bill(), paid, credited, receipt, was.createdAt(), version)
        : new Invoice.Open(
            was.id(),
            was.bill(),
            paid,
            credited,
            receipt,
            was instanceof Invoice.Open open && open.remindersPaused(),
            was.createdAt(),
            version);
  }
}
