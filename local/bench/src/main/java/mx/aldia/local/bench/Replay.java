package mx.aldia.local.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Writes that were recorded, sent again: the same calls with the same items, under other keys, so
 * that nothing is there before. Their conditions are left out, for they were true of other keys;
 * that makes the bare writes a little cheaper than they can be.
 */
final class Replay {
  private static final AtomicLong FRESH = new AtomicLong();

  private final DynamoDbClient client;
  private final List<SdkRequest> writes;

  Replay(DynamoDbClient client, List<SdkRequest> writes) {
    this.client = client;
    this.writes = writes;
  }

  void once() {
    var suffix = "%08d".formatted(FRESH.incrementAndGet());
    for (var write : writes) {
      switch (write) {
        case TransactWriteItemsRequest all ->
            client.transactWriteItems(
                all.toBuilder()
                    .transactItems(
                        all.transactItems().stream().map(it -> fresh(it, suffix)).toList())
                    .clientRequestToken(null)
                    .build());
        case PutItemRequest put ->
            client.putItem(
                put.toBuilder()
                    .item(fresh(put.item(), suffix))
                    .conditionExpression(null)
                    .expressionAttributeNames(null)
                    .expressionAttributeValues(null)
                    .build());
        // The folio's counter: one hot item, as it is, held under another name.
        case UpdateItemRequest update ->
            client.updateItem(
                update.toBuilder()
                    .conditionExpression(null)
                    .expressionAttributeNames(holder(update.expressionAttributeNames(), suffix))
                    .build());
        default -> throw new IllegalStateException("not a write: " + write);
      }
    }
  }

  private static Map<String, String> holder(Map<String, String> names, String suffix) {
    var fresh = new HashMap<>(names);
    fresh.computeIfPresent("#me", (_, holder) -> holder + suffix);
    return fresh;
  }

  private static TransactWriteItem fresh(TransactWriteItem each, String suffix) {
    if (each.put() != null) {
      return TransactWriteItem.builder()
          .put(
              each.put().toBuilder()
                  .item(fresh(each.put().item(), suffix))
                  .conditionExpression(null)
                  .expressionAttributeNames(null)
                  .expressionAttributeValues(null)
                  .build())
          .build();
    }
    if (each.update() != null) {
      return TransactWriteItem.builder()
          .update(
              each.update().toBuilder()
                  .key(fresh(each.update().key(), suffix))
                  .conditionExpression(null)
                  .build())
          .build();
    }
    throw new IllegalStateException("neither put nor update: " + each);
  }

  private static Map<String, AttributeValue> fresh(
      Map<String, AttributeValue> item, String suffix) {
    var fresh = new HashMap<>(item);
    fresh.put("PK", AttributeValue.fromS(Items.text(item, "PK") + suffix));
    return fresh;
  }
}
