package mx.aldia.authorizer;

import java.util.Optional;
import mx.aldia.domain.tenant.ApiKey;

/** The keys that were given out. */
@FunctionalInterface
interface KnownKeys {
  /**
   * The key of this secret, dead or alive; read with strong consistency, so that a revoked key is
   * dead at once.
   *
   * @param hash sha256 of the secret, in hex
   */
  Optional<ApiKey> find(String hash);
}
