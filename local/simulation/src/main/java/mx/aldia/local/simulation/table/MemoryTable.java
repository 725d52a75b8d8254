package mx.aldia.local.simulation.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * One table with its indexes, in memory: deterministic, and quick enough for ten thousand stories.
 * It knows what our stores use of DynamoDB and refuses all else; a test holds its answers to those
 * of DynamoDB Local. Not for two threads at once.
 */
public final class MemoryTable implements DynamoDbClient {
  private static final int MOST_IN_TRANSACTION = 100;
  private static final int MOST_IN_BATCH = 100;
  private static final Map<String, AttributeValue> NOTHING = Map.of();

  /** What of each request is understood; a request that says more is refused. */
  private static final Set<String> KNOWN =
      Set.of(
          "TableName",
          "IndexName",
          "Key",
          "Item",
          "ConsistentRead",
          "KeyConditionExpression",
          "ConditionExpression",
          "UpdateExpression",
          "ExpressionAttributeNames",
          "ExpressionAttributeValues",
          "ExclusiveStartKey",
          "Limit",
          "ReturnValues",
          "RequestItems",
          // The SDK fills it in: asked for twice a transaction is done once.
          "ClientRequestToken",
          "TransactItems");

  private final String name;
  private final Map<String, MemoryIndex> indexes;
  private final Map<String, NavigableMap<String, Map<String, AttributeValue>>> partitions =
      new HashMap<>();
  private Consumer<List<Change>> told = _ -> {};

  /**
   * An empty table.
   *
   * @param indexes by name; their keys are {@code <name>PK} and {@code <name>SK}
   * @param now when the indexes are read
   * @param lag asked at each change: how long the indexes take to show it
   */
  public MemoryTable(
      String name, List<String> indexes, Supplier<Instant> now, Supplier<Duration> lag) {
    this.name = name;
    this.indexes =
        indexes.stream()
            .map(index -> new MemoryIndex(index, now, lag))
            .collect(Collectors.toMap(MemoryIndex::name, it -> it));
  }

  /** Tells each write's changes, all of a transaction together, after it. */
  public void tell(Consumer<List<Change>> changes) {
    told = changes;
  }

  /** All items as they are now, partition by partition. */
  public List<Map<String, AttributeValue>> items() {
    return new TreeMap<>(partitions)
        .values().stream().flatMap(partition -> partition.values().stream()).toList();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    known(request, request.tableName());
    var item = find(request.key());
    var response = GetItemResponse.builder();
    if (item != null) {
      response.item(item);
    }
    return response.build();
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    known(request, name);
    var found = new ArrayList<Map<String, AttributeValue>>();
    request
        .requestItems()
        .forEach(
            (table, wanted) -> {
              known(wanted, table, Set.of("Keys", "ConsistentRead"));
              if (wanted.keys().size() > MOST_IN_BATCH
                  || new HashSet<>(wanted.keys()).size() < wanted.keys().size()) {
                throw Refusals.invalid("Too many items requested, or one of them twice");
              }
              for (var key : wanted.keys()) {
                var item = find(key);
                if (item != null) {
                  found.add(item);
                }
              }
            });
    return BatchGetItemResponse.builder()
        .responses(Map.of(name, found))
        .unprocessedKeys(Map.of())
        .build();
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    known(request, request.tableName());
    var expression = Expression.condition(request.keyConditionExpression());
    var said = new Said(request.expressionAttributeNames(), request.expressionAttributeValues());
    said.require(expression.used());
    var index = request.indexName() == null ? "" : request.indexName();
    var candidates =
        index.isEmpty()
            ? partitions
                .getOrDefault(partition(expression.meaning(), "", said), new TreeMap<>())
                .values()
            : entries(index, partition(expression.meaning(), index, said));
    var page = new ArrayList<Map<String, AttributeValue>>();
    int limit = request.limit() == null ? Integer.MAX_VALUE : request.limit();
    int size = 0;
    for (var item : candidates) {
      if (request.hasExclusiveStartKey()
          && !isAfter(item, request.exclusiveStartKey(), index + "SK", index.isEmpty())) {
        continue;
      }
      if (Condition.holds(expression.meaning(), item, said)) {
        page.add(item);
        size += Sizes.of(item);
        if (page.size() == limit || size > Sizes.MOST_OF_PAGE) {
          return QueryResponse.builder()
              .items(page)
              .count(page.size())
              .lastEvaluatedKey(keyOf(item, index))
              .build();
        }
      }
    }
    return QueryResponse.builder().items(page).count(page.size()).build();
  }

