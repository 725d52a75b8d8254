package mx.aldia.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.json.JsonText;
import mx.aldia.json.Pointers;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object (or the parameters of a query or form) and keeps every fault with its
 * pointer. A wrong type is a fault, never an exception; where there was one the reader gets a
 * placeholder and goes on, and {@link #read} sees to it that nothing is made of placeholders.
 *
 * <pre>{@code
 * var name = fields.text("name").max(200).required();
 * var amount = fields.minor("amount").atLeast(1).required();
 * return fields.read(() -> new Wanted(name, amount));    // Refused with all faults, or Done
 * }</pre>
 *
 * What was never asked for is an {@code unknown_field}: it is usually a typo about money.
 */
public final class Fields {
  /** More would tell a caller nothing new, and an answer has a size. */
  private static final int MOST_FAULTS = 100;

  private static final Pattern ID = Pattern.compile("[a-z]{2,5}_[0-9A-Za-z]{1,40}");

  private final String pointer;
  private final JsonNode node;
  private final boolean parameters;
  private final @Nullable Fields parent;
  private final List<Fault> recorded;
  private final Set<String> known = new HashSet<>();
  private final List<Fields> children = new ArrayList<>();
  private final boolean mute;
  private int faults;

  private Fields(
      String pointer, JsonNode node, boolean parameters, @Nullable Fields parent, boolean mute) {
    this.pointer = pointer;
    this.node = node;
    this.parameters = parameters;
    this.parent = parent;
    this.mute = mute;
    this.recorded = parent == null ? new ArrayList<>() : parent.recorded;
    if (!mute && !node.isObject()) {
      record(Fault.at(pointer, "not_an_object"));
    }
  }

  /** The fields of a request's body; what is no object has one fault at its root. */
  public static Fields of(JsonNode body) {
    return new Fields("", body, false, null, false);
  }

  /**
   * The parameters of a query or form: all are text, so numbers and booleans are read from text.
   * One that is empty is a fault, for a filter that filters nothing would answer with everything;
   * so is one told twice.
   */
  public static Fields ofParameters(Map<String, List<String>> parameters) {
    var node = JsonText.object();
    parameters.forEach(
        (name, values) -> {
          if (values.size() > 1) {
            var array = node.putArray(name);
            values.forEach(array::add);
          } else {
            values.forEach(value -> node.put(name, value));
          }
        });
    return new Fields("", node, true, null, false);
  }

  /**
   * These fields laid over a thing as it is: a change as the whole it leads to, so that one reader
   * judges a new thing and a changed one by the same rules.
   *
   * @param current as a creating request would say it; absent here keeps, {@code null} takes away
   */
  public Fields over(ObjectNode current) {
    if (!(node instanceof ObjectNode change)) {
      return new Fields("", node, false, null, false);
    }
    var merged = current.deepCopy();
    change.properties().forEach(member -> merged.set(member.getKey(), member.getValue()));
    return new Fields("", merged, false, null, false);
  }

  private Fields child(String at, JsonNode object) {
    var child = new Fields(at, object, false, this, false);
    children.add(child);
    return child;
  }

  /** Stands for an object that is missing: that is one fault, and its members are not more. */
  private Fields mute(String at) {
    return new Fields(at, JsonText.object(), false, this, true);
  }

  /** A string; surrounding white space is taken off, an empty one is a fault. */
  public TextField text(String name) {
    return new TextField(this, name);
  }

  /** An id of ours: what cannot be one is a fault, whether it exists is for the use case. */
  public TextField id(String name) {
    return text(name).max(64).matching(ID, "not_an_id");
  }

  /** An e-mail address as people have one; whether it is read is for the world to show. */
  public Field<String> email(String name) {
    return text(name).max(254).as(Readers::email, "not_an_email", "");
  }

  /** A telephone number as people write it, kept as E.164; without {@code +} it is Mexican. */
  public Field<String> phone(String name) {
    return text(name).max(24).as(Phone::read, "not_a_phone", "");
  }

  /** Integer minor units of a currency; at least 0 unless told otherwise. */
  public WholeField minor(String name) {
    return new WholeField(this, name, "not_minor_units", 0, WholeField.MOST_MINOR);
  }

  /** A whole number. */
  public WholeField integer(String name, long least, long most) {
    return new WholeField(this, name, "not_an_integer", least, most);
  }

  /** A decimal in a string ({@code "0.16"}): quantities, unit prices, rates. */
  public DecimalField decimal(String name) {
    return new DecimalField(this, name);
  }

  public Field<Boolean> bool(String name) {
    return Field.of(this, name, false, Readers.bool(parameters));
  }

  /** {@code 2026-01-05}, of the years 1900 to 2999. */
  public Field<LocalDate> date(String name) {
    return Field.of(this, name, LocalDate.EPOCH, Readers.DATE);
  }

  /** RFC 3339 with {@code Z} or an offset, of the years 1900 to 2999, cut to the millisecond. */
  public Field<Instant> instant(String name) {
    return Field.of(this, name, Instant.EPOCH, Readers.INSTANT);
  }

  /** ISO 4217, in capitals. */
  public Field<Currency> currency(String name) {
    return Field.of(this, name, Money.MXN, Readers.CURRENCY);
  }

  /** A region of the tz database: {@code America/Mexico_City}. */
  public Field<ZoneId> zone(String name) {
    return Field.of(this, name, ZoneOffset.UTC, Readers.ZONE);
  }

  /** One of these words. */
  public Field<String> choice(String name, Collection<String> words) {
    var allowed = List.copyOf(words);
    return Field.of(this, name, allowed.getFirst(), Readers.choice(allowed, word -> word));
  }

  /** One of an enum's constants, in lower case. */
  public <E extends Enum<E>> Field<E> choice(String name, Class<E> type) {
    return Field.of(this, name, type.getEnumConstants()[0], oneOf(type));
  }

  /** An object within this one. */
  public Field<Fields> object(String name) {
    return Field.lazily(
        this, name, () -> mute(pointerOf(name)), (value, _) -> child(pointerOf(name), value));
  }

  /** A list of objects. */
  public ListField<Fields> objects(String name) {
    return new ListField<>(
        this, name, (value, index) -> child(Pointers.element(pointerOf(name), index), value));
  }

  /** A list of strings, each read as {@link #text} reads one; {@code most} code points each. */
  public ListField<String> texts(String name, int most) {
    return new ListField<>(
        this,
        name,
        (value, index) ->
            Readers.text(value, most, false, code -> refuse(name, index, code, most)));
  }

  /** A list of some of these words. */
  public ListField<String> choices(String name, Collection<String> words) {
    return choices(name, Readers.choice(List.copyOf(words), word -> word));
  }

  /** A list of an enum's constants, in lower case. */
  public <E extends Enum<E>> ListField<E> choices(String name, Class<E> type) {
    return choices(name, oneOf(type));
  }

  private <T> ListField<T> choices(String name, Field.Reader<T> one) {
    return new ListField<>(
        this,
        name,
        (value, index) -> one.read(value, (code, args) -> refuse(name, index, code, args)));
  }

  private static <E extends Enum<E>> Field.Reader<E> oneOf(Class<E> type) {
    return Readers.choice(
        Arrays.stream(type.getEnumConstants())
            .map(it -> it.name().toLowerCase(Locale.ROOT))
            .toList(),
        word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
  }

  /** The caller's own notes: at most 50 names of 40 characters, texts of 500. */
  public Field<Map<String, String>> metadata(String name) {
    return Field.of(this, name, Map.of(), (value, _) -> Readers.metadata(this, name, value));
  }

  /** The value as it came, unread: what another reader knows. */
  public JsonNode tree(String name) {
    known.add(name);
    return node.path(name);
  }

  /** An id of ours as it came, for who looks ahead; empty where the judge will find a fault. */
  public static Optional<String> idIn(JsonNode said) {
    return Optional.ofNullable(said.textValue())
        .map(String::strip)
        .filter(it -> ID.matcher(it).matches());
  }

  /** Whether the caller said anything of it, {@code null} included. */
  public boolean has(String name) {
    known.add(name);
    return node.has(name);
  }

  /** Names that are allowed here and not read on this path. */
  public Fields known(String... names) {
    known.addAll(List.of(names));
    return this;
  }

  /** A fault the reader found itself: two fields that exclude one another. */
  public void refuse(String name, String code, Object... args) {
    record(Fault.at(pointerOf(name), code, args));
  }

  /** The same of one element of a list. */
  void refuse(String name, int index, String code, Object... args) {
    record(Fault.at(Pointers.element(pointerOf(name), index), code, args));
  }

  /** Whether nothing was wrong with these members so far: what is judged together was read. */
  public boolean valid(String... names) {
    var pointers = Arrays.stream(names).map(this::pointerOf).toList();
    return recorded.stream().noneMatch(fault -> pointers.contains(fault.pointer()));
  }

  /** Whether nothing was wrong in this object and those within it so far. */
  public boolean valid() {
    return faults == 0;
  }

  /** The pointer of a member: where a use case's own fault belongs. */
  public String pointerOf(String name) {
    return parameters ? Pointers.parameter(name) : Pointers.member(pointer, name);
  }

  /** Every fault so far, then every field that nobody asked for; at most 100. */
  public List<Fault> faults() {
    var all = new ArrayList<>(recorded);
    unknown(all);
    return List.copyOf(all.size() > MOST_FAULTS ? all.subList(0, MOST_FAULTS) : all);
  }

  /** What is made of the fields, if there was no fault in any of them. */
  public <T> Outcome<T> read(Supplier<? extends T> make) {
    var found = faults();
    return found.isEmpty() ? Outcome.done(make.get()) : Outcome.refused(new Problem.Invalid(found));
  }

  /**
   * What a reader makes of this object, empty if there was a fault in it: a constructor that throws
   * over placeholders does no harm. For the whole of a request use {@link #read}.
   */
  public <T> Optional<T> make(Function<? super Fields, ? extends T> reader) {
    var made = Readers.made(this, reader);
    return valid() ? Optional.ofNullable(made) : Optional.empty();
  }

  boolean areParameters() {
    return parameters;
  }

  JsonNode take(String name) {
    known.add(name);
    var value = node.isObject() ? node.path(name) : MissingNode.getInstance();
    if (parameters && value instanceof ArrayNode) {
      refuse(name, "told_twice");
      return MissingNode.getInstance();
    }
    return value;
  }

  void record(Fault fault) {
    // Of what is no object one fault says all; its missing fields would only add noise.
    if (mute || (!node.isObject() && faults > 0)) {
      return;
    }
    recorded.add(fault);
    for (Fields at = this; at != null; at = at.parent) {
      at.faults++;
    }
  }

  private void unknown(List<Fault> into) {
    if (node instanceof ObjectNode object) {
      object
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!known.contains(name)) {
                  into.add(
                      Fault.at(
                          pointerOf(name), parameters ? "unknown_parameter" : "unknown_field"));
                }
              });
    }
    children.forEach(child -> child.unknown(into));
  }
}
