package mx.aldia.table;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import mx.aldia.domain.invoice.InvoiceId;
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

  private final Table table;
  private final Clock wall;

  FolioCounter(Table table, Clock wall) {
    this.table = table;
    this.wall = wall;
  }

  /** The number this invoice will have: the same one however often it is asked. */
  long hold(InvoiceId invoice, String series) {
    var counter = Keys.counter(invoice.tenant(), series);
    var known = table.get(counter);
    if (known.isEmpty()) {
      begin(counter);
    } else {
      var held = known.get().numbers("held");
      var mine = held.get(invoice.value());
      if (mine != null) {
        return mine;
      }
      for (var other : held.entrySet()) {
        if (isAbandoned(known.get(), other.getKey())
            && takeOver(invoice, series, other.getKey(), other.getValue())) {
          return other.getValue();
        }
      }
    }
    return next(counter, invoice);
  }

  /** Forgets the hold of an invoice whose number is written. */
  void release(InvoiceId invoice, String series) {
    forget(Keys.counter(invoice.tenant(), series), invoice.value());
  }

  private long next(Key counter, InvoiceId invoice) {
    var taken =
        table.update(
            update(counter)
                .updateExpression(
                    "SET held.#me = #last + :one, heldAt.#me = :now, #last = #last + :one")
                .conditionExpression("attribute_not_exists(held.#me)")
                .expressionAttributeNames(Map.of("#me", invoice.value(), "#last", "last"))
                .expressionAttributeValues(
                    Map.of(":one", AttributeValue.fromN("1"), ":now", now())));
    // A twin of this very request may have held it between our read and our update.
    var row = taken.or(() -> table.get(counter)).orElseThrow();
    var number = row.numbers("held").get(invoice.value());
    if (number == null) {
      throw new IllegalStateException("the hold of %s was taken over at once".formatted(invoice));
    }
    return number;
  }

  private void begin(Key counter) {
    table.insertIfAbsent(Item.at(counter).number("last", 0).emptyMap("held").emptyMap("heldAt"));
  }

  private boolean isAbandoned(Row counter, String holder) {
    var since = counter.textMap("heldAt").get(holder);
    return since != null && Stamp.parse(since).plus(ABANDONED).isBefore(wall.instant());
  }

  /** False when the number was written after all, or somebody else took it over first. */
  private boolean takeOver(InvoiceId invoice, String series, String holder, long number) {
    var counter = Keys.counter(invoice.tenant(), series);
    if (table.get(Keys.unique(invoice.tenant(), "folio", series + "-" + number)).isPresent()) {
      forget(counter, holder);
      return false;
    }
    return table
        .update(
            update(counter)
                .updateExpression(
                    "SET held.#me = :n, heldAt.#me = :now REMOVE held.#other, heldAt.#other")
                .conditionExpression("held.#other = :n AND attribute_not_exists(held.#me)")
                .expressionAttributeNames(Map.of("#me", invoice.value(), "#other", holder))
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
