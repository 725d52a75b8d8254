package mx.aldia.domain.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;

/**
 * What a customer is asked to pay, one type per state: {@code draft -> open -> paid | void |
 * uncollectible}. What a state cannot do is not there to call.
 *
 * <p>The decisions are pure: from what is and what came to what is next and what happened.
 */
public sealed interface Invoice {
  InvoiceId id();

  /** On the tenant's clock. */
  Instant createdAt();

  /** One more for every fact; a write states the version it was decided on. */
  long version();

  /** As the API names it. */
  default String state() {
    return switch (this) {
      case Draft _ -> "draft";
      case Open _ -> "open";
      case Paid _ -> "paid";
      case Voided _ -> "void";
      case Uncollectible _ -> "uncollectible";
    };
  }

  /** Everything that has been issued: it has a number, a due date and a debt that once was. */
  sealed interface Issued extends Invoice {
    Bill bill();

    Money paid();

    Money credited();

    Optional<Instant> receiptConfirmedAt();

    /** What settles it today; zero once it is paid or void. */
    default Money amountDue() {
      return switch (this) {
        case Open open -> open.bill().total().minus(open.paid()).minus(open.credited());
        case Uncollectible lost -> lost.bill().total().minus(lost.paid()).minus(lost.credited());
        case Paid paid -> Money.zero(paid.bill().total().currency());
        case Voided voided -> Money.zero(voided.bill().total().currency());
      };
    }

    /** The links that were given out open nothing any more: the page has another from now on. */
    default Change renewLink() {
      var renewed = bill().withNewLink();
      var next =
          switch (this) {
            case Open it ->
                new Open(
                    it.id(),
                    renewed,
                    it.paid(),
                    it.credited(),
                    it.receiptConfirmedAt(),
                    it.remindersPaused(),
                    it.createdAt(),
                    it.version() + 1);
            case Paid it ->
                new Paid(
                    it.id(),
                    renewed,
                    it.paid(),
                    it.credited(),
                    it.receiptConfirmedAt(),
                    it.paidAt(),
                    it.createdAt(),
                    it.version() + 1);
            case Voided it ->
                new Voided(
                    it.id(),
                    renewed,
                    it.paid(),
                    it.credited(),
                    it.receiptConfirmedAt(),
                    it.voidedAt(),
                    it.createdAt(),
                    it.version() + 1);
            case Uncollectible it ->
                new Uncollectible(
                    it.id(),
                    renewed,
                    it.paid(),
                    it.credited(),
                    it.receiptConfirmedAt(),
                    it.createdAt(),
                    it.version() + 1);
          };
      return new Change(
          next,
          List.of(),
          List.of(new Event.InvoiceLinkRenewed(id(), renewed.customer(), renewed.number())));
    }
  }

  /** Whether and when a PAC stamps it. */
  enum Stamping {
    NEVER,
    /** Before the customer gets it. */
    NOW,
    /** Each of its payments. */
    WHEN_PAID
  }

  /** An invoice, what was decided about it, and the ledger entries and events that say so. */
  record Change(Invoice.Issued next, List<LedgerEntry> ledger, List<Event> events) {
    public Change {
      ledger = List.copyOf(ledger);
      events = List.copyOf(events);
    }

    /** Both as one fact, this one first. */
    public Change then(Change later) {
      return new Change(
          later.next,
          Stream.concat(ledger.stream(), later.ledger.stream()).toList(),
          Stream.concat(events.stream(), later.events.stream()).toList());
    }
  }

  /** Not yet sent to anybody; its terms may change. */
  record Draft(InvoiceId id, Terms terms, Instant createdAt, long version) implements Invoice {

    /**
     * From now on it is owed. What comes to nothing is no invoice: the caller has seen to that.
     *
     * @param number series and folio, {@code A-123}
     * @param today in the tenant's zone
     */
    public Change issue(String number, LocalDate today, Instant at) {
      return issue(number, today, at, Stamping.NEVER);
    }

    /** As the other. */
    public Change issue(String number, LocalDate today, Instant at, Stamping stamping) {
      var due =
          terms
              .due()
              .orElseThrow(() -> new IllegalStateException("no due date: " + id))
              .dueOn(today);
      var totals = terms.totals();
      var bill =
          new Bill(
              number,
              terms.customer(),
              totals.total(),
              today,
              due,
              terms.minimumPayment(),
              terms.send(),
              1,
              stamping == Stamping.NOW,
              stamping == Stamping.WHEN_PAID);
      var zero = Money.zero(terms.currency());
      var issued = new Event.InvoiceIssued(id, bill.customer(), number, bill.total(), today, due);
      var entry =
          new LedgerEntry(version + 1, LedgerEntry.Kind.ISSUED, bill.total(), today, at, "");
      var open = new Open(id, bill, zero, zero, Optional.empty(), false, createdAt, version + 1);
      return new Change(open, List.of(entry), List.of(issued));
    }
  }

