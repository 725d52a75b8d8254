package mx.aldia.table;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import mx.aldia.domain.tenant.TenantId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Numbers without gaps. One short update outside any transaction <em>holds</em> the next number for
 * an invoice, so that a retry reads the same one back; the issue's own transaction then writes the
 * number as taken. A number whose holder never came back goes to the next invoice.
 */
final class FolioCounter {
  /** Longer than any issue lasts: who has not used its number by then never will. */
  private static final Duration ABANDONED = Duration.ofMinutes(2);

  /** Each further try needs one more twin that came and went in between. */
  private static final int ATTEMPTS = 20;

  private final Table table;
  private final Clock wall;

  FolioCounter(Table table, Clock wall) {
    this.table = table;
    this.wall = wall;
  }

  /**
   * The number that this holder will use: the same one however often it is asked.
   *
   * @param holder the invoice, or the attempt that makes it, so that twins hold one number
   */
  long hold(TenantId tenant, String series, String holder) {
    var counter = Keys.counter(tenant, series);
    var known = table.get(counter);
    if (known.isEmpty()) {
      begin(counter);
    } else {
      var held = known.get().numbers("held");
      var mine = held.get(holder);
      if (mine != null) {
        return mine;
      }
      for (var other : held.entrySet()) {
        if (isAbandoned(known.get(), other.getKey())
            && takeOver(tenant, series, other.getKey(), other.getValue(), holder)) {
          return other.getValue();
        }
      }
    }
    return next(counter, holder);
  }

  /** Forgets a hold whose number is written. */
  void release(TenantId tenant, String series, String holder) {
    forget(Keys.counter(tenant, series), holder);
  }

  /** A number that will not be used: the next invoice takes it. */
  void giveBack(TenantId tenant, String series, String holder) {
    table.update(
        update(Keys.counter(tenant, series))
            .updateExpression("SET heldAt.#me = :never")
            .conditionExpression("attribute_exists(held.#me)")
            .expressionAttributeNames(Map.of("#me", holder))
            .expressionAttributeValues(
                Map.of(":never", AttributeValue.fromS(Stamp.of(Instant.EPOCH)))));
  }

  private long next(Key counter, String holder) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var taken =
          table.update(
              update(counter)
                  .updateExpression(
                      "SET held.#me = #last + :one, heldAt.#me = :now, #last = #last + :one")
                  .conditionExpression("attribute_not_exists(held.#me)")
                  .expressionAttributeNames(Map.of("#me", holder, "#last", "last"))
                  .expressionAttributeValues(
                      Map.of(":one", AttributeValue.fromN("1"), ":now", now())));
      // A twin of this very request may hold it since we looked; one that has used it by now has
      // let it go, and then we hold another, which we shall give back.
      var number = taken.or(() -> table.get(counter)).orElseThrow().numbers("held").get(holder);
      if (number != null) {
        return number;
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, counter));
  }

  private void begin(Key counter) {
    table.insertIfAbsent(Item.at(counter).number("last", 0).emptyMap("held").emptyMap("heldAt"));
  }

  private boolean isAbandoned(Row counter, String holder) {
    var since = counter.textMap("heldAt").get(holder);
    return since != null && Stamp.parse(since).plus(ABANDONED).isBefore(wall.instant());
  }

  /** False when the number was written after all, or somebody else took it over first. */
  private boolean takeOver(
      TenantId tenant, String series, String abandoner, long number, String holder) {
    var counter = Keys.counter(tenant, series);
    if (table.get(Keys.unique(tenant, "folio", series + "-" + number)).isPresent()) {
      forget(counter, abandoner);
      return false;
    }
    return table
        .update(
            update(counter)
                .updateExpression(
                    "SET held.#me = :n, heldAt.#me = :now REMOVE held.#other, heldAt.#other")
                .conditionExpression("held.#other = :n AND attribute_not_exists(held.#me)")
                .expressionAttributeNames(Map.of("#me", holder, "#other", abandoner))
                .expressionAttributeValues(
                    Map.of(":n", AttributeValue.fromN(Long.toString(number)), ":now", now())))
        .isPresent();
  }

  private void forget(Key counter, String holder) {
    table.update(
        update(counter)
            .updateExpression("REMOVE held.#me, heldAt.#me")
            .conditionExpression("attribute_exists(held.#me)")
            .expressionAttributeNames(Map.of("#me", holder)));
  }

  private static UpdateItemRequest.Builder update(Key counter) {
    return UpdateItemRequest.builder().key(counter.attributes());
  }

  private AttributeValue now() {
    return AttributeValue.fromS(Stamp.of(wall.instant()));
  }
}
