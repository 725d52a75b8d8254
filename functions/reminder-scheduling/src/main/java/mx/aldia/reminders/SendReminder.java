package mx.aldia.reminders;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.collections.Approach;
import mx.aldia.domain.collections.Decision;
import mx.aldia.domain.collections.Guardrails;
import mx.aldia.domain.collections.Reason;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.edge.Log;
import mx.aldia.table.ContactLog;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.LadderEntry;
import mx.aldia.table.LadderState;
import mx.aldia.table.MessageStore;
import mx.aldia.table.TaxDocumentStore;

/**
 * Does what a due ladder asks for: sends its reminder, moves it, or lets it go. Everything is read
 * now, and whatever comes of it moves the ladder away from its instant; told ten times, it is done
 * once.
 */
final class SendReminder {
  private static final Log LOG = Log.of(SendReminder.class);

  /** A policy has fewer steps, and every look either moves the ladder or meets another's change. */
  private static final int LOOKS = 30;

  /**
   * How long a ladder rests that could not be handled: its command waits among the dead letters.
   */
  private static final Duration SET_ASIDE = Duration.ofDays(1);

  /** What ends the reminders of an invoice, whatever steps are left. */
  private static final List<Reason> LAST =
      List.of(Reason.PAID, Reason.VOIDED, Reason.UNCOLLECTIBLE);

  /** What holds them up until somebody says that they go on. */
  private static final List<Reason> HELD =
      List.of(Reason.PAUSED, Reason.DISPUTED, Reason.PROMISE_OPEN);

  private final InvoiceStore invoices;
  private final MessageStore messages;
  private final TaxDocumentStore documents;
  private final ReadDebt reading;
  private final CarryReminder carrying;
  private final Clock wall;

  SendReminder(
      InvoiceStore invoices,
      MessageStore messages,
      TaxDocumentStore documents,
      ReadDebt reading,
      CarryReminder carrying,
      Clock wall) {
    this.invoices = invoices;
    this.messages = messages;
    this.documents = documents;
    this.reading = reading;
    this.carrying = carrying;
    this.wall = wall;
  }

  /** Handles a ladder that is due; one that is not, or not any more, is left as it is. */
  void send(InvoiceId id) {
    for (int i = 0; i < LOOKS; i++) {
      if (isHandled(id)) {
        return;
      }
    }
    throw new IllegalStateException("still due after %d looks: %s".formatted(LOOKS, id));
  }

  /** Leaves a ladder alone for a day that failed however often it was tried. */
  void setAside(InvoiceId id) {
    invoices
        .ladder(id)
        .filter(entry -> entry.state() == LadderState.SCHEDULED || isLeaseOver(entry))
        .ifPresent(
            entry -> {
              var time = reading.open(id.tenant()).time();
              messages.plan(time, entry, entry.postponed(time.now().plus(SET_ASIDE)), List.of());
            });
  }

  /** One look at it; false when it needs another. */
  private boolean isHandled(InvoiceId id) {
    var found = invoices.find(id);
    var ladder = found.flatMap(InvoiceRecord::ladder);
    if (ladder.isEmpty()) {
      return true;
    }
    return switch (ladder.get().state()) {
      case PAUSED, DONE, SETTLED -> true;
      case SENDING -> !isLeaseOver(ladder.get()) || isHandled(found.get(), ladder.get());
      case SCHEDULED -> isHandled(found.get(), ladder.get());
    };
  }

  private boolean isLeaseOver(LadderEntry entry) {
    return entry.leaseUntil().filter(until -> !wall.instant().isBefore(until)).isPresent();
  }

  private boolean isHandled(InvoiceRecord record, LadderEntry entry) {
    var open = reading.open(entry.invoice().tenant());
    boolean sending = entry.state() == LadderState.SENDING;
    if (!sending && entry.at().filter(at -> !at.isAfter(open.time().now())).isEmpty()) {
      return true;
    }
    var invoice = (Invoice.Issued) record.invoice();
    var debt = reading.read(open, entry, invoice, record.terms());
    if (debt.isEmpty()) {
      // Whoever owed it was deleted: nobody is left to be asked.
      var done = entry.planned(entry.progress(), Optional.empty());
      var event = suppressed(invoice, entry.step(), Reason.NO_CHANNEL);
      return messages.plan(open.time(), entry, done, List.of(event));
    }
    if (sending) {
      carrying.giveUp(debt.get());
      return false;
    }
    return isHandled(debt.get());
  }

