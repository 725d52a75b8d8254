package mx.aldia.local.simulation.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import mx.aldia.testkit.Property;
import mx.aldia.testkit.table.LocalTable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The table in memory answers as AWS's own does, to whatever our stores ask of one. */
class MemoryTableTest {
  private static final List<String> INDEXES = List.of("byOwner", "byDue", "byMonth");
  private static final int TABLES = 5;
  private static final int REQUESTS = 120;

  /** Conditions as our stores write them. */
  private static final List<String> CONDITIONS =
      List.of(
          "",
          "attribute_not_exists(PK)",
          "attribute_exists(PK)",
          "#v = :v",
          "#v <= :v",
          "attribute_not_exists(#t) OR #t <> :t",
          "attribute_not_exists(#t) OR #t < :t",
          "#t = :t AND attribute_not_exists(#v)",
          "#t = :t AND #v <= :v",
          "attribute_exists(held.#me)",
          "held.#other = :v AND attribute_not_exists(held.#me)");

  /** Updates as our stores write them. */
  private static final List<String> UPDATES =
      List.of(
          "SET #t = :t",
          "SET #t = :t REMOVE #x",
          "SET #t = :t, byDuePK = :p REMOVE byDueSK ADD #v :v",
          "ADD #v :v",
          "REMOVE #t, #x, byDuePK",
          "SET held.#me = #v + :v, heldAt.#me = :t, #v = #v + :v",
          "SET held.#me = :v, heldAt.#me = :t REMOVE held.#other, heldAt.#other",
          "REMOVE held.#me, heldAt.#me",
          "SET heldAt.#me = :t");

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  @Test
  void it_answers_as_dynamodb_local_does() {
    Property.forAll(
        TABLES,
        (random, _) -> {
          var local = LocalTable.create();
          var memory = new MemoryTable(local.name(), INDEXES, now::get, () -> Duration.ZERO);
          for (int i = 0; i < REQUESTS; i++) {
            var request = request(random, local.name());
            assertThat(answer(memory, request))
                .as("request %d", i)
                .isEqualTo(answer(local.client(), request));
          }
        });
  }

  private static Object answer(DynamoDbClient table, Function<DynamoDbClient, Object> request) {
    try {
      return request.apply(table);
    } catch (TransactionCanceledException e) {
      var codes = e.cancellationReasons().stream().map(CancellationReason::code).toList();
      // AWS cancels for an update that makes no sense; DynamoDB Local refuses the whole request.
      return codes.contains("ValidationError") ? "ValidationException" : codes;
    } catch (DynamoDbException e) {
      return e.awsErrorDetails() == null ? e.getClass().getSimpleName() : kind(e);
    }
  }

  private static String kind(DynamoDbException e) {
    return e.awsErrorDetails().errorCode().equals("ValidationException")
        ? "ValidationException"
        : e.getClass().getSimpleName();
  }

  private static Function<DynamoDbClient, Object> request(RandomGenerator random, String name) {
    var key = key(random);
    return switch (random.nextInt(9)) {
      case 0 -> table -> table.getItem(get -> get.tableName(name).key(key)).item();
      case 1 -> {
        var item = item(random, key);
        var condition = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
        var said = said(random, condition);
        yield table ->
            table
                .putItem(
                    put -> {
                      put.tableName(name).item(item);
                      if (!condition.isEmpty()) {
                        put.conditionExpression(condition);
                      }
                      said.into(put::expressionAttributeNames, put::expressionAttributeValues);
                    })
                .attributes();
      }
      case 2, 3 -> {
        var update = UPDATES.get(random.nextInt(UPDATES.size()));
        var condition = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
        var said = said(random, update + " " + condition);
        yield table ->
            table
                .updateItem(
                    it -> {
                      it.tableName(name)
                          .key(key)
                          .updateExpression(update)
                          .returnValues(ReturnValue.ALL_NEW);
                      if (!condition.isEmpty()) {
                        it.conditionExpression(condition);
                      }
                      said.into(it::expressionAttributeNames, it::expressionAttributeValues);
                    })
                .attributes();
      }
      case 4 -> table -> table.deleteItem(it -> it.tableName(name).key(key)).attributes();
      case 5, 6 -> {
        var items = transaction(random, name);
        yield table -> {
          table.transactWriteItems(it -> it.transactItems(items));
          return "done";
        };
      }
      case 7 -> {
        var query = query(random, name);
        yield table -> table.query(query).items();
      }
      default -> {
        var query = index(random, name);
        yield table -> new HashSet<>(table.query(query).items());
      }
    };
  }

