package mx.aldia.local.simulation.table;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The names and values given beside an expression; DynamoDB wants each of them used. */
final class Said {
  /**
   * Names that our stores write as they are. Any other may be one of DynamoDB's 573 own words: try
   * it on DynamoDB Local, then add it here.
   */
  private static final Set<String> PLAIN =
      Set.of(
          "PK",
          "SK",
          "byOwnerPK",
          "byOwnerSK",
          "byDuePK",
          "byDueSK",
          "byMonthPK",
          "byMonthSK",
          "version",
          "held",
          "heldAt");

  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;

  Said(Map<String, String> names, Map<String, AttributeValue> values) {
    this.names = names;
    this.values = values;
  }

  /** Refuses what is given and not used, and what is used and not given. */
  void require(Set<String> used) {
    var given = new HashSet<>(names.keySet());
    given.addAll(values.keySet());
    if (!given.equals(used)) {
      throw Refusals.invalid(
          "Value unused in expressions, or not defined: given %s, used %s".formatted(given, used));
    }
  }

  AttributeValue value(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  String name(String said) {
    if (said.startsWith("#")) {
      return Objects.requireNonNull(names.get(said), said);
    }
    if (!PLAIN.contains(said)) {
      throw new Untried("say #" + said + ": it may be a reserved word");
    }
    return said;
  }

  @Nullable AttributeValue find(List<String> path, Map<String, AttributeValue> item) {
    var here = item;
    @Nullable AttributeValue value = null;
    for (var said : path) {
      value = here.get(name(said));
      if (value == null) {
        return null;
      }
      here = value.hasM() ? value.m() : Map.of();
    }
    return value;
  }
}