  private boolean isHandled(Debt debt) {
    var entry = debt.entry();
    if (debt.position().isEmpty()) {
      // The policy no longer has the step: what it has now counts from here.
      var next = debt.ladder().next(entry.progress(), debt.now());
      return isPlanned(debt, entry.planned(entry.progress(), next), List.of());
    }
    int position = debt.position().get();
    var contacts = messages.contacts(debt.customer().id());
    var address = debt.address(debt.step(position).channels());
    var decision = Guardrails.decide(approach(debt, position, contacts, address));
    log(debt, position, decision);
    return switch (decision) {
      case Decision.Send(_, var tone) ->
          switch (carrying.carry(debt, position, tone, address.orElseThrow(), contacts)) {
            case TAKEN -> true;
            case STALE -> false;
            case USED -> isPlanned(debt, passed(debt), List.of());
          };
      case Decision.Postpone(var until, _) -> isPlanned(debt, entry.postponed(until), List.of());
      case Decision.SkipTo(var next) ->
          isPlanned(
              debt,
              entry.planned(entry.progress(), Optional.of(next)),
              List.of(suppressed(debt.invoice(), position, Reason.OVERTAKEN)));
      case Decision.Suppress(var reasons) ->
          isPlanned(
              debt,
              suppressed(debt, reasons),
              List.of(suppressed(debt.invoice(), position, reasons.getFirst())));
      case Decision.Ask(_, _, var reasons) ->
          // There is nobody to ask yet: the step does not go out, and says why.
          isPlanned(
              debt,
              passed(debt),
              List.of(suppressed(debt.invoice(), position, reasons.getFirst())));
    };
  }

  private Approach approach(
      Debt debt, int position, ContactLog contacts, Optional<Customer.Address> address) {
    return new Approach(
        debt.ladder(),
        position,
        debt.entry().progress(),
        debt.now(),
        standing(debt),
        contacts.days(),
        address.map(Customer.Address::channel),
        reading.optedOutOn(debt),
        Optional.empty(),
        debt.open().tenant().support().isPresent(),
        false);
  }

  private Approach.Standing standing(Debt debt) {
    return switch (debt.invoice()) {
      case Invoice.Open open when open.remindersPaused() -> Approach.Standing.PAUSED;
      case Invoice.Open open when open.bill().fiscal() -> fiscal(open);
      case Invoice.Open _ -> Approach.Standing.OWED;
      case Invoice.Paid _ -> Approach.Standing.PAID;
      case Invoice.Voided _ -> Approach.Standing.VOIDED;
      case Invoice.Uncollectible _ -> Approach.Standing.UNCOLLECTIBLE;
    };
  }

  private Approach.Standing fiscal(Invoice.Open open) {
    return switch (documents.of(open.id()).orElse(null)) {
      case TaxDocument.Stamped _ -> Approach.Standing.OWED;
      case TaxDocument.Cancelling _ -> Approach.Standing.CANCELLING;
      case null, default -> Approach.Standing.NOT_STAMPED;
    };
  }

  private static LadderEntry suppressed(Debt debt, List<Reason> reasons) {
    var entry = debt.entry();
    if (LAST.stream().anyMatch(reasons::contains)) {
      return entry.planned(entry.progress(), Optional.empty());
    }
    return HELD.stream().anyMatch(reasons::contains) ? entry.paused() : passed(debt);
  }

  private static LadderEntry passed(Debt debt) {
    var done = debt.entry().progress().passed(debt.entry().offsetDays());
    return debt.entry().planned(done, debt.ladder().next(done, debt.now()));
  }

  /** Whether the ladder was moved, and to an instant that has not come yet. */
  private boolean isPlanned(Debt debt, LadderEntry next, List<Event> events) {
    return messages.plan(debt.time(), debt.entry(), next, events)
        && next.at().filter(at -> !at.isAfter(debt.now())).isEmpty();
  }

  private static Event suppressed(Invoice.Issued invoice, int position, Reason reason) {
    return new Event.ReminderSuppressed(
        invoice.id(), invoice.bill().customer(), invoice.bill().number(), position, reason.code());
  }

  private static void log(Debt debt, int position, Decision decision) {
    LOG.info(
        "reminder decided",
        "invoice",
        debt.invoice().id().value(),
        "step",
        position,
        "decision",
        decision.getClass().getSimpleName(),
        "rules",
        decision.reasons().stream().map(Reason::rule).toList(),
        "reasons",
        decision.reasons().stream().map(Reason::code).toList());
  }
}