  private static List<TransactWriteItem> transaction(RandomGenerator random, String name) {
    var items = new ArrayList<TransactWriteItem>();
    int size = random.nextInt(1, 5);
    var keys = new HashSet<Map<String, AttributeValue>>();
    while (keys.size() < size) {
      keys.add(key(random));
    }
    // Two on one item AWS refuses before anything else; DynamoDB Local looks at conditions first.
    for (var key : keys) {
      var condition = CONDITIONS.get(random.nextInt(1, CONDITIONS.size()));
      var said = said(random, condition);
      switch (random.nextInt(4)) {
        case 0 ->
            items.add(
                TransactWriteItem.builder()
                    .put(
                        put -> {
                          put.tableName(name)
                              .item(item(random, key))
                              .conditionExpression(condition);
                          said.into(put::expressionAttributeNames, put::expressionAttributeValues);
                        })
                    .build());
        case 1 ->
            items.add(
                TransactWriteItem.builder()
                    .conditionCheck(
                        check -> {
                          check.tableName(name).key(key).conditionExpression(condition);
                          said.into(
                              check::expressionAttributeNames, check::expressionAttributeValues);
                        })
                    .build());
        case 2 ->
            items.add(
                TransactWriteItem.builder()
                    .delete(delete -> delete.tableName(name).key(key))
                    .build());
        default -> {
          var update = UPDATES.get(random.nextInt(UPDATES.size()));
          var both = said(random, update + " " + condition);
          items.add(
              TransactWriteItem.builder()
                  .update(
                      it -> {
                        it.tableName(name)
                            .key(key)
                            .updateExpression(update)
                            .conditionExpression(condition);
                        both.into(it::expressionAttributeNames, it::expressionAttributeValues);
                      })
                  .build());
        }
      }
    }
    return items;
  }

  private static QueryRequest query(RandomGenerator random, String name) {
    var query = QueryRequest.builder().tableName(name).consistentRead(true);
    var partition = AttributeValue.fromS("p" + random.nextInt(3));
    var sort = AttributeValue.fromS("s" + random.nextInt(4));
    switch (random.nextInt(3)) {
      case 0 ->
          query
              .keyConditionExpression("PK = :p AND begins_with(SK, :s)")
              .expressionAttributeValues(Map.of(":p", partition, ":s", sort));
      case 1 ->
          query
              .keyConditionExpression("PK = :p AND SK <= :s")
              .expressionAttributeValues(Map.of(":p", partition, ":s", sort));
      default ->
          query
              .keyConditionExpression("PK = :p")
              .expressionAttributeValues(Map.of(":p", partition))
              .limit(random.nextInt(1, 4));
    }
    return query.build();
  }

  private static QueryRequest index(RandomGenerator random, String name) {
    var partition = AttributeValue.fromS("d" + random.nextInt(2));
    var least = AttributeValue.fromS("t0");
    var most = AttributeValue.fromS("t" + random.nextInt(4));
    var query = QueryRequest.builder().tableName(name).indexName("byDue");
    return switch (random.nextInt(3)) {
      case 0 ->
          query
              .keyConditionExpression("byDuePK = :p")
              .expressionAttributeValues(Map.of(":p", partition))
              .build();
      case 1 ->
          query
              .keyConditionExpression("byDuePK = :p AND byDueSK > :a")
              .expressionAttributeValues(Map.of(":p", partition, ":a", most))
              .build();
      default ->
          query
              .keyConditionExpression("byDuePK = :p AND byDueSK BETWEEN :a AND :z")
              .expressionAttributeValues(Map.of(":p", partition, ":a", least, ":z", most))
              .build();
    };
  }

  private static Map<String, AttributeValue> key(RandomGenerator random) {
    return Map.of(
        "PK", AttributeValue.fromS("p" + random.nextInt(3)),
        "SK", AttributeValue.fromS("s" + random.nextInt(4)));
  }

