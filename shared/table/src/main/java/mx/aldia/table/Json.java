package mx.aldia.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mx.aldia.json.JsonText;

/** The compact JSON inside items. Trees only: no reflection on our types at a cold start. */
final class Json {
  private Json() {}

  static ObjectNode object() {
    return JsonText.object();
  }

  static ArrayNode array() {
    return JsonText.array();
  }

  static String write(JsonNode node) {
    return JsonText.write(node);
  }

  static JsonNode read(String text) {
    try {
      return JsonText.read(text);
    } catch (JsonText.Malformed e) {
      throw new IllegalStateException("an item holds broken JSON", e);
    }
  }

  static void put(ObjectNode node, String name, Optional<String> value) {
    value.ifPresent(text -> node.put(name, text));
  }

  static Optional<String> text(JsonNode node, String name) {
    return Optional.ofNullable(node.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  static <T> Stream<T> each(JsonNode node, String name, Function<JsonNode, T> read) {
    return node.has(name) ? stream(node.get(name), read) : Stream.empty();
  }

  static <T> Stream<T> stream(JsonNode list, Function<JsonNode, T> read) {
    return StreamSupport.stream(list.spliterator(), false).map(read);
  }
}
