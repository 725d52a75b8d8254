package mx.aldia.local.simulation.table;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What has to hold of an item. */
sealed interface Condition {
  record All(Condition left, Condition right) implements Condition {}

  record Either(Condition left, Condition right) implements Condition {}

  record Exists(Operand.Path path, boolean wanted) implements Condition {}

  record BeginsWith(Operand text, Operand prefix) implements Condition {}

  record Compare(Operand left, String operator, Operand right) implements Condition {}

  record Between(Operand middle, Operand least, Operand most) implements Condition {}

  static boolean holds(Condition condition, Map<String, AttributeValue> item, Said said) {
    return switch (condition) {
      case All(var left, var right) -> holds(left, item, said) && holds(right, item, said);
      case Either(var left, var right) -> holds(left, item, said) || holds(right, item, said);
      case Exists(var path, var wanted) -> (Operand.read(path, item, said) != null) == wanted;
      case BeginsWith(var text, var prefix) ->
          begins(Operand.read(text, item, said), Operand.read(prefix, item, said));
      case Compare(var left, var operator, var right) ->
          compares(Operand.read(left, item, said), operator, Operand.read(right, item, said));
      case Between(var middle, var least, var most) -> {
        var value = Operand.read(middle, item, said);
        yield compares(value, ">=", Operand.read(least, item, said))
            && compares(value, "<=", Operand.read(most, item, said));
      }
    };
  }

  private static boolean begins(
      @Nullable AttributeValue value, @Nullable AttributeValue beginning) {
    return value != null
        && beginning != null
        && value.s() != null
        && value.s().startsWith(beginning.s());
  }

  /** What is not there is unlike everything, and neither more nor less; so are other types. */
  private static boolean compares(
      @Nullable AttributeValue left, String operator, @Nullable AttributeValue right) {
    if (operator.equals("<>")) {
      return left == null || right == null || !left.equals(right);
    }
    if (left == null || right == null || left.type() != right.type()) {
      return false;
    }
    if (operator.equals("=")) {
      return left.n() == null ? left.equals(right) : order(left, right) == 0;
    }
    int order = order(left, right);
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw new IllegalStateException("no comparison " + operator);
    };
  }

  private static int order(AttributeValue left, AttributeValue right) {
    return switch (left.type()) {
      case S -> left.s().compareTo(right.s());
      case N -> new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()));
      default -> throw new Untried("no order of " + left.type());
    };
  }
}
