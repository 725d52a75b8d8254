package mx.aldia.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.request.AlreadyAnswered;
import mx.aldia.domain.request.Answer;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.request.Remembered;
import mx.aldia.domain.tenant.TenantId;

/**
 * What callers were told, for as long as they may ask again. An answer lies encrypted: it may carry
 * a key that is shown once, or the link of a customer.
 */
public final class Answers implements Remembered {
  private static final String WRITE = "request";
  private static final Duration KEPT = Duration.ofDays(2);

  private final Table table;
  private final Clock wall;
  private final Sealer sealer;

  public Answers(Table table, Clock wall, Sealer sealer) {
    this.table = table;
    this.wall = wall;
    this.sealer = sealer;
  }

  @Override
  public Optional<Stored> find(TenantId tenant, String key) {
    return table
        .get(Keys.request(tenant, key))
        .map(
            row ->
                new Stored(
                    row.text("bodyHash"),
                    new Answer(
                        (int) row.number("status"),
                        new String(
                            sealer.open(tenant.value() + "|" + key, row.bytes("answer")), UTF_8))));
  }

  /** Adds the answer to the transaction of its effect; nothing when the caller gave no key. */
  <T> void remember(Transaction transaction, TenantId tenant, Attempt<T> attempt, T effect) {
    attempt
        .key()
        .ifPresent(
            key -> {
              var answer = attempt.answer().apply(effect);
              transaction.insert(
                  WRITE,
                  Item.at(Keys.request(tenant, key))
                      .text("bodyHash", attempt.bodyHash())
                      .number("status", answer.status())
                      .bytes(
                          "answer",
                          sealer.seal(tenant.value() + "|" + key, answer.body().getBytes(UTF_8)))
                      .expiresAt(wall.instant().plus(KEPT)));
            });
  }

  /**
   * Commits a transaction that remembers its answer.
   *
   * @return the names of other writes whose condition did not hold
   * @throws AlreadyAnswered if a twin of the attempt was first
   */
  List<String> commit(Transaction transaction) {
    var failed = table.commit(transaction);
    if (failed.contains(WRITE)) {
      throw new AlreadyAnswered();
    }
    return failed;
  }
}
