package mx.aldia.edge;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.request.AlreadyAnswered;
import mx.aldia.domain.request.Answer;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.request.Remembered;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.domain.time.Waiting;

/**
 * A request told twice under one {@code Idempotency-Key} has one effect and one answer.
 *
 * <p>The answer is written by the effect's own transaction, so there is no moment in which one is
 * there without the other; a twin finds all or nothing. Refusals are not kept: nothing was written,
 * and the caller may mend what was wrong and come again.
 *
 * <pre>{@code
 * return idempotency.once(request, (Invoice it) -> json(it).answer(201),
 *     attempt -> createInvoice.create(request.tenant(), wanted, attempt));
 * }</pre>
 */
public final class Idempotency {
  static final String REPLAYED = "Idempotency-Replayed";

  /** Seven looks over about two seconds: longer than a transaction with its own retries takes. */
  private static final int LOOKS = 7;

  private static final int FIRST_PAUSE_MILLIS = 20;

  /** 255 characters, each escaped, in quotes; what is longer is not even looked at. */
  private static final int LONGEST = 2 * 255 + 2;

  private static final Pattern BARE = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\])*)\"");

  private final Remembered remembered;
  private final Waiting waiting;

  public Idempotency(Remembered remembered, Waiting waiting) {
    this.remembered = remembered;
    this.waiting = waiting;
  }

  /**
   * Has the effect once and answers as the first time ever after.
   *
   * @param answer what is told of the effect, to the byte; it is kept with it
   * @param effect the use case; it passes the attempt on to the store
   */
  public <T> Response once(
      Request request, Function<T, Answer> answer, Function<Attempt<T>, Outcome<T>> effect) {
    return once(request, Hashes.sha256(request.bytes()), answer, effect);
  }

  /**
   * As the other, where the answer is not for everybody who may send the same body.
   *
   * @param who what the caller must have in common with who was answered first: what was told under
   *     this key is told to nobody else
   */
  public <T> Response onceFor(
      String who,
      Request request,
      Function<T, Answer> answer,
      Function<Attempt<T>, Outcome<T>> effect) {
    return once(
        request, Hashes.sha256(who + "\n" + Hashes.sha256(request.bytes())), answer, effect);
  }

  private <T> Response once(
      Request request,
      String bodyHash,
      Function<T, Answer> answer,
      Function<Attempt<T>, Outcome<T>> effect) {
    var header = request.header("Idempotency-Key");
    if (header.isEmpty()) {
      return told(effect.apply(new Attempt<>(Optional.empty(), bodyHash, answer)), answer);
    }
    var said = said(header.get());
    if (said.isEmpty()) {
      return Response.refused(Refusal.of(422, "malformed_idempotency_key"));
    }
    var tenant = request.caller().tenant().orElse(Caller.OPERATOR);
    var key = Hashes.sha256(request.method() + " " + request.path() + "\n" + said.get());
    var before = replay(tenant, key, bodyHash);
    if (before.isPresent()) {
      return before.get();
    }
    try {
      var outcome = effect.apply(new Attempt<>(Optional.of(key), bodyHash, answer));
      // A twin may have been quicker by so much that the effect was refused before it was tried:
      // "already issued" is then no answer, but the twin's is.
      return outcome instanceof Outcome.Refused<T>
          ? replay(tenant, key, bodyHash).orElseGet(() -> told(outcome, answer))
          : told(outcome, answer);
    } catch (AlreadyAnswered _) {
      return await(tenant, key, bodyHash);
    }
  }

  private Response await(TenantId tenant, String key, String bodyHash) {
    for (int look = 0; look < LOOKS; look++) {
      var answer = replay(tenant, key, bodyHash);
      if (answer.isPresent()) {
        return answer.get();
      }
      int most = FIRST_PAUSE_MILLIS << look;
      waiting.between(Duration.ofMillis(most / 2), Duration.ofMillis(most));
    }
    return Response.refused(Refusal.of(409, "request_in_progress").with("Retry-After", "2"));
  }

  private Optional<Response> replay(TenantId tenant, String key, String bodyHash) {
    return remembered
        .find(tenant, key)
        .map(
            stored ->
                stored.bodyHash().equals(bodyHash)
                    ? Response.of(stored.answer()).with(REPLAYED, "true")
                    : Response.refused(Refusal.of(422, "idempotency_key_reused")));
  }

  private static <T> Response told(Outcome<T> outcome, Function<T, Answer> answer) {
    return Response.of(outcome, value -> Response.of(answer.apply(value)));
  }

  /** The key, bare or as a structured field's string; both say the same. */
  private static Optional<String> said(String header) {
    var text = header.strip();
    if (text.length() > LONGEST) {
      return Optional.empty(); // a longer one would run the pattern out of its stack
    }
    var quoted = QUOTED.matcher(text);
    if (quoted.matches()) {
      return Optional.of(quoted.group(1).replaceAll("\\\\(.)", "$1"))
          .filter(it -> !it.isBlank() && it.length() <= 255);
    }
    return Optional.of(text).filter(it -> !it.startsWith("\"") && BARE.matcher(it).matches());
  }
}