  private static Map<String, AttributeValue> item(
      RandomGenerator random, Map<String, AttributeValue> key) {
    var item = new TreeMap<>(key);
    if (random.nextBoolean()) {
      item.put("v", AttributeValue.fromN(Integer.toString(random.nextInt(3))));
    }
    if (random.nextBoolean()) {
      item.put("t", text(random));
    }
    if (random.nextBoolean()) {
      item.put("byDuePK", AttributeValue.fromS("d" + random.nextInt(2)));
      item.put("byDueSK", text(random));
    }
    if (random.nextBoolean()) {
      item.put("held", AttributeValue.fromM(held(random)));
      item.put("heldAt", AttributeValue.fromM(Map.of()));
    }
    return item;
  }

  private static Map<String, AttributeValue> held(RandomGenerator random) {
    var held = new HashMap<String, AttributeValue>();
    for (var who : List.of("me", "other")) {
      if (random.nextBoolean()) {
        held.put(who, AttributeValue.fromN(Integer.toString(random.nextInt(3))));
      }
    }
    return held;
  }

  private static AttributeValue text(RandomGenerator random) {
    return AttributeValue.fromS("t" + random.nextInt(4));
  }

  /** Names and values of an expression: those that it uses, and no others. */
  private record Given(Map<String, String> names, Map<String, AttributeValue> values) {
    void into(
        Consumer<Map<String, String>> namesOf, Consumer<Map<String, AttributeValue>> valuesOf) {
      if (!names.isEmpty()) {
        namesOf.accept(names);
      }
      if (!values.isEmpty()) {
        valuesOf.accept(values);
      }
    }
  }

  private static Given said(RandomGenerator random, String expression) {
    var names = new HashMap<String, String>();
    for (var name : Set.of("v", "t", "x", "me", "other")) {
      if (expression.matches(".*#" + name + "\\b.*")) {
        names.put("#" + name, name);
      }
    }
    var values = new HashMap<String, AttributeValue>();
    var number = AttributeValue.fromN(Integer.toString(random.nextInt(3)));
    var text = text(random);
    var partition = AttributeValue.fromS("d" + random.nextInt(2));
    Map.of(":v", number, ":t", text, ":p", partition)
        .forEach(
            (name, value) -> {
              if (expression.matches(".*" + name + "\\b.*")) {
                values.put(name, value);
              }
            });
    return new Given(names, values);
  }

  @Test
  void an_index_shows_a_change_when_it_is_time() {
    var memory = new MemoryTable("t", INDEXES, now::get, () -> Duration.ofSeconds(2));
    memory.putItem(
        put ->
            put.tableName("t")
                .item(
                    Map.of(
                        "PK", AttributeValue.fromS("p"),
                        "SK", AttributeValue.fromS("s"),
                        "byDuePK", AttributeValue.fromS("d"),
                        "byDueSK", AttributeValue.fromS("t1"))));

    assertThat(found(memory)).isZero();
    now.set(Instant.EPOCH.plusSeconds(2));
    assertThat(found(memory)).isEqualTo(1);
  }

  private static int found(MemoryTable memory) {
    return memory
        .query(
            query ->
                query
                    .tableName("t")
                    .indexName("byDue")
                    .keyConditionExpression("byDuePK = :p")
                    .expressionAttributeValues(Map.of(":p", AttributeValue.fromS("d"))))
        .count();
  }

  @Test
  void what_nobody_has_tried_is_refused_loudly() {
    var memory = new MemoryTable("t", INDEXES, now::get, () -> Duration.ZERO);
    var key = Map.of("PK", AttributeValue.fromS("p"), "SK", AttributeValue.fromS("s"));

    assertThatThrownBy(
            () -> memory.getItem(get -> get.tableName("t").key(key).projectionExpression("x")))
        .isInstanceOf(Untried.class);
    assertThatThrownBy(
            () ->
                memory.putItem(
                    put -> put.tableName("t").item(key).conditionExpression("size(PK) > 1")))
        .isInstanceOf(Untried.class);
    assertThatThrownBy(() -> memory.scan(scan -> scan.tableName("t")))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
