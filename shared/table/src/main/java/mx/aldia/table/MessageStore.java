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
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.Message;
import mx.aldia.domain.message.MessageId;
import mx.aldia.domain.tenant.TenantId;
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
   * @param message in state SENDING, with its lease
   */
  public Begun begin(Once once, Message message) {
    var invoice = message.invoices().getFirst();
    var step = Keys.step(invoice, once);
    var transaction = table.transaction();
    begin(transaction, invoice, once, message);
    if (table.commit(transaction).isEmpty()) {
      return new Begun.Go(message);
    }
    var id = new MessageId(invoice.tenant(), table.get(step).orElseThrow().text("message"));
    var earlier = find(message.customer(), id).orElseThrow();
    if (earlier.state() != Message.State.SENDING) {
      return new Begun.Over(earlier);
    }
    if (wall.instant().isBefore(earlier.leaseUntil())) {
      return new Begun.Busy();
    }
    var again = earlier.leased(message.leaseUntil());
    return table
            .commit(table.transaction().replace("message", item(again), earlier.version()))
            .isEmpty()
        ? new Begun.Go(again)
        : new Begun.Busy();
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
   * Takes the one right to send a reminder: the ladder goes from SCHEDULED to SENDING, the step is
   * taken, the message is there, the customer's day is used, or none of it. Settling writes the
   * same ladder, so nothing begins after a settlement has committed; and the invoice is as the
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
    begin(transaction, was.invoice(), Once.reminder(was), message);
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
    return failed.equals(List.of("step")) ? Right.USED : Right.STALE;
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
    begin(transaction, sending.invoice(), Once.reminder(sending).byOtherWay(), other);
    return table.commit(transaction).isEmpty();
  }

  private static void begin(
      Transaction transaction, InvoiceId invoice, Once once, Message message) {
    transaction
        .insert("step", pointer(Keys.step(invoice, once), message))
        .insert(
            "pointer_id", pointer(Keys.pointer(invoice.tenant(), message.id().value()), message))
        .insert("message", item(message));
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
            .replace("message", item(held), was.version())
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
    var transaction = table.transaction().replace("message", item(taken), held.version());
    return table.commit(transaction).isEmpty() ? Optional.of(taken) : Optional.empty();
  }

  /** Says what became of a message that waited; nobody asks for it any more. */
  public void finishHeld(TenantTime time, Message was, Message next, List<Event> events) {
    table.commit(
        finishing(time, was, next, events)
            .remove("due", Keys.held(next.invoices().getFirst(), next.id())));
  }

  /** Says what became of a message, with the events that tell it. */
  public void finish(TenantTime time, Message was, Message next, List<Event> events) {
    table.commit(finishing(time, was, next, events));
  }

  /**
   * Says what became of a reminder, and what its ladder makes of it: as it was while sending, or as
   * somebody has settled, paused or planned it meanwhile.
   *
   * @param on from the ladder as it is now to what it becomes; empty leaves it alone
   * @return false when somebody else has said what became of the message: its lease was over
   */
  public boolean finishReminder(
      TenantTime time,
      InvoiceId invoice,
      Message was,
      Message next,
      Function<LadderEntry, Optional<LadderEntry>> on,
      List<Event> events) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var ladder = table.get(Keys.ladder(invoice)).map(InvoiceItems::ladder).orElseThrow();
      var transaction = finishing(time, was, next, events);
      on.apply(ladder).ifPresent(then -> InvoiceStore.plan(transaction, ladder, then));
      var failed = table.commit(transaction);
      if (!failed.contains("ladder")) {
        return failed.isEmpty();
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, invoice));
  }

  private Transaction finishing(TenantTime time, Message was, Message next, List<Event> events) {
    var transaction = table.transaction().replace("message", item(next), was.version());
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

  public Optional<Message> find(CustomerId customer, MessageId id) {
    return table.get(Keys.message(customer, id)).map(MessageStore::message);
  }

  public Optional<Message> find(MessageId id) {
    return table
        .get(Keys.pointer(id.tenant(), id.value()))
        .flatMap(row -> table.get(new Key(row.text("pk"), row.text("sk"))))
        .map(MessageStore::message);
  }

  /** What was said about an invoice, oldest first. */
  public List<Message> of(InvoiceId invoice) {
    var keys =
        table
            .query(Keys.partition(invoice), Keys.STEP)
            .map(row -> new Key(row.text("pk"), row.text("sk")))
            .toList();
    return table.getAll(keys).values().stream()
        .map(MessageStore::message)
        .sorted(Comparator.comparing(Message::at).thenComparing(m -> m.id().value()))
        .toList();
  }

  /** What was said to a customer, oldest first. */
  public List<Message> of(CustomerId customer) {
    return table
        .query(Keys.partition(customer), Keys.MESSAGE)
        .map(MessageStore::message)
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

  private static Item pointer(Key step, Message message) {
    var key = Keys.message(message.customer(), message.id());
    return Item.at(step)
        .text("message", message.id().value())
        .text("pk", key.pk())
        .text("sk", key.sk());
  }

  private static Item item(Message message) {
    var id = message.id();
    var item =
        Item.at(Keys.message(message.customer(), id))
            .text("tenant", id.tenant().value())
            .text("id", id.value())
            .text("customer", message.customer().value())
            .texts("invoices", message.invoices().stream().map(InvoiceId::value).toList())
            .text("kind", message.kind().name())
            .text("channel", message.channel().name())
            .text("tone", message.tone())
            .text("to", message.to())
            .text("subject", message.subject())
            .text("text", message.text())
            .text("state", message.state().name())
            .text("reason", message.reason())
            .text("unsubscribe", message.unsubscribeUrl())
            .instant("at", message.at())
            .instant("leaseUntil", message.leaseUntil())
            .number("version", message.version())
            .inMonth(
                Keys.month(id.tenant(), "MESSAGE", Stamp.month(message.at())),
                Stamp.of(message.at()) + "#" + id.value());
    message.step().ifPresent(step -> item.number("step", step));
    return item;
  }

  private static Message message(Row row) {
    var tenant = new TenantId(row.text("tenant"));
    return new Message(
        new MessageId(tenant, row.text("id")),
        new CustomerId(tenant, row.text("customer")),
        row.texts("invoices").stream().map(id -> new InvoiceId(tenant, id)).toList(),
        Message.Kind.valueOf(row.text("kind")),
        ChannelKind.valueOf(row.text("channel")),
        row.maybeText("tone"),
        row.maybeNumber("step").map(Long::intValue),
        row.text("to"),
        row.text("subject"),
        row.text("text"),
        Message.State.valueOf(row.text("state")),
        row.maybeText("reason"),
        row.maybeText("unsubscribe"),
        row.instant("at"),
        row.instant("leaseUntil"),
        row.number("version"));
  }
}