  /** Owes money. */
  record Open(
      InvoiceId id,
      Bill bill,
      Money paid,
      Money credited,
      Optional<Instant> receiptConfirmedAt,
      boolean remindersPaused,
      Instant createdAt,
      long version)
      implements Issued {
    public Open {
      if (paid.isNegative()
          || credited.isNegative()
          || paid.plus(credited).compareTo(bill.total()) >= 0) {
        throw new IllegalArgumentException(
            "open means 0 <= paid + credited < total: %s + %s of %s"
                .formatted(paid, credited, bill.total()));
      }
    }

    /**
     * Takes as much of an amount as is due; what is left over is the caller's to credit.
     *
     * @param amount positive
     * @param receivedOn the day the money came, in the tenant's zone
     */
    public Change receive(
        PaymentId payment, Money amount, String method, LocalDate receivedOn, Instant at) {
      var applied = amount.min(amountDue());
      var total = paid.plus(applied);
      var remaining = amountDue().minus(applied);
      var entry =
          new LedgerEntry(
              version + 1,
              LedgerEntry.Kind.PAYMENT,
              applied.negated(),
              receivedOn,
              at,
              payment.value());
      var events = new ArrayList<Event>();
      events.add(
          new Event.PaymentReceived(
              id, bill.customer(), bill.number(), payment, applied, remaining, method, receivedOn));
      if (!remaining.isZero()) {
        var open =
            new Open(
                id,
                bill,
                total,
                credited,
                receiptConfirmedAt,
                remindersPaused,
                createdAt,
                version + 1);
        return new Change(open, List.of(entry), events);
      }
      events.add(
          new Event.InvoicePaid(id, bill.customer(), bill.number(), bill.total(), receivedOn));
      return new Change(
          new Paid(id, bill, total, credited, receiptConfirmedAt, at, createdAt, version + 1),
          List.of(entry),
          events);
    }

    /** Taken back as if never owed; a part payment has to be reversed first. */
    public Outcome<Change> voided(LocalDate today, Instant at, String reason) {
      if (paid.isPositive()) {
        return Outcome.refused(Problem.Conflict.of("invoice_has_payments", "open"));
      }
      var entry =
          new LedgerEntry(
              version + 1, LedgerEntry.Kind.VOIDED, amountDue().negated(), today, at, reason);
      return Outcome.done(
          new Change(
              new Voided(id, bill, paid, credited, receiptConfirmedAt, at, createdAt, version + 1),
              List.of(entry),
              List.of(new Event.InvoiceVoided(id, bill.customer(), bill.number()))));
    }

    /** Given up on: nobody is reminded any more, and a late payment is still welcome. */
    public Change markUncollectible() {
      return new Change(
          new Uncollectible(id, bill, paid, credited, receiptConfirmedAt, createdAt, version + 1),
          List.of(),
          List.of(
              new Event.InvoiceMarkedUncollectible(
                  id, bill.customer(), bill.number(), amountDue())));
    }

    /** The customer says that it has the invoice; saying it again changes nothing. */
    public Optional<Change> confirmReceipt(Instant at) {
      if (receiptConfirmedAt.isPresent()) {
        return Optional.empty();
      }
      var next =
          new Open(
              id, bill, paid, credited, Optional.of(at), remindersPaused, createdAt, version + 1);
      return Optional.of(
          new Change(
              next,
              List.of(),
              List.of(new Event.ReceiptConfirmed(id, bill.customer(), bill.number()))));
    }

    /** Stops or resumes reminders by the tenant's word; saying it again changes nothing. */
    public Optional<Change> pauseReminders(boolean pause) {
      if (remindersPaused == pause) {
        return Optional.empty();
      }
      var next =
          new Open(id, bill, paid, credited, receiptConfirmedAt, pause, createdAt, version + 1);
      return Optional.of(
          new Change(
              next,
              List.of(),
              List.of(
                  pause
                      ? new Event.RemindersPaused(id, bill.customer(), bill.number())
                      : new Event.RemindersResumed(id, bill.customer(), bill.number()))));
    }

    /** Days past the due date; zero or less means that it is not overdue. */
    public long daysOverdue(LocalDate today) {
      return today.toEpochDay() - bill.dueOn().toEpochDay();
    }
  }

  /** Owes nothing any more. */
  record Paid(
      InvoiceId id,
      Bill bill,
      Money paid,
      Money credited,
      Optional<Instant> receiptConfirmedAt,
      Instant paidAt,
      Instant createdAt,
      long version)
      implements Issued {
    /** The money went back (a bounced cheque, a chargeback): it is owed again. */
    public Change reverse(
        PaymentId payment, Money applied, String reason, LocalDate today, Instant at) {
      return Reversal.of(this, payment, applied, reason, today, at);
    }
  }

  /** Taken back; it is as if it had never been owed. */
  record Voided(
      InvoiceId id,
      Bill bill,
      Money paid,
      Money credited,
      Optional<Instant> receiptConfirmedAt,
      Instant voidedAt,
      Instant createdAt,
      long version)
      implements Issued {}

  /** Owes money that is no longer expected. */
  record Uncollectible(
      InvoiceId id,
      Bill bill,
      Money paid,
      Money credited,
      Optional<Instant> receiptConfirmedAt,
      Instant createdAt,
      long version)
      implements Issued {

    /** The same debt as an open one: what a late payment is applied to. */
    public Open reopened() {
      return new Open(id, bill, paid, credited, receiptConfirmedAt, true, createdAt, version);
    }
  }
}
