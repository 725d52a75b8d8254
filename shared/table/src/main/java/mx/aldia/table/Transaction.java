package mx.aldia.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mx.aldia.domain.tenant.TenantId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A fact and all that belongs to it. Each write has a name, by which a failed condition is told.
 */
final class Transaction {
  static final String ABSENT = "attribute_not_exists(PK)";

  private final String table;
  private final List<String> names = new ArrayList<>();
  private final List<TransactWriteItem> items = new ArrayList<>();
  private final Map<Key, Updating> clocks = new LinkedHashMap<>();

  Transaction(String table) {
    this.table = table;
  }

  /** Writes an item that must not be there yet. */
  Transaction insert(String name, Item item) {
    return add(
        name,
        TransactWriteItem.builder()
            .put(put -> put.tableName(table).item(item.attributes()).conditionExpression(ABSENT))
            .build());
  }

  /** Writes an item, whether or not it is there. */
  Transaction put(String name, Item item) {
    return add(
        name,
        TransactWriteItem.builder()
            .put(put -> put.tableName(table).item(item.attributes()))
            .build());
  }

  /** Writes an item in place of one of which this holds. */
  Transaction putWhen(
      String name,
      Item item,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    return add(
        name,
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(table)
                        .item(item.attributes())
                        .conditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values))
            .build());
  }

  /** Replaces an item that is still as it was read. */
  Transaction replace(String name, Item item, long version) {
    return add(
        name,
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(table)
                        .item(item.attributes())
                        .conditionExpression("#version = :was")
                        .expressionAttributeNames(Map.of("#version", "version"))
                        .expressionAttributeValues(
                            Map.of(":was", AttributeValue.fromN(Long.toString(version)))))
            .build());
  }

  Transaction delete(String name, Key key, long version) {
    return add(
        name,
        TransactWriteItem.builder()
            .delete(
                delete ->
                    delete
                        .tableName(table)
                        .key(key.attributes())
                        .conditionExpression("#version = :was")
                        .expressionAttributeNames(Map.of("#version", "version"))
                        .expressionAttributeValues(
                            Map.of(":was", AttributeValue.fromN(Long.toString(version)))))
            .build());
  }

  Transaction remove(String name, Key key) {
    return add(
        name,
        TransactWriteItem.builder()
            .delete(delete -> delete.tableName(table).key(key.attributes()))
            .build());
  }

  /** Changes an item; the change says its own condition. */
  Transaction update(String name, Key key, Updating updating) {
    return add(
        name,
        TransactWriteItem.builder()
            .update(updating.build(Update.builder().tableName(table).key(key.attributes())))
            .build());
  }

  /**
   * The one update of a sandbox's clock, to which every part of the fact adds what it has to say:
   * DynamoDB takes no more than one operation on an item. It asks nothing, so it never fails.
   */
  Updating clock(TenantId tenant) {
    return clocks.computeIfAbsent(Keys.clock(tenant), _ -> new Updating());
  }

  /** Requires that an item is still as it was read, without touching it. */
  Transaction require(String name, Key key, String condition, Map<String, AttributeValue> values) {
    return require(name, key, condition, Map.of(), values);
  }

  /** As the other, where an attribute is named like one of DynamoDB's own words. */
  Transaction require(
      String name,
      Key key,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    return add(
        name,
        TransactWriteItem.builder()
            .conditionCheck(
                check -> {
                  check.tableName(table).key(key.attributes()).conditionExpression(condition);
                  if (!names.isEmpty()) {
                    check.expressionAttributeNames(names);
                  }
                  if (!values.isEmpty()) {
                    check.expressionAttributeValues(values);
                  }
                })
            .build());
  }

  List<TransactWriteItem> items() {
    var all = new ArrayList<>(items);
    clocks.forEach(
        (key, updating) ->
            all.add(
                TransactWriteItem.builder()
                    .update(updating.build(Update.builder().tableName(table).key(key.attributes())))
                    .build()));
    return all;
  }

  String nameOf(int index) {
    return index < names.size() ? names.get(index) : "clock";
  }

  private Transaction add(String name, TransactWriteItem item) {
    names.add(name);
    items.add(item);
    return this;
  }

  /** An update expression with its values, written as one would read it. */
  static final class Updating {
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private String condition = "";

    Updating set(String attribute, String value) {
      return set(attribute, AttributeValue.fromS(value));
    }

    Updating set(String attribute, long value) {
      return set(attribute, AttributeValue.fromN(Long.toString(value)));
    }

    Updating set(String attribute, AttributeValue value) {
      names.put("#" + attribute, attribute);
      values.put(":" + attribute, value);
      sets.add("#" + attribute + " = :" + attribute);
      return this;
    }

    Updating remove(String attribute) {
      names.put("#" + attribute, attribute);
      removes.add("#" + attribute);
      return this;
    }

    /** Adds to a number; said twice it adds both. */
    Updating add(String attribute, long amount) {
      var before = values.get(":" + attribute);
      names.put("#" + attribute, attribute);
      values.put(
          ":" + attribute,
          AttributeValue.fromN(
              Long.toString(before == null ? amount : Long.parseLong(before.n()) + amount)));
      if (before == null) {
        adds.add("#" + attribute + " :" + attribute);
      }
      return this;
    }

    /** {@code "#state = :was"} and the like; names and values are given beside it. */
    Updating when(String expression) {
      condition = condition.isEmpty() ? expression : condition + " AND " + expression;
      return this;
    }

    Updating name(String attribute) {
      names.put("#" + attribute, attribute);
      return this;
    }

    Updating value(String name, String value) {
      values.put(":" + name, AttributeValue.fromS(value));
      return this;
    }

    Updating value(String name, long value) {
      values.put(":" + name, AttributeValue.fromN(Long.toString(value)));
      return this;
    }

    String expression() {
      var parts = new ArrayList<String>();
      if (!sets.isEmpty()) {
        parts.add("SET " + String.join(", ", sets));
      }
      if (!removes.isEmpty()) {
        parts.add("REMOVE " + String.join(", ", removes));
      }
      if (!adds.isEmpty()) {
        parts.add("ADD " + String.join(", ", adds));
      }
      return String.join(" ", parts);
    }

    UpdateItemRequest.Builder alone(Key key) {
      var update = UpdateItemRequest.builder().key(key.attributes()).updateExpression(expression());
      if (!names.isEmpty()) {
        update.expressionAttributeNames(names);
      }
      if (!values.isEmpty()) {
        update.expressionAttributeValues(values);
      }
      if (!condition.isEmpty()) {
        update.conditionExpression(condition);
      }
      return update;
    }

    Update build(Update.Builder update) {
      update.updateExpression(expression());
      if (!names.isEmpty()) {
        update.expressionAttributeNames(names);
      }
      if (!values.isEmpty()) {
        update.expressionAttributeValues(values);
      }
      if (!condition.isEmpty()) {
        update.conditionExpression(condition);
      }
      return update.build();
    }
  }
}
