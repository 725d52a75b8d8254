package mx.aldia.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where an item lives. */
public record Key(String pk, String sk) {
  Map<String, AttributeValue> attributes() {
    return Map.of("PK", AttributeValue.fromS(pk), "SK", AttributeValue.fromS(sk));
  }

  static Key of(Map<String, AttributeValue> item) {
    return new Key(text(item, "PK"), text(item, "SK"));
  }

  /**
   * By hand, as {@link #hashCode()}: what a record brings is made when it is first asked for, and
   * every function asks at its first answer.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key that && pk.equals(that.pk) && sk.equals(that.sk);
  }

  @Override
  public int hashCode() {
    return 31 * pk.hashCode() + sk.hashCode();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null) {
      throw new IllegalArgumentException("an item without " + name);
    }
    return value.s();
  }
}
