package mx.aldia.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.request.AlreadyAnswered;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.TenantId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The clock of a sandbox tenant, and what it waits for. The advance is accounted for: events in
 * flight are counted in {@code pending} by the transactions that write them, due entries by their
 * pointers.
 */
public final class ClockStore {
  private final Table table;

  public ClockStore(Table table) {
    this.table = table;
  }

  /**
   * A sandbox clock.
   *
   * @param now empty until it is set: the wall clock's time
   * @param target where an advance goes; empty when it stands still
   * @param pending events whose consumers are not done yet
   * @param used whether the tenant has an invoice, so that the clock can only be advanced
   */
  public record SandboxClock(
      Optional<Instant> now, Optional<Instant> target, long pending, boolean used) {
    public boolean isAdvancing() {
      return target.isPresent();
    }
  }

  /** A due entry whose instant has come. */
  public record Due(TenantId tenant, String pk, String sk, Instant at) {
    Key entry() {
      return new Key(pk, sk);
    }
  }

  public Optional<SandboxClock> find(TenantId tenant) {
    return table
        .get(Keys.clock(tenant))
        .map(
            row ->
                new SandboxClock(
                    row.maybeInstant("now"),
                    row.maybeInstant("target"),
                    row.maybeNumber("pending").orElse(0L),
                    row.maybeText("used").isPresent()));
  }

  /** Whose clock a command of the sweep means. */
  public static TenantId tenantOf(SweepStore.DueKey command) {
    return Keys.tenantOf(command.pk());
  }

  /**
   * Sets the clock to any instant.
   *
   * @return false while it advances, and once the tenant has an invoice
   * @throws AlreadyAnswered if a twin of this attempt was first
   */
  public boolean set(TenantId tenant, Instant now, Answers answers, Attempt<Instant> attempt) {
    var transaction = table.transaction().update("clock", Keys.clock(tenant), setTo(now));
    answers.remember(transaction, tenant, attempt, now);
    return answers.commit(transaction).isEmpty();
  }

  /** As the other, for who will not ask again. */
  public boolean set(TenantId tenant, Instant now) {
    return table.update(Keys.clock(tenant), setTo(now)).isPresent();
  }

  private static Transaction.Updating setTo(Instant now) {
    return new Transaction.Updating()
        .set("now", Stamp.of(now))
        .set("initial", Stamp.of(now))
        .name("used")
        .name("target")
        .when("attribute_exists(PK)")
        .when("attribute_not_exists(#used)")
        .when("attribute_not_exists(#target)");
  }

  /**
   * Begins an advance. The clock is itself due on the wall clock from then on, so that a crash
   * resumes it.
   *
   * @return false when the clock is advancing, was never set or is no longer as it was read
   * @throws AlreadyAnswered if a twin of this attempt was first
   */
  public boolean advance(
      TenantId tenant,
      Instant now,
      Instant target,
      Instant resumeAt,
      Answers answers,
      Attempt<Instant> attempt) {
    var key = Keys.clock(tenant);
    var transaction =
        table
            .transaction()
            .update(
                "clock",
                key,
                new Transaction.Updating()
                    .set("target", Stamp.of(target))
                    .set("byDuePK", Keys.dueHour(resumeAt, Keys.shardOf(key)))
                    .set("byDueSK", Stamp.of(resumeAt) + "#" + key.pk())
                    .name("now")
                    .value("was", Stamp.of(now))
                    .when("#now = :was AND attribute_not_exists(#target)"));
    answers.remember(transaction, tenant, attempt, now);
    return answers.commit(transaction).isEmpty();
  }

  /** Says that somebody is still at it: the sweep looks again at this wall-clock instant. */
  public void keepAlive(TenantId tenant, Instant resumeAt) {
    var key = Keys.clock(tenant);
    table.update(
        key,
        new Transaction.Updating()
            .set("byDuePK", Keys.dueHour(resumeAt, Keys.shardOf(key)))
            .set("byDueSK", Stamp.of(resumeAt) + "#" + key.pk())
            .when("attribute_exists(#target)")
            .name("target"));
  }

  /** Moves the clock forward while nothing is pending; false when something is after all. */
  public boolean moveTo(TenantId tenant, Instant was, Instant next) {
    return table
        .update(
            Keys.clock(tenant),
            new Transaction.Updating()
                .set("now", Stamp.of(next))
                .name("pending")
                .value("was", Stamp.of(was))
                .value("none", 0)
                .when("#now = :was AND #pending <= :none"))
        .isPresent();
  }

  /** The clock has arrived. */
  public boolean arrive(TenantId tenant, Instant target) {
    return table
        .update(
            Keys.clock(tenant),
            new Transaction.Updating()
                .set("now", Stamp.of(target))
                .remove("target")
                .remove("byDuePK")
                .remove("byDueSK")
                .name("pending")
                .value("goal", Stamp.of(target))
                .value("none", 0)
                .when("#target = :goal AND #pending <= :none"))
        .isPresent();
  }

  /** The earliest due entries up to an instant, in their order. */
  public List<Due> due(TenantId tenant, Instant upTo, int limit) {
    return table.upTo(Keys.sandboxDue(tenant), Stamp.of(upTo) + "~", limit).stream()
        .map(
            row ->
                new Due(
                    tenant,
                    row.text("pk"),
                    row.text("sk"),
                    Stamp.parse(row.key().sk().substring(0, row.key().sk().indexOf('#')))))
        .toList();
  }

  /** Those of the pointers whose entries still wait for their instant, or are being worked on. */
  public List<Due> open(List<Due> pointers) {
    var entries = table.getAll(pointers.stream().map(Due::entry).toList());
    return pointers.stream()
        .filter(
            due ->
                Optional.ofNullable(entries.get(due.entry()))
                    .flatMap(row -> row.maybeInstant("at"))
                    .filter(due.at()::equals)
                    .isPresent())
        .toList();
  }

  /** Forgets a pointer whose entry was dealt with; one that is due then after all is kept. */
  public void done(Due due) {
    var transaction =
        table
            .transaction()
            .require(
                "entry",
                due.entry(),
                "attribute_not_exists(#at) OR #at <> :at",
                Map.of("#at", "at"),
                Map.of(":at", AttributeValue.fromS(Stamp.of(due.at()))))
            .remove("pointer", Keys.sandboxDue(due.tenant(), due.at(), due.entry()));
    table.commit(transaction);
  }

  /**
   * A consumer is done with an event: the clock waits for one less. Said twice it counts once.
   *
   * @param consumer the queue's consumer, by name
   */
  public void acknowledge(TenantId tenant, String consumer, String event, Instant expiresAt) {
    var transaction =
        table
            .transaction()
            .insert(
                "done", Item.at(Keys.acknowledged(tenant, consumer, event)).expiresAt(expiresAt))
            .update(
                "clock",
                Keys.clock(tenant),
                new Transaction.Updating().add("pending", -1).when("attribute_exists(PK)"));
    table.commit(transaction);
  }
}
