package mx.aldia.local.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mx.aldia.local.simulation.table.Change;
import mx.aldia.testkit.table.LocalTable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** AWS's own table under a story: after each write its items are read, to see what has changed. */
final class OnDynamoDbLocal implements Ground {
  private final LocalTable table = LocalTable.create();
  private final DynamoDbClient plain = table.client();
  private final DynamoDbClient watched = table.client(new Watching());
  private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> known =
      new HashMap<>();
  private Consumer<List<Change>> told = _ -> {};

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public void follow(Supplier<Instant> time, Supplier<Duration> late) {
    // Its indexes are never late.
  }

  @Override
  public DynamoDbClient client() {
    return watched;
  }

  @Override
  public void tell(Consumer<List<Change>> changes) {
    told = changes;
  }

  private final class Watching implements ExecutionInterceptor {
    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      var keys = touched(context.request());
      if (!keys.isEmpty()) {
        told.accept(keys.stream().map(this::change).toList());
      }
    }

    private Change change(Map<String, AttributeValue> key) {
      var answer = plain.getItem(get -> get.tableName(table.name()).key(key).consistentRead(true));
      var before = Optional.ofNullable(known.get(key));
      var after =
          answer.hasItem()
              ? Optional.of(answer.item())
              : Optional.<Map<String, AttributeValue>>empty();
      after.ifPresentOrElse(item -> known.put(key, item), () -> known.remove(key));
      var named = new Fact(key);
      return new Change(named.pk(), named.sk(), before, after);
    }
  }

  private static List<Map<String, AttributeValue>> touched(SdkRequest request) {
    return switch (request) {
      case PutItemRequest put -> List.of(key(put.item()));
      case UpdateItemRequest update -> List.of(key(update.key()));
      case DeleteItemRequest delete -> List.of(key(delete.key()));
      case TransactWriteItemsRequest all -> {
        var keys = new ArrayList<Map<String, AttributeValue>>();
        for (TransactWriteItem one : all.transactItems()) {
          if (one.put() != null) {
            keys.add(key(one.put().item()));
          } else if (one.update() != null) {
            keys.add(key(one.update().key()));
          } else if (one.delete() != null) {
            keys.add(key(one.delete().key()));
          }
        }
        yield keys;
      }
      default -> List.of();
    };
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    var key = new HashMap<String, AttributeValue>();
    item.forEach(
        (name, value) -> {
          if (name.equals("PK") || name.equals("SK")) {
            key.put(name, value);
          }
        });
    return key;
  }
}