  private List<Map<String, AttributeValue>> entries(String index, String partition) {
    var here = indexes.get(index);
    if (here == null) {
      throw Refusals.invalid("The table does not have the specified index: " + index);
    }
    return here.partition(partition).stream()
        .map(
            entry ->
                Map.of(
                    "PK",
                    AttributeValue.fromS(entry.pk()),
                    "SK",
                    AttributeValue.fromS(entry.sk()),
                    index + "PK",
                    AttributeValue.fromS(partition),
                    index + "SK",
                    AttributeValue.fromS(entry.sort())))
        .toList();
  }

  /** A query names its partition: the first of its conditions, and nothing beside it. */
  private static String partition(Condition condition, String index, Said said) {
    return switch (condition) {
      case Condition.All(var first, _) -> partition(first, index, said);
      case Condition.Compare(Operand.Path(var names), var operator, Operand.Given(var value))
          when operator.equals("=") && names.equals(List.of(index + "PK")) ->
          said.value(value).s();
      default -> throw Refusals.invalid("Query condition missed key schema element: " + condition);
    };
  }

  private static boolean isAfter(
      Map<String, AttributeValue> item,
      Map<String, AttributeValue> start,
      String sort,
      boolean ofTable) {
    int order = text(item, sort).compareTo(text(start, sort));
    if (order != 0 || ofTable) {
      return order > 0;
    }
    int byPartition = text(item, "PK").compareTo(text(start, "PK"));
    return byPartition != 0 ? byPartition > 0 : text(item, "SK").compareTo(text(start, "SK")) > 0;
  }

