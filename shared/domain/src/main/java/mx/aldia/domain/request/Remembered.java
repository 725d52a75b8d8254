package mx.aldia.domain.request;

import java.util.Optional;
import mx.aldia.domain.tenant.TenantId;

/** Answers already given, by the key of their attempt. */
@FunctionalInterface
public interface Remembered {
  /**
   * What was answered and to which body; read with strong consistency.
   *
   * @param bodyHash of the body that was answered: {@link Attempt#bodyHash}
   */
  record Stored(String bodyHash, Answer answer) {}

  /**
   * The answer given under this key in the last 48 hours.
   *
   * @param key as in {@link Attempt#key}
   */
  Optional<Stored> find(TenantId tenant, String key);
}
