package mx.aldia.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.task.Task;
import mx.aldia.domain.task.TaskId;
import mx.aldia.domain.tax.Csd;
import mx.aldia.domain.tax.CsdWarning;
import mx.aldia.domain.tenant.TenantId;

/** When a tenant is told that what it seals with comes to its end, and that it was told. */
public final class CertificateWarnings {
  private static final String WARNING = "warning";

  private final Table table;

  public CertificateWarnings(Table table) {
    this.table = table;
  }

  /**
   * A warning that is planned.
   *
   * @param csd the certificate that it is of, and that still seals
   * @param daysLeft when it is given
   * @param at on the tenant's clock
   */
  public record Planned(Csd csd, int daysLeft, Instant at) {
    /** Whether it is the same warning of the same certificate. */
    public boolean isSameAs(Planned other) {
      return daysLeft == other.daysLeft && csd.number().equals(other.csd.number());
    }
  }

  /** The next one; empty where the last was given, or another certificate took over. */
  public Optional<Planned> find(TenantId tenant) {
    var rows = table.getAll(List.of(Keys.certificateDue(tenant), Keys.csd(tenant)));
    var due = Optional.ofNullable(rows.get(Keys.certificateDue(tenant)));
    var csd = Optional.ofNullable(rows.get(Keys.csd(tenant))).map(CsdStore::csd);
    return due.flatMap(
        row ->
            csd.filter(it -> it.number().equals(row.text("number")))
                .flatMap(
                    it ->
                        row.maybeInstant("at")
                            .map(at -> new Planned(it, (int) row.number("daysLeft"), at))));
  }

  /**
   * Takes the one right to give a warning.
   *
   * @param now and {@code until} on the wall clock: after it nobody is at it any more
   * @return false while somebody is, and when it was given
   */
  public boolean take(Planned planned, TenantId tenant, Instant now, Instant until) {
    return table
        .update(
            Keys.certificateDue(tenant),
            still(planned, new Transaction.Updating())
                .set("lease", Stamp.of(until))
                .value("now", Stamp.of(now))
                .when("(attribute_not_exists(#lease) OR #lease <= :now)"))
        .isPresent();
  }

  /** Gives the right back: it was certainly not given. */
  public void release(Planned planned, TenantId tenant) {
    table.update(
        Keys.certificateDue(tenant), still(planned, new Transaction.Updating()).remove("lease"));
  }

  private static Transaction.Updating still(Planned planned, Transaction.Updating updating) {
    return updating
        .name("number")
        .name("daysLeft")
        .value("number", planned.csd().number())
        .value("days", planned.daysLeft())
        .when("#number = :number AND #daysLeft = :days");
  }

  /** It was given: that is told, and the next is planned. Told twice it is told once. */
  public void given(TenantTime time, Planned planned) {
    var tenant = time.tenant();
    var csd = planned.csd();
    var transaction = table.transaction();
    plan(transaction, time, csd);
    var told =
        new Event.CertificateExpiring(
            csd.number(), csd.rfc(), csd.validUntil(), planned.daysLeft());
    TaskStore.raise(transaction, task(time, planned));
    Outbox.write(
        transaction,
        time,
        Keys.partition(tenant),
        tenant.value(),
        tenant.value() + "CSD" + csd.number(),
        CsdWarning.nth(planned.daysLeft()),
        time.now(),
        List.of(told));
    if (!table.commit(transaction).isEmpty()) {
      // The event is there already: the same certificate has come back.
      table.commit(plan(table.transaction(), time, csd));
    }
  }

  private static Task task(TenantTime time, Planned planned) {
    var csd = planned.csd();
    return new Task(
        TaskId.ofCertificate(time.tenant(), csd.number()),
        Task.Kind.CERTIFICATE_EXPIRING,
        Optional.empty(),
        Optional.empty(),
        csd.number(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        time.now(),
        Optional.of(csd.validUntil()),
        CsdWarning.nth(planned.daysLeft()),
        Optional.empty());
  }

  /** Plans the next warning from now on, or that there is none left to give. */
  static Transaction plan(Transaction transaction, TenantTime time, Csd csd) {
    var key = Keys.certificateDue(time.tenant());
    var next = CsdWarning.after(time.now(), csd.validUntil(), time.clock().getZone());
    var at = next.map(CsdWarning::at);
    var entry = Item.at(key).text("number", csd.number()).instant("at", at);
    next.ifPresent(it -> entry.number("daysLeft", it.daysLeft()));
    transaction.put(WARNING, DueIndex.due(entry, key, time.movable(), at));
    DueIndex.point(transaction, time.tenant(), key, time.movable(), at);
    return transaction;
  }
}
