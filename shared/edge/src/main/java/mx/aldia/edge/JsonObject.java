package mx.aldia.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.request.Answer;
import mx.aldia.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * JSON going out: each name is written by hand in snake_case, in the order it shall be read. A null
 * or empty value is written as {@code null}, so that every object of a kind has the same members.
 */
public final class JsonObject {
  private final ObjectNode node = JsonText.object();

  public JsonObject text(String name, @Nullable String value) {
    node.put(name, value);
    return this;
  }

  public JsonObject text(String name, Optional<String> value) {
    return text(name, value.orElse(null));
  }

  public JsonObject integer(String name, long value) {
    node.put(name, value);
    return this;
  }

  public JsonObject integer(String name, Optional<? extends Number> value) {
    return value.map(it -> integer(name, it.longValue())).orElseGet(() -> nothing(name));
  }

  public JsonObject bool(String name, boolean value) {
    node.put(name, value);
    return this;
  }

  /** Minor units, as an integer; the currency is a member of its own. */
  public JsonObject money(String name, Money value) {
    node.put(name, value.minor());
    return this;
  }

  public JsonObject money(String name, Optional<Money> value) {
    return value.map(it -> money(name, it)).orElseGet(() -> nothing(name));
  }

  /** A decimal string: quantities, unit prices, rates. */
  public JsonObject decimal(String name, BigDecimal value) {
    return text(name, value.toPlainString());
  }

  public JsonObject decimal(String name, Optional<BigDecimal> value) {
    return text(name, value.map(BigDecimal::toPlainString));
  }

  public JsonObject date(String name, LocalDate value) {
    return text(name, value.toString());
  }

  public JsonObject date(String name, Optional<LocalDate> value) {
    return text(name, value.map(LocalDate::toString));
  }

  /** RFC 3339 in UTC. */
  public JsonObject instant(String name, Instant value) {
    return text(name, value.toString());
  }

  public JsonObject instant(String name, Optional<Instant> value) {
    return text(name, value.map(Instant::toString));
  }

  public JsonObject object(String name, JsonObject value) {
    node.set(name, value.node);
    return this;
  }

  public JsonObject object(String name, Optional<JsonObject> value) {
    return value.map(it -> object(name, it)).orElseGet(() -> nothing(name));
  }

  public <T> JsonObject objects(
      String name, Collection<T> values, Function<? super T, JsonObject> each) {
    var array = node.putArray(name);
    values.forEach(value -> array.add(each.apply(value).node));
    return this;
  }

  public JsonObject texts(String name, Collection<String> values) {
    var array = node.putArray(name);
    values.forEach(array::add);
    return this;
  }

  public JsonObject map(String name, Map<String, String> values) {
    var object = node.putObject(name);
    values.forEach(object::put);
    return this;
  }

  /** A tree as it is: an event's data. */
  public JsonObject tree(String name, JsonNode value) {
    node.set(name, value);
    return this;
  }

  public JsonObject nothing(String name) {
    node.putNull(name);
    return this;
  }

  public ObjectNode node() {
    return node;
  }

  /** The JSON text. */
  public String json() {
    return JsonText.write(node);
  }

  /** What is told and kept of an effect ({@link Idempotency}). */
  public Answer answer(int status) {
    return new Answer(status, json());
  }

  @Override
  public String toString() {
    return json();
  }
}
