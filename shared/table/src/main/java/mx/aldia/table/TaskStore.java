package mx.aldia.table;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.task.Task;
import mx.aldia.domain.task.TaskId;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tenant.TenantId;

/**
 * What people at a business are asked to do. A task is written in the transaction of the fact that
 * asks for it, and closed in that of the fact that answers it; an open one is found by its tenant.
 */
public final class TaskStore {
  private static final String OPEN = "attribute_exists(PK) AND attribute_not_exists(#closedAt)";

  private final Table table;
  private final Answers answers;

  public TaskStore(Table table, Answers answers) {
    this.table = table;
    this.answers = answers;
  }

  public Optional<Task> find(TaskId id) {
    return table.get(Keys.task(id)).map(TaskStore::task);
  }

  /** The open ones, oldest first. */
  public Listed<Task> open(TenantId tenant, Optional<String> after, int limit) {
    return Listed.of(
        table.index("byOwner", Keys.tasks(tenant), after, Optional.empty()),
        limit,
        table::getAll,
        row -> Optional.of(task(row)).filter(task -> task.closed().isEmpty()));
  }

  /** Asks for it, unless it was asked for before. */
  public void raise(Task task) {
    table.insertIfAbsent(item(task));
  }

  /** What it asked for has happened; nothing changes where it is closed already. */
  public void close(TaskId id, Instant now) {
    table.update(Keys.task(id), closing(now).when(OPEN));
  }

  /**
   * A person says that it is done.
   *
   * @param open as it was read
   * @return false when it was closed or raised anew since
   */
  public boolean done(TenantTime time, Task open, String outcome, Attempt<Task> attempt) {
    var id = open.id();
    var transaction =
        table
            .transaction()
            .update(
                "task",
                Keys.task(id),
                closing(time.now())
                    .set("outcome", outcome)
                    .name("version")
                    .value("was", open.version())
                    .when(OPEN)
                    .when("#version = :was"));
    var subject = open.invoice().map(TaxDocument.Named::invoice);
    Outbox.write(
        transaction,
        time,
        subject.map(Keys::partition).orElseGet(() -> Keys.partition(id.tenant())),
        subject.map(InvoiceId::value).orElseGet(() -> id.tenant().value()),
        id.value() + "done",
        open.version(),
        time.now(),
        List.of(
            new Event.TaskDone(
                id,
                open.kind().name().toLowerCase(Locale.ROOT),
                open.invoice(),
                open.customer(),
                open.about(),
                outcome)));
    answers.remember(transaction, id.tenant(), attempt, closed(open, time.now(), outcome));
    return answers.commit(transaction).isEmpty();
  }

  private static Task closed(Task open, Instant now, String outcome) {
    return new Task(
        open.id(),
        open.kind(),
        open.invoice(),
        open.customer(),
        open.about(),
        open.type(),
        open.reason(),
        open.findings(),
        open.since(),
        open.due(),
        open.version(),
        Optional.of(new Task.Closed(now, Optional.of(outcome))));
  }

  /** Adds what a document that changes asks for now, or the end of what it asked for. */
  static void follow(Transaction transaction, TaxDocument was, TaxDocument next, Instant now) {
    var before = Task.of(was, now);
    var after = Task.of(next, now);
    if (after.isPresent() && !(before.isPresent() && isSame(was, next))) {
      raise(transaction, after.get());
    } else if (after.isEmpty() && before.isPresent()) {
      close(transaction, before.get().id(), now);
    }
  }

  /** One that is late is asked for anew each time that the business is told. */
  private static boolean isSame(TaxDocument was, TaxDocument next) {
    return was instanceof TaxDocument.Sealed before
        && next instanceof TaxDocument.Sealed after
        && before.warnings() == after.warnings();
  }

  /** Adds the end of what a document asked for that will not change any more. */
  static void forget(Transaction transaction, TaxDocument document, Instant now) {
    Task.of(document, now).ifPresent(task -> close(transaction, task.id(), now));
  }

  static void raise(Transaction transaction, Task task) {
    transaction.put("task", item(task));
  }

  private static void close(Transaction transaction, TaskId id, Instant now) {
    transaction.update("task", Keys.task(id), closing(now));
  }

  static Transaction.Updating closing(Instant now) {
    return new Transaction.Updating()
        .set("closedAt", Stamp.of(now))
        .remove("byOwnerPK")
        .remove("byOwnerSK");
  }

  private static Item item(Task task) {
    var id = task.id();
    var item =
        Item.at(Keys.task(id))
            .text("tenant", id.tenant().value())
            .text("id", id.value())
            .text("kind", task.kind().name())
            .text("invoice", task.invoice().map(it -> it.invoice().value()))
            .text("number", task.invoice().map(TaxDocument.Named::number))
            .text("customer", task.customer().map(CustomerId::value))
            .text("about", task.about())
            .text("type", task.type().map(Enum::name))
            .text("reason", task.reason())
            .instant("since", task.since())
            .instant("due", task.due())
            .number("version", task.version())
            .ownedBy(Keys.tasks(id.tenant()), Stamp.of(task.since()) + "#" + id.value());
    if (!task.findings().isEmpty()) {
      item.text("findings", Json.write(TaxDocumentItems.findings(task.findings())));
    }
    return item;
  }

  private static Task task(Row row) {
    var tenant = new TenantId(row.text("tenant"));
    return new Task(
        new TaskId(tenant, row.text("id")),
        Task.Kind.valueOf(row.text("kind")),
        row.maybeText("invoice")
            .map(it -> new TaxDocument.Named(new InvoiceId(tenant, it), row.text("number"))),
        row.maybeText("customer").map(it -> new CustomerId(tenant, it)),
        row.text("about"),
        row.maybeText("type").map(TaxDocument.Type::valueOf),
        row.maybeText("reason"),
        TaxDocumentItems.findings(row),
        row.instant("since"),
        row.maybeInstant("due"),
        row.number("version"),
        row.maybeInstant("closedAt").map(at -> new Task.Closed(at, row.maybeText("outcome"))));
  }
}
