package mx.aldia.local.simulation.table;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an update does to an item. Everything it reads is read before anything is written. */
record Updating(List<Assigned> sets, List<Operand.Path> removes, List<Assigned> adds) {
  Updating {
    sets = List.copyOf(sets);
    removes = List.copyOf(removes);
    adds = List.copyOf(adds);
  }

  /** An attribute, and what it is to be, or what is added to it. */
  record Assigned(Operand.Path path, Operand value) {}

  Map<String, AttributeValue> apply(Map<String, AttributeValue> item, Said said) {
    refuseOverlaps(said);
    var next = new HashMap<>(item);
    for (var set : sets) {
      var value = Operand.read(set.value(), item, said);
      if (value == null) {
        throw Refusals.invalid(
            "The provided expression refers to an attribute that does not exist in the item");
      }
      write(next, set.path(), value, said);
    }
    for (var path : removes) {
      write(next, path, null, said);
    }
    for (var add : adds) {
      var before = said.find(add.path().names(), item);
      var amount = Operand.read(add.value(), item, said);
      if (amount == null || amount.n() == null || (before != null && before.n() == null)) {
        throw Refusals.invalid("An operand in the update expression has an incorrect data type");
      }
      var sum = before == null ? BigDecimal.ZERO : new BigDecimal(before.n());
      write(
          next,
          add.path(),
          AttributeValue.fromN(sum.add(new BigDecimal(amount.n())).toPlainString()),
          said);
    }
    return next;
  }

  private void refuseOverlaps(Said said) {
    var seen = new HashSet<String>();
    for (var path : removes) {
      refuseOverlap(seen, path, said);
    }
    for (var one : sets) {
      refuseOverlap(seen, one.path(), said);
    }
    for (var one : adds) {
      refuseOverlap(seen, one.path(), said);
    }
  }

  private static void refuseOverlap(HashSet<String> seen, Operand.Path path, Said said) {
    var names = path.names().stream().map(said::name).toList();
    if (names.contains("PK") || names.contains("SK")) {
      throw Refusals.invalid("Cannot update attribute PK or SK. This attribute is part of the key");
    }
    if (!seen.add(String.join(".", names))) {
      throw Refusals.invalid("Two document paths overlap with each other: " + names);
    }
  }

  /** At most one map deep, as our stores do; without a value it is taken away. */
  private static void write(
      Map<String, AttributeValue> item,
      Operand.Path path,
      @Nullable AttributeValue value,
      Said said) {
    var first = said.name(path.names().getFirst());
    if (path.names().size() == 1) {
      put(item, first, value);
      return;
    }
    if (path.names().size() > 2) {
      throw new Untried("deeper than one map: " + path);
    }
    var map = item.get(first);
    if (map == null || !map.hasM()) {
      throw Refusals.invalid(
          "The document path provided in the update expression is invalid for update");
    }
    var inner = new HashMap<>(map.m());
    put(inner, said.name(path.names().getLast()), value);
    item.put(first, AttributeValue.fromM(inner));
  }

  private static void put(
      Map<String, AttributeValue> map, String name, @Nullable AttributeValue value) {
    if (value == null) {
      map.remove(name);
    } else {
      map.put(name, value);
    }
  }
}
