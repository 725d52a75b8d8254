package mx.aldia.local.simulation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of the table as a reader of the books reads it: from outside, by its attributes. */
record Fact(Map<String, AttributeValue> item) {
  String pk() {
    return text("PK");
  }

  String sk() {
    return text("SK");
  }

  String text(String name) {
    return maybe(name)
        .orElseThrow(
            () -> new IllegalStateException("%s has no %s".formatted(item.get("SK"), name)));
  }

  Optional<String> maybe(String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  long number(String name) {
    return maybeNumber(name).orElse(0L);
  }

  Optional<Long> maybeNumber(String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::n).map(Long::valueOf);
  }

  boolean flag(String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::bool).orElse(false);
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  /** Whether a folio counter holds a number for somebody. */
  boolean holdsANumber() {
    return Optional.ofNullable(item.get("held")).filter(held -> !held.m().isEmpty()).isPresent();
  }
}
