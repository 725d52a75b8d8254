package mx.aldia.tenants;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.ApiKey;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Caller;
import mx.aldia.table.KeyStore;

/** The keys of a tenant: made, shown without their secret, ended. */
final class KeepKeys {
  private final KeyStore keys;
  private final Ulid ids;
  private final Clock wall;

  KeepKeys(KeyStore keys, Ulid ids, Clock wall) {
    this.keys = keys;
    this.ids = ids;
    this.wall = wall;
  }

  /** A key as a caller wants it. */
  record Wanted(String name, Set<String> scopes, Optional<Instant> expiresAt) {}

  /** Keys live on the wall clock, a sandbox's too. */
  boolean isAhead(Instant instant) {
    return instant.isAfter(wall.instant());
  }

  ApiKey create(Caller maker, Wanted wanted, Secret secret, Attempt<ApiKey> attempt) {
    var key =
        secret.key(
            "key_" + ids.next(),
            maker.tenant().orElseThrow(),
            maker.mode(),
            wanted.name(),
            wanted.scopes(),
            now(),
            wanted.expiresAt());
    keys.create(key, attempt);
    return key;
  }

  /** Dead ones too, oldest first. */
  List<ApiKey> list(TenantId tenant) {
    return keys.list(tenant);
  }

  /** The key opens nothing from the next request on, its own maker's included. */
  Outcome<ApiKey> revoke(TenantId tenant, String id) {
    var key = keys.byId(tenant, id);
    key.ifPresent(it -> keys.revoke(it, now()));
    return key.map(Outcome::done).orElseGet(() -> Outcome.refused(new Problem.NotFound("api_key")));
  }

  private Instant now() {
    return wall.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
