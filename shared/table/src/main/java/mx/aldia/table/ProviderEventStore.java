package mx.aldia.table;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.task.Task;
import mx.aldia.domain.task.TaskId;
import mx.aldia.domain.tenant.TenantId;

/**
 * What payment providers told us, to the byte, and how far we are with it. It is stored together
 * with the internal event that has it applied, before the provider hears 2xx.
 */
public final class ProviderEventStore {
  private static final Duration KEPT = Duration.ofDays(90);

  private final Table table;
  private final Clock wall;

  public ProviderEventStore(Table table, Clock wall) {
    this.table = table;
    this.wall = wall;
  }

  /** How far we are with it. */
  public enum State {
    RECEIVED,
    APPLIED,
    /** A person has to look at it. */
    PARKED
  }

  /**
   * A notification.
   *
   * @param told how often the provider told it
   */
  public record Seen(
      TenantId tenant, String gateway, String id, State state, Optional<String> note, long told) {}

  /**
   * Keeps a notification and has it applied. One that was told before and is not applied yet is
   * asked to be applied again.
   */
  public void receive(TenantTime time, String gateway, String id, byte[] body) {
    var key = Keys.providerEvent(time.tenant(), gateway, id);
    var first =
        table
            .transaction()
            .insert(
                "seen",
                Item.at(key)
                    .text("tenant", time.tenant().value())
                    .text("gateway", gateway)
                    .text("id", id)
                    .bytes("body", body)
                    .text("state", State.RECEIVED.name())
                    .number("told", 1)
                    .instant("receivedAt", wall.instant())
                    .expiresAt(wall.instant().plus(KEPT)));
    tell(first, time, gateway, id, 1);
    if (table.commit(first).isEmpty()) {
      return;
    }
    var seen = find(time.tenant(), gateway, id).orElseThrow();
    if (seen.state() == State.RECEIVED) {
      var again =
          table
              .transaction()
              .update(
                  "seen",
                  key,
                  new Transaction.Updating()
                      .add("told", 1)
                      .when("#told = :was")
                      .value("was", seen.told()));
      tell(again, time, gateway, id, seen.told() + 1);
      // A twin that is told at this moment has asked for it just as well.
      table.commit(again);
    }
  }

  public Optional<Seen> find(TenantId tenant, String gateway, String id) {
    return table
        .get(Keys.providerEvent(tenant, gateway, id))
        .map(
            row ->
                new Seen(
                    tenant,
                    row.text("gateway"),
                    row.text("id"),
                    State.valueOf(row.text("state")),
                    row.maybeText("note"),
                    row.number("told")));
  }

  /** The notification to the byte. */
  public byte[] body(Seen seen) {
    return table
        .get(Keys.providerEvent(seen.tenant(), seen.gateway(), seen.id()))
        .orElseThrow()
        .bytes("body");
  }

  /**
   * Says how far we are; the effect itself is guarded by its own transaction. What a person has to
   * look at is a task from then on, until it is applied after all.
   *
   * @param now on the tenant's clock
   */
  public void mark(Seen seen, State state, String note, Instant now) {
    var task = TaskId.ofProviderEvent(seen.tenant(), seen.gateway(), seen.id());
    var transaction =
        table
            .transaction()
            .update(
                "seen",
                Keys.providerEvent(seen.tenant(), seen.gateway(), seen.id()),
                new Transaction.Updating()
                    .set("state", state.name())
                    .set("note", note)
                    .when("attribute_exists(PK)"));
    if (state == State.PARKED && seen.state() == State.RECEIVED) {
      TaskStore.raise(transaction, task(seen, task, note, now));
    } else if (state == State.APPLIED && seen.state() == State.PARKED) {
      transaction.update("task", Keys.task(task), TaskStore.closing(now));
    }
    table.commit(transaction);
  }

  private static Task task(Seen seen, TaskId id, String note, Instant now) {
    return new Task(
        id,
        Task.Kind.PAYMENT_TO_REVIEW,
        Optional.empty(),
        Optional.empty(),
        seen.gateway() + " " + seen.id(),
        Optional.empty(),
        Optional.of(note),
        List.of(),
        now,
        Optional.empty(),
        seen.told(),
        Optional.empty());
  }

  /**
   * What one notification says of money that nobody has told us of yet waits for it. Whoever holds
   * one looks for the money once more afterwards, and whoever books the money looks for what is
   * held: one of both finds the other.
   *
   * @param money the provider's id of the money
   */
  public void hold(Seen seen, String money) {
    table.put(
        Item.at(Keys.held(seen.tenant(), seen.gateway(), money, seen.id()))
            .text("id", seen.id())
            .expiresAt(wall.instant().plus(KEPT)));
  }

  /** What waits for this money, or waited for it. */
  public List<Seen> held(TenantId tenant, String gateway, String money) {
    return table
        .query(Keys.heldFor(tenant, gateway, money), Keys.HELD)
        .flatMap(row -> find(tenant, gateway, row.text("id")).stream())
        .toList();
  }

  private static void tell(
      Transaction transaction, TenantTime time, String gateway, String id, long sequence) {
    Outbox.write(
        transaction,
        time,
        Keys.providerEvent(time.tenant(), gateway, id).pk(),
        id,
        "whk_" + gateway + "-" + id,
        sequence,
        time.now(),
        List.of(new Event.ProviderEventReceived(gateway, id)));
  }
}
