package mx.aldia.table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A page of a list, in the list's order.
 *
 * @param next where the following page begins; empty when this is the last
 */
public record Listed<T>(List<T> items, Optional<String> next) {
  public Listed {
    items = List.copyOf(items);
  }

  public <R> Listed<R> map(Function<? super T, ? extends R> change) {
    return new Listed<>(items.stream().<R>map(change).toList(), next);
  }

  /**
   * Reads entries in order until a page is full.
   *
   * @param read what stands behind a key, or nothing when the filter leaves it out
   */
  static <T> Listed<T> of(
      Stream<Table.IndexEntry> entries,
      int limit,
      Function<List<Key>, Map<Key, Row>> heads,
      Function<Row, Optional<T>> read) {
    return page(
        entries,
        limit,
        batch -> {
          var rows = heads.apply(batch);
          return key -> Optional.ofNullable(rows.get(key)).flatMap(read);
        });
  }

  /** As {@link #of}, for things that are read from more than one item. */
  static <T> Listed<T> page(
      Stream<Table.IndexEntry> entries,
      int limit,
      Function<List<Key>, Function<Key, Optional<T>>> lookup) {
    var items = new ArrayList<T>();
    String last = "";
    Iterator<Table.IndexEntry> iterator = entries.iterator();
    while (iterator.hasNext()) {
      var batch = new ArrayList<Table.IndexEntry>();
      while (iterator.hasNext() && batch.size() < limit - items.size() + 1) {
        batch.add(iterator.next());
      }
      var find = lookup.apply(batch.stream().map(Table.IndexEntry::key).toList());
      for (var entry : batch) {
        var item = find.apply(entry.key());
        if (item.isEmpty()) {
          continue;
        }
        if (items.size() == limit) {
          return new Listed<>(items, Optional.of(last));
        }
        items.add(item.get());
        last = entry.sort();
      }
    }
    return new Listed<>(items, Optional.empty());
  }
}
