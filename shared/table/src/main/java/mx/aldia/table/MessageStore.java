package mx.aldia.table;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.Message;
import mx.aldia.domain.message.MessageId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Messages to customers. None is sent that was not begun here first: no send API has an idempotency
 * token, so the right to send is a conditional write before the call.
 */
public final class MessageStore {
  /** Every other writer of a ladder commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final Table table;
  private final Clock wall;

  public MessageStore(Table table, Clock wall) {
    this.table = table;
    this.wall = wall;
  }

  /** Who may send. */
  public sealed interface Begun {
    /** The caller, and nobody else while the lease lasts. */
    record Go(Message message) implements Begun {}

    /** Somebody else is at it. */
    record Busy() implements Begun {}

    /** It was sent, or given up. */
    record Over(Message message) implements Begun {}
  }

  /**
   * Takes the right to send something that must arrive at least once: an invoice, a receipt. Who
   * finds an earlier sender dead goes on with that one's message.
   *
   * @param message in state SENDING, with its lease, under the id of what it says
   */
  public Begun begin(Message message) {
    if (table.insertIfAbsent(MessageItems.item(message))) {
      return new Begun.Go(message);
    }
    var earlier = find(message.id()).orElseThrow();
    if (earlier.state() != Message.State.SENDING) {
      return new Begun.Over(earlier);
    }
    if (wall.instant().isBefore(earlier.leaseUntil())) {
      return new Begun.Busy();
    }
    var again = earlier.leased(message.leaseUntil());
    return table.replace(MessageItems.item(again), earlier.version())
        ? new Begun.Go(again)
        : new Begun.Busy();
  }

  /** What was begun of this and never finished: it is being sent, or whoever sent it is dead. */
  public Optional<Message> unfinished(InvoiceId invoice, Once once) {
    return find(once.message(invoice)).filter(message -> message.state() == Message.State.SENDING);
  }

  /** What came of the wish to send a reminder. */
  public enum Right {
    /** The caller has it, and nobody else while the lease lasts. */
    TAKEN,
    /** What it was decided on has changed: read again and decide again. */
    STALE,
    /** This very step was begun before. */
    USED
  }

  /**
   * Takes the one right to send a reminder: the ladder goes from SCHEDULED to SENDING, the message
   * is there and with it the step taken, the customer's day is used, or none of it. Settling writes
   * the same ladder, so nothing begins after a settlement has committed; and the invoice is as the
   * words say.
   *
   * @param was the ladder as it was read
   * @param invoice the version of which the message speaks
   * @param contacts as it was read, and the day this reminder takes
   */
  public Right beginReminder(
      LadderEntry was, long invoice, Message message, ContactLog contacts, LocalDate day) {
    var transaction = table.transaction();
    InvoiceStore.plan(transaction, was, was.sending(message.id(), message.leaseUntil()));
    transaction.require(
        "head",
        Keys.invoice(was.invoice()),
        "version = :was",
        Map.of(":was", AttributeValue.fromN(Long.toString(invoice))));
    transaction.insert("message", MessageItems.item(message));
    var next = contacts.with(day);
    var log =
        Item.at(Keys.contacts(message.customer()))
            .texts("days", next.days().stream().map(LocalDate::toString).sorted().toList())
            .number("version", next.version());
    if (contacts.version() == 0) {
      transaction.insert("contacts", log);
    } else {
      transaction.replace("contacts", log, contacts.version());
    }
    var failed = table.commit(transaction);
    if (failed.isEmpty()) {
      return Right.TAKEN;
    }
    return failed.equals(List.of("message")) ? Right.USED : Right.STALE;
  }

  /**
   * One way has refused a reminder for good: its message ends, and the step goes on by another in
   * the same hands.
   *
   * @param sending the ladder while the first was on its way
   * @param was the first message as it was begun, and {@code refused} as it ends
   * @return false when the ladder is no longer the caller's
   */
  public boolean goOn(
      TenantTime time,
      LadderEntry sending,
      Message was,
      Message refused,
      Message other,
      List<Event> events) {
    var transaction = finishing(time, was, refused, events);
    InvoiceStore.plan(transaction, sending, sending.sending(other.id(), other.leaseUntil()));
    transaction.insert("message", MessageItems.item(other));
    return table.commit(transaction).isEmpty();
  }

  /** The days on which a customer was reminded lately. */
  public ContactLog contacts(CustomerId customer) {
    return table
        .get(Keys.contacts(customer))
        .map(
            row ->
                new ContactLog(
                    row.texts("days").stream().map(LocalDate::parse).collect(Collectors.toSet()),
                    row.number("version")))
        .orElse(new ContactLog(Set.of(), 0));
  }

  /**
   * Lets a message that was begun wait for its hour; the sweep, or a sandbox's clock, asks for it
   * then.
   *
   * @param held in state SCHEDULED, for its instant
   */
  public void hold(TenantTime time, Message was, Message held) {
    var invoice = held.invoices().getFirst();
    var key = Keys.held(invoice, held.id());
    var at = Optional.of(held.at());
    var due = Item.at(key).text("message", held.id().value()).instant("at", at);
    var transaction =
        table
            .transaction()
            .replace("message", MessageItems.item(held), was.version())
            .insert("due", DueIndex.due(due, key, time.movable(), at));
    DueIndex.point(transaction, time.tenant(), key, time.movable(), at);
    table.commit(transaction);
  }

