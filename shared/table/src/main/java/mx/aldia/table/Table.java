package mx.aldia.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mx.aldia.domain.time.Waiting;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The table as the stores use it: few calls, each told once. */
public final class Table {
  /** DynamoDB's own bound on one BatchGetItem. */
  private static final int BATCH = 100;

  /** How long a transaction that others keep in conflict is tried again before it is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 400;

  private final DynamoDbClient dynamo;
  private final String name;
  private final Waiting waiting;

  public Table(DynamoDbClient dynamo, String name) {
    this(dynamo, name, Waiting.real());
  }

  /** As the other, with other waiting for what is in conflict or throttled. */
  public Table(DynamoDbClient dynamo, String name, Waiting waiting) {
    this.dynamo = dynamo;
    this.name = name;
    this.waiting = waiting;
  }

  /** The table that the environment names (TABLE_NAME), reached as it says. */
  public static Table connect(Map<String, String> environment) {
    var name = Optional.ofNullable(environment.get("TABLE_NAME")).orElseThrow();
    return new Table(
        new Cloud(environment).client(DynamoDbClient.builder(), "DYNAMODB").build(), name);
  }

  /** How whoever works on this table waits. */
  Waiting waiting() {
    return waiting;
  }

  /** What is there now, with strong consistency. */
  Optional<Row> get(Key key) {
    var answer =
        dynamo.getItem(get -> get.tableName(name).key(key.attributes()).consistentRead(true));
    return answer.hasItem() ? Optional.of(new Row(answer.item())) : Optional.empty();
  }

  /** Those of the keys that exist, by key, with strong consistency. */
  Map<Key, Row> getAll(List<Key> keys) {
    var found = new HashMap<Key, Row>();
    for (int from = 0; from < keys.size(); from += BATCH) {
      var batch = keys.subList(from, Math.min(from + BATCH, keys.size()));
      var wanted = batch.stream().distinct().map(Key::attributes).toList();
      var pending =
          Map.of(name, KeysAndAttributes.builder().keys(wanted).consistentRead(true).build());
      long pause = FIRST_PAUSE_MILLIS;
      while (!pending.isEmpty()) {
        var request = pending;
        var answer = dynamo.batchGetItem(get -> get.requestItems(request));
        for (var item : answer.responses().getOrDefault(name, List.of())) {
          var row = new Row(item);
          found.put(row.key(), row);
        }
        pending = answer.unprocessedKeys();
        if (!pending.isEmpty()) {
          pause = pause(pause);
        }
      }
    }
    return found;
  }

  /** Every item of a partition whose sort key begins so, in order, with strong consistency. */
  Stream<Row> query(String partition, String prefix) {
    return pages(
        QueryRequest.builder()
            .tableName(name)
            .consistentRead(true)
            .keyConditionExpression("PK = :p AND begins_with(SK, :s)")
            .expressionAttributeValues(
                Map.of(":p", AttributeValue.fromS(partition), ":s", AttributeValue.fromS(prefix)))
            .build());
  }

