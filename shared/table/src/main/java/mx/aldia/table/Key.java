package mx.aldia.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where an item lives. */
public record Key(String pk, String sk) {
  Map<String, AttributeValue> attributes() {
    return Map.of("PK", AttributeValue.fromS(pk), "SK", AttributeValue.fromS(sk));
  }

  static Key of(Map<String, AttributeValue> item) {
    return new Key(text(item, "PK"), text(item, "SK"));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null) {
      throw new IllegalArgumentException("an item without " + name);
    }
    return value.s();
  }
}
