package mx.aldia.local.simulation.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One write, whichever request it came in.
 *
 * @param item the whole item of a put, else the key
 * @param condition null where nothing has to hold
 * @param update empty where it is none
 */
record Write(
    Map<String, AttributeValue> item,
    @Nullable String condition,
    String update,
    Map<String, String> names,
    Map<String, AttributeValue> values,
    Kind kind) {
  enum Kind {
    PUT,
    UPDATE,
    DELETE,
    CHECK
  }

  Write {
    var used = new HashSet<String>();
    if (condition != null) {
      used.addAll(Expression.condition(condition).used());
    }
    if (!update.isEmpty()) {
      used.addAll(Expression.updating(update).used());
    }
    new Said(names, values).require(used);
  }

  Map<String, AttributeValue> key() {
    return kind == Kind.PUT ? Map.of("PK", part("PK"), "SK", part("SK")) : item;
  }

  String pk() {
    return part("PK").s();
  }

  String sk() {
    return part("SK").s();
  }

  private AttributeValue part(String name) {
    var value = item.get(name);
    if (value == null || value.s() == null) {
      throw Refusals.invalid("Missing the key " + name + " in the item");
    }
    return value;
  }

  boolean holds(Map<String, AttributeValue> before) {
    return condition == null
        || Condition.holds(Expression.condition(condition).meaning(), before, said());
  }

  /** The item as the update leaves it; one that was not there is made. */
  Map<String, AttributeValue> updated(Map<String, AttributeValue> before) {
    var base = new HashMap<>(before);
    base.putAll(item);
    return Expression.updating(update).meaning().apply(base, said());
  }

  private Said said() {
    return new Said(names, values);
  }
}