  /** Every item of a partition, in order, with strong consistency. */
  Stream<Row> query(String partition) {
    return pages(
        QueryRequest.builder()
            .tableName(name)
            .consistentRead(true)
            .keyConditionExpression("PK = :p")
            .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(partition)))
            .build());
  }

  /** The first items of a partition whose sort key is at most this, with strong consistency. */
  List<Row> upTo(String partition, String lastSort, int limit) {
    return dynamo
        .query(
            query ->
                query
                    .tableName(name)
                    .consistentRead(true)
                    .keyConditionExpression("PK = :p AND SK <= :s")
                    .expressionAttributeValues(
                        Map.of(
                            ":p",
                            AttributeValue.fromS(partition),
                            ":s",
                            AttributeValue.fromS(lastSort)))
                    .limit(limit))
        .items()
        .stream()
        .map(Row::new)
        .toList();
  }

  /**
   * Keys from one partition of an index, in order. An index may lag a second behind.
   *
   * @param after exclusive sort key to go on from; empty begins
   * @param upTo inclusive last sort key; empty is all
   */
  Stream<IndexEntry> index(
      String index, String partition, Optional<String> after, Optional<String> upTo) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":p", AttributeValue.fromS(partition));
    var condition = index + "PK = :p";
    if (upTo.isPresent()) {
      values.put(":a", AttributeValue.fromS(after.orElse(" ")));
      values.put(":z", AttributeValue.fromS(upTo.get()));
      condition += " AND " + index + "SK BETWEEN :a AND :z";
    } else if (after.isPresent()) {
      values.put(":a", AttributeValue.fromS(after.get()));
      condition += " AND " + index + "SK > :a";
    }
    return pages(
            QueryRequest.builder()
                .tableName(name)
                .indexName(index)
                .keyConditionExpression(condition)
                .expressionAttributeValues(values)
                .build())
        .map(row -> new IndexEntry(row.key(), row.text(index + "SK")))
        .filter(entry -> after.isEmpty() || entry.sort().compareTo(after.get()) > 0);
  }

  /** An index names an item and the place it has in the order. */
  record IndexEntry(Key key, String sort) {}

  private Stream<Row> pages(QueryRequest request) {
    return Stream.iterate(
            dynamo.query(request),
            page -> page != null,
            page ->
                page.hasLastEvaluatedKey()
                    ? dynamo.query(
                        request.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build())
                    : null)
        .map(QueryResponse::items)
        .flatMap(List::stream)
        .map(Row::new);
  }

  /**
   * One update outside a transaction.
   *
   * @return the item as it is afterwards; empty when the condition did not hold
   */
  Optional<Row> update(Key key, Transaction.Updating updating) {
    return update(updating.alone(key));
  }

  /** As the other, for an expression that is said in full. */
  Optional<Row> update(UpdateItemRequest.Builder update) {
    var request = update.tableName(name).returnValues(ReturnValue.ALL_NEW).build();
    return held(() -> dynamo.updateItem(request)).map(answer -> new Row(answer.attributes()));
  }

  /**
   * Writes an item that must not be there yet.
   *
   * @return false when it was there
   */
  boolean insertIfAbsent(Item item) {
    return held(() ->
            dynamo.putItem(
                put ->
                    put.tableName(name)
                        .item(item.attributes())
                        .conditionExpression(Transaction.ABSENT)))
        .isPresent();
  }

  /**
   * Replaces an item that is still as it was read.
   *
   * @return false when it is not
   */
  boolean replace(Item item, long version) {
    return held(() ->
            dynamo.putItem(
                put ->
                    put.tableName(name)
                        .item(item.attributes())
                        .conditionExpression("#version = :was")
                        .expressionAttributeNames(Map.of("#version", "version"))
                        .expressionAttributeValues(
                            Map.of(":was", AttributeValue.fromN(Long.toString(version))))))
        .isPresent();
  }

  /** Writes an item whose loss or repetition harms nobody. */
  void put(Item item) {
    held(() -> dynamo.putItem(put -> put.tableName(name).item(item.attributes())));
  }

  void delete(Key key) {
    held(() -> dynamo.deleteItem(delete -> delete.tableName(name).key(key.attributes())));
  }

  /**
   * One write outside a transaction; one that meets a transaction on the same item is tried again.
   *
   * @return empty when its condition did not hold
   */
  private <T> Optional<T> held(Supplier<T> write) {
    long pause = FIRST_PAUSE_MILLIS;
    long deadline = waiting.nanos() + PATIENCE.toNanos();
    while (true) {
      try {
        return Optional.of(write.get());
      } catch (ConditionalCheckFailedException e) {
        return Optional.empty();
      } catch (TransactionConflictException e) {
        if (waiting.nanos() > deadline) {
          throw e;
        }
        pause = pause(pause);
      }
    }
  }

  Transaction transaction() {
    return new Transaction(name);
  }

  /**
   * Commits all of a transaction or nothing.
   *
   * <p>A conflict with another transaction is tried again with jitter; only a condition that did
   * not hold is an answer.
   *
   * @return the names of the writes whose condition did not hold; empty when it was committed
   * @throws TransactionCanceledException for any other reason, or when conflicts outlast patience
   */
  List<String> commit(Transaction transaction) {
    long pause = FIRST_PAUSE_MILLIS;
    long deadline = waiting.nanos() + PATIENCE.toNanos();
    while (true) {
      try {
        dynamo.transactWriteItems(write -> write.transactItems(transaction.items()));
        return List.of();
      } catch (TransactionCanceledException e) {
        var failed = new ArrayList<String>();
        boolean conflict = false;
        for (int i = 0; i < e.cancellationReasons().size(); i++) {
          switch (e.cancellationReasons().get(i).code()) {
            case "ConditionalCheckFailed" -> failed.add(transaction.nameOf(i));
            case "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded" ->
                conflict = true;
            default -> {}
          }
        }
        if (!failed.isEmpty()) {
          return List.copyOf(failed);
        }
        if (!conflict || waiting.nanos() > deadline) {
          throw e;
        }
        pause = pause(pause);
      }
    }
  }

  /** Sleeps about this long and says how long to sleep the next time. */
  private long pause(long millis) {
    waiting.between(Duration.ofMillis(millis / 2 + 1), Duration.ofMillis(millis));
    return Math.min(millis * 2, LONGEST_PAUSE_MILLIS);
  }
}
