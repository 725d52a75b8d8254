package mx.aldia.local.simulation.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What DynamoDB counts of an item, and what it does not take. */
final class Sizes {
  static final int MOST_OF_ITEM = 400 * 1024;
  static final int MOST_OF_TRANSACTION = 4 * 1024 * 1024;
  static final int MOST_OF_PAGE = 1024 * 1024;

  private static final int NUMBER = 11;
  private static final int NESTED = 3;

  private Sizes() {}

  static int of(Map<String, AttributeValue> item) {
    int size = 0;
    for (var attribute : item.entrySet()) {
      size += text(attribute.getKey()) + of(attribute.getValue());
    }
    return size;
  }

  private static int of(AttributeValue value) {
    return switch (value.type()) {
      case S -> text(value.s());
      case N -> NUMBER;
      case BOOL, NUL -> 1;
      case B -> value.b().asByteArrayUnsafe().length;
      case L -> NESTED + value.l().stream().mapToInt(it -> 1 + of(it)).sum();
      case M ->
          NESTED
              + value.m().entrySet().stream()
                  .mapToInt(it -> 1 + text(it.getKey()) + of(it.getValue()))
                  .sum();
      default -> throw new Untried("no attribute of " + value.type());
    };
  }

  private static int text(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) > 127) {
        return text.getBytes(UTF_8).length;
      }
    }
    return length;
  }
}
