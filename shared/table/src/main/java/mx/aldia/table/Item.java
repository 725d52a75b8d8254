package mx.aldia.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item being written: each attribute by name and type; what is absent is left out. */
final class Item {
  private final Map<String, AttributeValue> attributes = new HashMap<>();

  private Item() {}

  static Item at(Key key) {
    var item = new Item();
    item.attributes.putAll(key.attributes());
    return item;
  }

  Item text(String name, String value) {
    attributes.put(name, AttributeValue.fromS(value));
    return this;
  }

  Item text(String name, Optional<String> value) {
    value.ifPresent(text -> text(name, text));
    return this;
  }

  Item texts(String name, Collection<String> values) {
    if (!values.isEmpty()) {
      attributes.put(
          name, AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList()));
    }
    return this;
  }

  Item texts(String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      var map = new HashMap<String, AttributeValue>();
      values.forEach((key, value) -> map.put(key, AttributeValue.fromS(value)));
      attributes.put(name, AttributeValue.fromM(map));
    }
    return this;
  }

  Item emptyMap(String name) {
    attributes.put(name, AttributeValue.fromM(Map.of()));
    return this;
  }

  Item number(String name, long value) {
    attributes.put(name, AttributeValue.fromN(Long.toString(value)));
    return this;
  }

  Item decimal(String name, BigDecimal value) {
    return text(name, value.toPlainString());
  }

  Item flag(String name, boolean value) {
    if (value) {
      attributes.put(name, AttributeValue.fromBool(true));
    }
    return this;
  }

  Item instant(String name, Instant value) {
    return text(name, Stamp.of(value));
  }

  Item instant(String name, Optional<Instant> value) {
    value.ifPresent(instant -> instant(name, instant));
    return this;
  }

  Item date(String name, LocalDate value) {
    return text(name, value.toString());
  }

  Item bytes(String name, byte[] value) {
    attributes.put(name, AttributeValue.fromB(SdkBytes.fromByteArray(value)));
    return this;
  }

  Item bytes(String name, Optional<byte[]> value) {
    value.ifPresent(bytes -> bytes(name, bytes));
    return this;
  }

  /** Makes it found by its owner. */
  Item ownedBy(String partition, String sort) {
    return text("byOwnerPK", partition).text("byOwnerSK", sort);
  }

  /** Makes it found by its month. */
  Item inMonth(String partition, String sort) {
    return text("byMonthPK", partition).text("byMonthSK", sort);
  }

  /** The table forgets it some time after this wall-clock instant. */
  Item expiresAt(Instant wall) {
    return number("expiresAt", wall.getEpochSecond());
  }

  Map<String, AttributeValue> attributes() {
    return attributes;
  }
}
