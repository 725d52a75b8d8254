package mx.aldia.tenants;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.collections.ReminderPolicy;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Scope;
import mx.aldia.table.TenantStore;

/** Businesses: made by the operator, changed by themselves. */
final class KeepTenants {
  private final TenantStore tenants;
  private final Ulid ids;
  private final Clock wall;

  KeepTenants(TenantStore tenants, Ulid ids, Clock wall) {
    this.tenants = tenants;
    this.ids = ids;
    this.wall = wall;
  }

  /** A business nobody knows anything of yet: what a reader fills in. */
  Tenant blank() {
    var id = new TenantId("ten_" + ids.next());
    return new Tenant(
        id,
        "?",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ZoneOffset.UTC,
        Tenant.LOCALES.getFirst(),
        Tenant.Mode.TEST,
        Tenant.Cfdi.OFF,
        Optional.empty(),
        Optional.empty(),
        new PolicyId(id, "pol_" + ids.next()),
        wall.instant().truncatedTo(ChronoUnit.MILLIS),
        1);
  }

  /** Writes a new tenant with its first key, which may do everything, and the usual reminders. */
  Tenant create(Tenant tenant, Secret secret, Attempt<Tenant> attempt) {
    var key =
        secret.key(
            "key_" + ids.next(),
            tenant.id(),
            tenant.mode(),
            tenant.name(),
            Set.of(Scope.ALL),
            tenant.createdAt(),
            Optional.empty());
    tenants.create(
        tenant, key, ReminderPolicy.usual(tenant.defaultPolicy(), usual(tenant)), attempt);
    return tenant;
  }

  private static String usual(Tenant tenant) {
    return Locale.forLanguageTag(tenant.locale()).getLanguage().equals("es") ? "Usual" : "Standard";
  }

  /** The tenant of a key that was just recognised. */
  Tenant find(TenantId id) {
    return tenants.open(id).orElseThrow().tenant();
  }

  Outcome<Tenant> change(Tenant was, Tenant next) {
    return tenants.save(next, was.version())
        ? Outcome.done(next)
        : Outcome.refused(new Problem.Stale(was.version()));
  }
}
