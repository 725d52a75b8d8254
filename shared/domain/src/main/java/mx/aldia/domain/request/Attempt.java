package mx.aldia.domain.request;

import java.util.Optional;
import java.util.function.Function;

/**
 * A caller's request that may be told twice. A store writes the answer in the effect's own
 * transaction, so a twin finds either all of it or nothing.
 *
 * @param key sha256 (hex) of route and Idempotency-Key; empty when the caller gave none
 * @param bodyHash sha256 (hex) of the body as received: same key with another body is refused
 * @param answer what the caller will be told of the effect
 */
public record Attempt<T>(Optional<String> key, String bodyHash, Function<T, Answer> answer) {
  /** The same attempt, where the effect's own store keeps less than its caller is told. */
  public <U> Attempt<U> seenAs(Function<U, T> whole) {
    return new Attempt<>(key, bodyHash, effect -> answer.apply(whole.apply(effect)));
  }

  /** An attempt that nobody will repeat under a key: our own consumers, tests. */
  public static <T> Attempt<T> once() {
    return new Attempt<>(Optional.empty(), "", _ -> new Answer(200, "{}"));
  }
}
