package mx.aldia.local.simulation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What things are called in a story: ids say nothing to a reader, and would make another story of
 * one from which something was taken out.
 */
final class Names {
  private static final Pattern ISSUE = Pattern.compile("issue (\\d+)");

  private final Map<String, String> byPartition = new HashMap<>();
  private final Map<String, String> events = new HashMap<>();
  private int others;

  /**
   * An item that is new in the table.
   *
   * @param maker the process that wrote it
   */
  void born(String pk, String maker) {
    byPartition.computeIfAbsent(
        pk,
        _ -> {
          var issue = ISSUE.matcher(maker);
          var kind = pk.contains("#I#") ? "invoice " : pk.contains("#C#") ? "customer " : "item ";
          var name =
              pk.contains("#I#") && issue.find() ? kind + issue.group(1) : kind + "o" + ++others;
          return byPartition.containsValue(name) ? name + " twin " + ++others : name;
        });
  }

  /** The name of whatever lies in that partition. */
  String partition(String pk) {
    return byPartition.getOrDefault(pk, pk.startsWith("T#") ? "tenant" : pk);
  }

  /** How many things have that name, its twins among them. */
  long count(String name) {
    return byPartition.values().stream()
        .filter(it -> it.equals(name) || it.startsWith(name + " twin"))
        .count();
  }

  void event(String id, String name) {
    var unique = events.containsValue(name) ? name + " " + ++others : name;
    events.putIfAbsent(id, unique);
  }

  String event(String id) {
    return events.getOrDefault(id, id);
  }

  /** A due entry. */
  String entry(String pk, String sk) {
    var what =
        sk.startsWith("DUE#MESSAGE")
            ? "held message"
            : switch (sk) {
              case "DUE#LADDER" -> "reminder";
              case "DUE#OVERDUE" -> "overdue";
              default -> sk.toLowerCase(Locale.ROOT);
            };
    return what + " of " + partition(pk);
  }
}
