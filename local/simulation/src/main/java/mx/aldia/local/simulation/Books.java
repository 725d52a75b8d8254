package mx.aldia.local.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import mx.aldia.local.simulation.table.Change;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table as the changes told it, so that it can be looked at after each of them. */
final class Books {
  private final Map<String, NavigableMap<String, Map<String, AttributeValue>>> partitions =
      new HashMap<>();

  void enter(List<Change> changes) {
    for (var change : changes) {
      var partition = partitions.computeIfAbsent(change.pk(), _ -> new TreeMap<>());
      change
          .after()
          .ifPresentOrElse(
              item -> partition.put(change.sk(), item), () -> partition.remove(change.sk()));
    }
  }

  Optional<Fact> find(String pk, String sk) {
    return Optional.ofNullable(partitions.getOrDefault(pk, new TreeMap<>()).get(sk)).map(Fact::new);
  }

  /** The items of a partition whose sort key begins so, in order. */
  List<Fact> of(String pk, String prefix) {
    return partitions.getOrDefault(pk, new TreeMap<>()).tailMap(prefix, true).entrySet().stream()
        .takeWhile(it -> it.getKey().startsWith(prefix))
        .map(it -> new Fact(it.getValue()))
        .toList();
  }

  /** Everything with that sort key, whose partition it is. */
  List<Fact> all(String sk) {
    return everything().filter(it -> it.sk().equals(sk)).toList();
  }

  /** Everything whose sort key begins so. */
  List<Fact> beginning(String prefix) {
    return everything().filter(it -> it.sk().startsWith(prefix)).toList();
  }

  private Stream<Fact> everything() {
    return new TreeMap<>(partitions)
        .values().stream().flatMap(it -> it.values().stream()).map(Fact::new);
  }

  long size() {
    return everything().count();
  }
}