  private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item, String index) {
    var key = new LinkedHashMap<String, AttributeValue>();
    for (var name : List.of("PK", "SK", index + "PK", index + "SK")) {
      key.put(name, AttributeValue.fromS(text(item, name)));
    }
    return key;
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    known(request, request.tableName());
    write(
        new Write(
            request.item(),
            request.conditionExpression(),
            "",
            request.expressionAttributeNames(),
            request.expressionAttributeValues(),
            Write.Kind.PUT));
    return PutItemResponse.builder().build();
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    known(request, request.tableName());
    write(
        new Write(
            request.key(),
            request.conditionExpression(),
            "",
            request.expressionAttributeNames(),
            request.expressionAttributeValues(),
            Write.Kind.DELETE));
    return DeleteItemResponse.builder().build();
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    known(request, request.tableName());
    var write =
        new Write(
            request.key(),
            request.conditionExpression(),
            request.updateExpression(),
            request.expressionAttributeNames(),
            request.expressionAttributeValues(),
            Write.Kind.UPDATE);
    var after = write(write);
    var response = UpdateItemResponse.builder();
    switch (request.returnValues() == null ? ReturnValue.NONE : request.returnValues()) {
      case ALL_NEW -> response.attributes(after);
      case NONE -> {}
      default -> throw new Untried("return " + request.returnValues());
    }
    return response.build();
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    known(request, name);
    var writes = request.transactItems().stream().map(this::write).toList();
    if (writes.isEmpty() || writes.size() > MOST_IN_TRANSACTION) {
      throw Refusals.invalid("Member must have length between 1 and 100: " + writes.size());
    }
    if (writes.stream().map(it -> List.of(it.pk(), it.sk())).distinct().count() < writes.size()) {
      throw Refusals.invalid("Transaction request cannot include multiple operations on one item");
    }
    var reasons = new ArrayList<CancellationReason>();
    var changes = new ArrayList<Change>();
    int size = 0;
    for (var write : writes) {
      var before = find(write.key());
      String code = "None";
      try {
        if (write.holds(before == null ? NOTHING : before)) {
          var change = change(write, before);
          change.ifPresent(changes::add);
          size += change.flatMap(Change::after).map(Sizes::of).orElse(0);
        } else {
          code = "ConditionalCheckFailed";
        }
      } catch (DynamoDbException e) {
        code = "ValidationError";
      }
      reasons.add(CancellationReason.builder().code(code).build());
    }
    if (reasons.stream().anyMatch(it -> !it.code().equals("None"))) {
      throw TransactionCanceledException.builder()
          .message("Transaction cancelled, please refer cancellation reasons for specific reasons")
          .cancellationReasons(reasons)
          .build();
    }
    if (size > Sizes.MOST_OF_TRANSACTION) {
      throw Refusals.invalid("Collection of items exceeds 4 MB");
    }
    commit(changes);
    return TransactWriteItemsResponse.builder().build();
  }

  private Write write(TransactWriteItem item) {
    if (item.put() != null) {
      var put = item.put();
      known(put, put.tableName(), KNOWN);
      return new Write(
          put.item(),
          put.conditionExpression(),
          "",
          put.expressionAttributeNames(),
          put.expressionAttributeValues(),
          Write.Kind.PUT);
    }
    if (item.update() != null) {
      var update = item.update();
      known(update, update.tableName(), KNOWN);
      return new Write(
          update.key(),
          update.conditionExpression(),
          update.updateExpression(),
          update.expressionAttributeNames(),
          update.expressionAttributeValues(),
          Write.Kind.UPDATE);
    }
    if (item.delete() != null) {
      var delete = item.delete();
      known(delete, delete.tableName(), KNOWN);
      return new Write(
          delete.key(),
          delete.conditionExpression(),
          "",
          delete.expressionAttributeNames(),
          delete.expressionAttributeValues(),
          Write.Kind.DELETE);
    }
    var check = item.conditionCheck();
    known(check, check.tableName(), KNOWN);
    return new Write(
        check.key(),
        check.conditionExpression(),
        "",
        check.expressionAttributeNames(),
        check.expressionAttributeValues(),
        Write.Kind.CHECK);
  }

  /** The item afterwards; nothing of one that was deleted. */
  private Map<String, AttributeValue> write(Write write) {
    var before = find(write.key());
    if (!write.holds(before == null ? NOTHING : before)) {
      throw ConditionalCheckFailedException.builder()
          .message("The conditional request failed")
          .build();
    }
    var change = change(write, before);
    commit(change.stream().toList());
    return change.flatMap(Change::after).orElse(NOTHING);
  }

  private static Optional<Change> change(
      Write write, @Nullable Map<String, AttributeValue> before) {
    var after =
        switch (write.kind()) {
          case PUT -> Optional.of(write.item());
          case UPDATE -> Optional.of(write.updated(before == null ? NOTHING : before));
          case DELETE -> Optional.<Map<String, AttributeValue>>empty();
          case CHECK -> Optional.ofNullable(before);
        };
    after.ifPresent(MemoryTable::requireSound);
    return write.kind() == Write.Kind.CHECK
        ? Optional.empty()
        : Optional.of(new Change(write.pk(), write.sk(), Optional.ofNullable(before), after));
  }

  private static void requireSound(Map<String, AttributeValue> item) {
    if (Sizes.of(item) > Sizes.MOST_OF_ITEM) {
      throw Refusals.invalid("Item size has exceeded the maximum allowed size");
    }
    for (var attribute : item.entrySet()) {
      var key = attribute.getKey();
      if ((key.endsWith("PK") || key.endsWith("SK"))
          && (attribute.getValue().s() == null || attribute.getValue().s().isEmpty())) {
        throw Refusals.invalid("One or more parameter values are not valid: " + key);
      }
    }
  }

  private void commit(List<Change> changes) {
    for (var change : changes) {
      var partition = partitions.computeIfAbsent(change.pk(), _ -> new TreeMap<>());
      change
          .after()
          .ifPresentOrElse(
              item -> partition.put(change.sk(), Map.copyOf(item)),
              () -> partition.remove(change.sk()));
      if (partition.isEmpty()) {
        partitions.remove(change.pk());
      }
      indexes.values().forEach(index -> index.tell(change));
    }
    told.accept(List.copyOf(changes));
  }

  private @Nullable Map<String, AttributeValue> find(Map<String, AttributeValue> key) {
    if (key.size() != 2) {
      throw Refusals.invalid("The provided key element does not match the schema: " + key);
    }
    var partition = partitions.get(text(key, "PK"));
    return partition == null ? null : partition.get(text(key, "SK"));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null || value.s() == null || value.s().isEmpty()) {
      throw Refusals.invalid("One of the required keys was not given a value: " + name);
    }
    return value.s();
  }

  private void known(SdkPojo request, String table) {
    known(request, table, KNOWN);
  }

  /** Refuses what this table does not understand, where DynamoDB would do something of it. */
  private void known(SdkPojo request, String table, Set<String> members) {
    if (!name.equals(table)) {
      throw Refusals.invalid("Requested resource not found: " + table);
    }
    for (var field : request.sdkFields()) {
      if (!members.contains(field.memberName()) && says(field.getValueOrDefault(request))) {
        throw new Untried(
            "%s of %s".formatted(field.memberName(), request.getClass().getSimpleName()));
      }
    }
  }

  private static boolean says(@Nullable Object value) {
    return value != null
        && !(value instanceof Map<?, ?> map && map.isEmpty())
        && !(value instanceof List<?> list && list.isEmpty());
  }
}
