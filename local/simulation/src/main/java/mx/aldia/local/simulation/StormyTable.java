package mx.aldia.local.simulation;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import mx.aldia.local.simulation.World.Hazard;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A table as a function reaches it: over a network, among others who write the same items. */
final class StormyTable implements DynamoDbClient {
  private static final Hazard THROTTLED =
      new Hazard(
          Fault.THROTTLE,
          false,
          () -> ProvisionedThroughputExceededException.builder().message("too fast").build());
  private static final Hazard NO_ANSWER =
      new Hazard(Fault.LOST_ANSWER, true, () -> SdkClientException.create("the connection broke"));
  private static final Hazard CONFLICT =
      new Hazard(
          Fault.CONFLICT,
          false,
          () -> TransactionConflictException.builder().message("in conflict").build());

  private final World world;
  private final DynamoDbClient table;

  StormyTable(World world, DynamoDbClient table) {
    this.world = world;
    this.table = table;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    table.close();
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return world.call(
        "reads " + kind(request.key()), List.of(THROTTLED), () -> table.getItem(request));
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return world.call("reads several", List.of(THROTTLED), () -> table.batchGetItem(request));
  }

  /** The sweep asks 64 shards for an hour: those with nothing in them are passed at once. */
  @Override
  public QueryResponse query(QueryRequest request) {
    if ("byDue".equals(request.indexName())) {
      var answer = table.query(request);
      if (answer.items().isEmpty()) {
        return answer;
      }
    }
    return world.call("looks for some", List.of(THROTTLED), () -> table.query(request));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return write("puts " + kind(request.item()), () -> table.putItem(request));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return write("updates " + kind(request.key()), () -> table.updateItem(request));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return write("deletes " + kind(request.key()), () -> table.deleteItem(request));
  }

  /** The SDK asks again where no answer came; the second answer is of what the first has done. */
  private <T> T write(String what, Supplier<T> effect) {
    return world.call(
        what,
        List.of(THROTTLED, CONFLICT, NO_ANSWER),
        () -> {
          var answer = effect.get();
          return world.strikes(Fault.ASKED_TWICE, what) ? effect.get() : answer;
        });
  }

  /** Asked for twice by the SDK it is done once: the request has a token. */
  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    var conflict = new Hazard(Fault.CONFLICT, false, () -> cancelled(request));
    return world.call(
        "writes " + words(request),
        List.of(THROTTLED, conflict, NO_ANSWER),
        () -> table.transactWriteItems(request));
  }

  private static TransactionCanceledException cancelled(TransactWriteItemsRequest request) {
    return TransactionCanceledException.builder()
        .message("Transaction cancelled, please refer cancellation reasons for specific reasons")
        .cancellationReasons(
            IntStream.range(0, request.transactItems().size())
                .mapToObj(
                    i ->
                        CancellationReason.builder()
                            .code(i == 0 ? "TransactionConflict" : "None")
                            .build())
                .toList())
        .build();
  }

  private static String words(TransactWriteItemsRequest request) {
    var first = request.transactItems().getFirst();
    if (first.put() != null) {
      return kind(first.put().item()) + " and more";
    }
    var key =
        first.update() != null
            ? first.update().key()
            : first.delete() != null ? first.delete().key() : first.conditionCheck().key();
    return kind(key) + " and more";
  }

  /** What kind of item, not which: ids say nothing to a reader. */
  private static String kind(Map<String, AttributeValue> item) {
    var sort = new Fact(item).sk();
    int hash = sort.indexOf('#', sort.startsWith("DUE#") ? 4 : 0);
    var kind = hash < 0 ? sort : sort.substring(0, hash);
    return Character.isDigit(kind.charAt(0)) ? "POINTER" : kind;
  }
}