  /**
   * Takes the right to send a message that waited.
   *
   * @return empty when somebody else has it
   */
  public Optional<Message> takeHeld(Message held, Instant leaseUntil) {
    var taken = held.become(Message.State.SENDING, held.reason()).leased(leaseUntil);
    return table.replace(MessageItems.item(taken), held.version())
        ? Optional.of(taken)
        : Optional.empty();
  }

  /** Says what became of a message that waited; nobody asks for it any more. */
  public void finishHeld(TenantTime time, Message was, Message next, List<Event> events) {
    table.commit(
        finishing(time, was, next, events)
            .remove("due", Keys.held(next.invoices().getFirst(), next.id())));
  }

  /** A message that waited has come to its end by another hand: nobody asks for it any more. */
  public void letGo(Message over) {
    var transaction = table.transaction();
    transaction.require(
        "message",
        Keys.message(over.invoices().getFirst(), over.id()),
        "version = :was",
        Map.of(":was", AttributeValue.fromN(Long.toString(over.version()))));
    transaction.remove("due", Keys.held(over.invoices().getFirst(), over.id()));
    table.commit(transaction);
  }

  /** Says what became of a message, with the events that tell it. */
  public void finish(TenantTime time, Message was, Message next, List<Event> events) {
    table.commit(finishing(time, was, next, events));
  }

  /**
   * Says what became of a reminder, and what its ladder makes of it: as it was while sending, or as
   * somebody has settled, paused or planned it meanwhile.
   *
   * @param sending the ladder as its sender left it; it is read again only where it has changed
   * @param on from the ladder as it is now to what it becomes; empty leaves it alone
   * @return false when somebody else has said what became of the message: its lease was over
   */
  public boolean finishReminder(
      TenantTime time,
      LadderEntry sending,
      Message was,
      Message next,
      Function<LadderEntry, Optional<LadderEntry>> on,
      List<Event> events) {
    var invoice = sending.invoice();
    var ladder = sending;
    for (int i = 0; i < ATTEMPTS; i++) {
      var now = ladder;
      var transaction = finishing(time, was, next, events);
      on.apply(now).ifPresent(then -> InvoiceStore.plan(transaction, now, then));
      var failed = table.commit(transaction);
      if (!failed.contains("ladder")) {
        return failed.isEmpty();
      }
      ladder = table.get(Keys.ladder(invoice)).map(InvoiceItems::ladder).orElseThrow();
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, invoice));
  }

  private Transaction finishing(TenantTime time, Message was, Message next, List<Event> events) {
    var transaction =
        table.transaction().replace("message", MessageItems.item(next), was.version());
    var subject = next.invoices().getFirst();
    Outbox.write(
        transaction,
        time,
        Keys.partition(subject),
        subject.value(),
        next.id().value(),
        next.version(),
        time.now(),
        events);
    return transaction;
  }

  /**
   * Plans a ladder on without a message: postponed, suppressed, skipped.
   *
   * @param events told under the invoice, numbered by the ladder's version
   * @return false when it changed since it was read
   */
  public boolean plan(TenantTime time, LadderEntry was, LadderEntry next, List<Event> events) {
    var transaction = table.transaction();
    InvoiceStore.plan(transaction, was, next);
    Outbox.write(
        transaction,
        time,
        Keys.partition(was.invoice()),
        was.invoice().value(),
        InvoiceStore.carrier(was.invoice(), "LADDER"),
        next.version(),
        time.now(),
        events);
    return table.commit(transaction).isEmpty();
  }

  public Optional<Message> find(MessageId id) {
    return Keys.message(id).flatMap(table::get).map(this::message);
  }

  /** What was said about an invoice, oldest first. */
  public List<Message> of(InvoiceId invoice) {
    return table
        .query(Keys.partition(invoice), Keys.MESSAGE)
        .map(this::message)
        .sorted(Comparator.comparing(Message::at).thenComparing(m -> m.id().value()))
        .toList();
  }

  /** What was said to a customer, oldest first; as a list it may lag a second. */
  public List<Message> of(CustomerId customer) {
    var keys =
        table
            .index(
                "byOwner",
                Keys.partition(customer),
                Optional.of(Keys.MESSAGE),
                Optional.of(Keys.MESSAGE + "~"))
            .map(Table.IndexEntry::key)
            .toList();
    return table.getAll(keys).values().stream()
        .map(this::message)
        .sorted(Comparator.comparing(Message::at).thenComparing(m -> m.id().value()))
        .toList();
  }

  /** A tenant's messages, oldest first. */
  public Listed<Message> list(
      TenantTime time,
      Instant beginning,
      Predicate<Message> wanted,
      Optional<String> after,
      int limit) {
    return Listed.of(
        Months.entries(table, time, "MESSAGE", beginning, after),
        limit,
        table::getAll,
        row -> Optional.of(message(row)).filter(wanted));
  }

  private Message message(Row row) {
    var message = MessageItems.message(row);
    return isLost(message)
        ? message.found(Message.State.UNKNOWN, Optional.of("sender_lost"))
        : message;
  }

  /**
   * Whoever was sending a reminder is dead, and where its ladder was stopped meanwhile nobody comes
   * after to say so: it may have gone out, and nobody knows.
   */
  private boolean isLost(Message message) {
    return message.kind() == Message.Kind.REMINDER
        && message.state() == Message.State.SENDING
        && !wall.instant().isBefore(message.leaseUntil());
  }
}
