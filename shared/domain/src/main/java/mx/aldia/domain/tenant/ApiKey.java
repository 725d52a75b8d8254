package mx.aldia.domain.tenant;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key that calls the API for a tenant. The secret is shown once; only its hash is kept.
 *
 * @param id {@code key_} and a ULID
 * @param hash sha256 of the secret, in hex
 * @param hint the last four characters, so that an owner tells keys apart
 * @param scopes {@code resource:read} or {@code resource:write}; {@code *} is all of the tenant
 * @param expiresAt on the wall clock
 */
public record ApiKey(
    String id,
    TenantId tenant,
    Tenant.Mode mode,
    String hash,
    String hint,
    String name,
    Set<String> scopes,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  public boolean isAlive(Instant wallNow) {
    return revokedAt.isEmpty() && expiresAt.map(wallNow::isBefore).orElse(true);
  }
}
