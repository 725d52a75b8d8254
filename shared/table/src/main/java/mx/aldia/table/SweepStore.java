package mx.aldia.table;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is due on the wall clock, hour by hour and shard by shard. Work grows with what is due,
 * never with what is open.
 */
public final class SweepStore {
  private final Table table;

  public SweepStore(Table table) {
    this.table = table;
  }

  /** An entry whose instant has come; what it is follows from its sort key. */
  public record DueKey(String pk, String sk) {}

  /**
   * The hour from which something may still lie unhandled: every hour before it was seen empty.
   *
   * @param now used when there is no watermark yet
   */
  public Instant watermark(Instant now) {
    return table
        .get(Keys.watermark())
        .map(row -> row.instant("hour"))
        .orElse(now.minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS));
  }

  /** Moves the watermark; it never goes back. */
  public void raise(Instant hour) {
    table.update(
        Keys.watermark(),
        new Transaction.Updating()
            .set("hour", Stamp.of(hour))
            .when("attribute_not_exists(#hour) OR #hour < :hour"));
  }

  /** What is due in an hour up to an instant, at most so many. */
  public List<DueKey> due(Instant hour, Instant upTo, int limit) {
    var found = new ArrayList<DueKey>();
    for (int shard = 0; shard < Keys.DUE_SHARDS && found.size() < limit; shard++) {
      table
          .index(
              "byDue",
              Keys.dueHour(hour, shard),
              Optional.empty(),
              Optional.of(Stamp.of(upTo) + "~"))
          .limit(limit - found.size())
          .forEach(entry -> found.add(new DueKey(entry.key().pk(), entry.key().sk())));
    }
    return found;
  }
}
