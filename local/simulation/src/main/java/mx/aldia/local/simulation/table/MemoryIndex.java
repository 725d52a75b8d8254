package mx.aldia.local.simulation.table;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An index of keys only. It is behind its table: by how much, others decide. */
final class MemoryIndex {
  private final String name;
  private final Supplier<Instant> now;
  private final Supplier<Duration> lag;
  private final Map<String, NavigableSet<Entry>> partitions = new HashMap<>();
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.comparing(Pending::visibleAt).thenComparingLong(Pending::number));

  /** Until when the last change of an item is under way: a later one does not overtake it. */
  private final Map<String, Instant> underWay = new HashMap<>();

  private long changes;

  /** Its sort key first; where two have the same, DynamoDB promises no order, and this has one. */
  record Entry(String sort, String pk, String sk) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int bySort = sort.compareTo(other.sort);
      if (bySort != 0) {
        return bySort;
      }
      int byPartition = pk.compareTo(other.pk);
      return byPartition != 0 ? byPartition : sk.compareTo(other.sk);
    }
  }

  private record Pending(
      Instant visibleAt, long number, String partition, Entry entry, boolean added) {}

  MemoryIndex(String name, Supplier<Instant> now, Supplier<Duration> lag) {
    this.name = name;
    this.now = now;
    this.lag = lag;
  }

  String name() {
    return name;
  }

  void tell(Change change) {
    var before = change.before().map(item -> place(item)).orElse("");
    var after = change.after().map(item -> place(item)).orElse("");
    if (before.equals(after)) {
      return;
    }
    var item = change.pk() + "\n" + change.sk();
    var visibleAt = now.get().plus(lag.get());
    var earlier = underWay.get(item);
    if (earlier != null && earlier.isAfter(visibleAt)) {
      visibleAt = earlier;
    }
    underWay.put(item, visibleAt);
    var at = visibleAt;
    change.before().ifPresent(it -> add(at, change, it, false));
    change.after().ifPresent(it -> add(at, change, it, true));
  }

  private String place(Map<String, AttributeValue> item) {
    var partition = item.get(name + "PK");
    var sort = item.get(name + "SK");
    return partition == null || sort == null ? "" : partition.s() + "\n" + sort.s();
  }

  private void add(Instant at, Change change, Map<String, AttributeValue> item, boolean added) {
    var partition = item.get(name + "PK");
    var sort = item.get(name + "SK");
    if (partition != null && sort != null) {
      var entry = new Entry(sort.s(), change.pk(), change.sk());
      pending.add(new Pending(at, changes++, partition.s(), entry, added));
    }
  }

  /** What a query sees now, in order. */
  NavigableSet<Entry> partition(String partition) {
    var time = now.get();
    while (!pending.isEmpty() && !pending.element().visibleAt().isAfter(time)) {
      var change = pending.remove();
      var entries = partitions.computeIfAbsent(change.partition(), _ -> new TreeSet<>());
      if (change.added()) {
        entries.add(change.entry());
      } else {
        entries.remove(change.entry());
      }
      if (entries.isEmpty()) {
        partitions.remove(change.partition());
      }
    }
    return partitions.getOrDefault(partition, new TreeSet<>());
  }
}
