package mx.aldia.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Counts what goes through a client in units as AWS bills them. DynamoDB Local counts otherwise, so
 * each item is looked at before and after its write, by a client that is not counted; one caller at
 * a time.
 */
final class Meter implements ExecutionInterceptor {
  private static final ExecutionAttribute<List<Touched>> TOUCHED =
      new ExecutionAttribute<>("touched");

  private final DynamoDbClient uncounted;
  private final String table;
  private final AtomicReference<Units> sum = new AtomicReference<>(Units.NONE);

  Meter(DynamoDbClient uncounted, String table) {
    this.uncounted = uncounted;
    this.table = table;
  }

  /** An item that a request writes, or checks, as it was before. */
  private record Touched(
      Map<String, AttributeValue> key, Map<String, AttributeValue> before, boolean writes) {}

  /** All that was counted until now. */
  Units sum() {
    return Objects.requireNonNull(sum.get());
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    attributes.putAttribute(TOUCHED, touched(context.request()));
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    boolean inTransaction = context.request() instanceof TransactWriteItemsRequest;
    for (var item : attributes.getAttribute(TOUCHED)) {
      add(
          item.writes()
              ? Units.write(item.before(), item(item.key()), inTransaction)
              : Units.checked(item.before(), inTransaction));
    }
    switch (context.response()) {
      case GetItemResponse got ->
          add(
              Units.read(
                  Units.size(got.item()), ((GetItemRequest) context.request()).consistentRead()));
      case BatchGetItemResponse got -> {
        var asked =
            Objects.requireNonNull(
                ((BatchGetItemRequest) context.request()).requestItems().get(table));
        var found = got.responses().getOrDefault(table, List.of());
        found.forEach(item -> add(Units.read(Units.size(item), asked.consistentRead())));
        IntStream.range(found.size(), asked.keys().size())
            .forEach(_ -> add(Units.read(0, asked.consistentRead())));
      }
      case QueryResponse page ->
          add(
              Units.read(
                  page.items().stream().mapToLong(Units::size).sum(),
                  Boolean.TRUE.equals(((QueryRequest) context.request()).consistentRead())));
      default -> {}
    }
  }

  /** What is refused is billed too. */
  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    boolean inTransaction = context.request() instanceof TransactWriteItemsRequest;
    attributes
        .getAttribute(TOUCHED)
        .forEach(item -> add(Units.checked(item.before(), inTransaction)));
  }

  private List<Touched> touched(SdkRequest request) {
    var touched = new ArrayList<Touched>();
    switch (request) {
      case PutItemRequest put -> touched.add(touched(Items.keyOf(put.item()), true));
      case UpdateItemRequest update -> touched.add(touched(update.key(), true));
      case DeleteItemRequest delete -> touched.add(touched(delete.key(), true));
      case TransactWriteItemsRequest all ->
          all.transactItems().forEach(each -> touched.add(touched(each)));
      default -> {}
    }
    return touched;
  }

  private Touched touched(TransactWriteItem each) {
    if (each.put() != null) {
      return touched(Items.keyOf(each.put().item()), true);
    }
    if (each.update() != null) {
      return touched(each.update().key(), true);
    }
    return each.delete() == null
        ? touched(each.conditionCheck().key(), false)
        : touched(each.delete().key(), true);
  }

  private Touched touched(Map<String, AttributeValue> key, boolean writes) {
    return new Touched(key, item(key), writes);
  }

  private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
    return uncounted.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
  }

  private void add(Units units) {
    sum.accumulateAndGet(units, Units::plus);
  }
}
