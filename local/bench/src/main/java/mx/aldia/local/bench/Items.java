package mx.aldia.local.bench;

import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as DynamoDB gives them, of which is known what they hold. */
final class Items {
  private Items() {}

  static AttributeValue value(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name);
  }

  static String text(Map<String, AttributeValue> item, String name) {
    return value(item, name).s();
  }

  static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of("PK", AttributeValue.fromS(partition), "SK", AttributeValue.fromS(sort));
  }

  static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return Map.of("PK", value(item, "PK"), "SK", value(item, "SK"));
  }
}
