package mx.aldia.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item read: each attribute by name and type. */
final class Row {
  private final Map<String, AttributeValue> attributes;

  Row(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  Key key() {
    return Key.of(attributes);
  }

  String text(String name) {
    return maybe(name).orElseThrow(() -> missing(name)).s();
  }

  Optional<String> maybeText(String name) {
    return maybe(name).map(AttributeValue::s);
  }

  List<String> texts(String name) {
    return maybe(name).map(AttributeValue::l).orElse(List.of()).stream()
        .map(AttributeValue::s)
        .toList();
  }

  Map<String, String> textMap(String name) {
    var map = new HashMap<String, String>();
    maybe(name)
        .map(AttributeValue::m)
        .orElse(Map.of())
        .forEach((key, value) -> map.put(key, value.s()));
    return map;
  }

  Map<String, Long> numbers(String name) {
    var map = new HashMap<String, Long>();
    maybe(name)
        .map(AttributeValue::m)
        .orElse(Map.of())
        .forEach((key, value) -> map.put(key, Long.valueOf(value.n())));
    return map;
  }

  long number(String name) {
    return Long.parseLong(maybe(name).orElseThrow(() -> missing(name)).n());
  }

  Optional<Long> maybeNumber(String name) {
    return maybe(name).map(AttributeValue::n).map(Long::valueOf);
  }

  BigDecimal decimal(String name) {
    return new BigDecimal(text(name));
  }

  boolean flag(String name) {
    return maybe(name).map(AttributeValue::bool).orElse(false);
  }

  Instant instant(String name) {
    return Stamp.parse(text(name));
  }

  Optional<Instant> maybeInstant(String name) {
    return maybeText(name).map(Stamp::parse);
  }

  LocalDate date(String name) {
    return LocalDate.parse(text(name));
  }

  byte[] bytes(String name) {
    return maybe(name).orElseThrow(() -> missing(name)).b().asByteArray();
  }

  Optional<byte[]> maybeBytes(String name) {
    return maybe(name).map(value -> value.b().asByteArray());
  }

  private Optional<AttributeValue> maybe(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  private IllegalStateException missing(String name) {
    return new IllegalStateException("%s has no %s".formatted(key(), name));
  }
}
