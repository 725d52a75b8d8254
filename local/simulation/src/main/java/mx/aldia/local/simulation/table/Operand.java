package mx.aldia.local.simulation.table;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an expression compares or stores. */
sealed interface Operand {
  /** An attribute by its name, or what lies within a map of that name. */
  record Path(List<String> names) implements Operand {}

  /** A value that is given beside the expression. */
  record Given(String name) implements Operand {}

  /** Two numbers together. */
  record Sum(Operand left, Operand right) implements Operand {}

  /** What an operand is for one item; null where the item has no such attribute. */
  static @Nullable AttributeValue read(
      Operand operand, Map<String, AttributeValue> item, Said said) {
    return switch (operand) {
      case Path(var names) -> said.find(names, item);
      case Given(var name) -> said.value(name);
      case Sum(var left, var right) ->
          AttributeValue.fromN(
              number(left, item, said).add(number(right, item, said)).toPlainString());
    };
  }

  private static BigDecimal number(Operand operand, Map<String, AttributeValue> item, Said said) {
    var value = read(operand, item, said);
    if (value == null) {
      throw Refusals.invalid(
          "The provided expression refers to an attribute that does not exist in the item");
    }
    if (value.n() == null) {
      throw Refusals.invalid("An operand in the update expression has an incorrect data type");
    }
    return new BigDecimal(value.n());
  }
}
