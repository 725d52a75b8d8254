package mx.aldia.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import mx.aldia.domain.problem.Fault;
import org.jspecify.annotations.Nullable;

/**
 * One member of a JSON object. What ends the sentence says what absence and {@code null} mean:
 * {@link #required}, {@link #optional}, {@link #orElse} in a creating request; {@link #patch},
 * {@link #change} in a changing one.
 */
public abstract class Field<T> {
  /** Tells the fault of one value. */
  interface Teller {
    void fault(String code, Object... args);
  }

  /** Reads one present value; null when it told a fault. */
  interface Reader<T> {
    @Nullable T read(JsonNode value, Teller teller);
  }

  private final Fields owner;
  private final String name;

  Field(Fields owner, String name) {
    this.owner = owner;
    this.name = name;
  }

  abstract @Nullable T read(JsonNode value, Teller teller);

  /** What a reader gets where there was a fault; nothing is ever made of it. */
  abstract T placeholder();

  static <T> Field<T> of(Fields owner, String name, T placeholder, Reader<T> reader) {
    return lazily(owner, name, () -> placeholder, reader);
  }

  static <T> Field<T> lazily(
      Fields owner, String name, Supplier<? extends T> placeholder, Reader<T> reader) {
    return new Field<>(owner, name) {
      @Override
      @Nullable T read(JsonNode value, Teller teller) {
        return reader.read(value, teller);
      }

      @Override
      T placeholder() {
        return placeholder.get();
      }
    };
  }

  /**
   * The value as a type of the domain.
   *
   * @param parse empty where the value cannot be one
   * @param code the fault to tell then
   * @param placeholder handed out in place of a faulty value; nothing is ever made of it
   */
  public <R> Field<R> as(Function<? super T, Optional<R>> parse, String code, R placeholder) {
    return of(
        owner,
        name,
        placeholder,
        (value, teller) -> {
          var read = read(value, teller);
          if (read == null) {
            return null;
          }
          var parsed = parse.apply(read);
          if (parsed.isEmpty()) {
            teller.fault(code);
          }
          return parsed.orElse(null);
        });
  }

  /**
   * The value only where it is such a one.
   *
   * @param code the fault to tell else
   * @param args what its sentence needs
   */
  public Field<T> where(Predicate<? super T> holds, String code, Object... args) {
    return lazily(
        owner,
        name,
        this::placeholder,
        (value, teller) -> {
          var read = read(value, teller);
          if (read == null || holds.test(read)) {
            return read;
          }
          teller.fault(code, args);
          return null;
        });
  }

  /** Absence and {@code null} are faults. */
  public T required() {
    var value = owner.take(name);
    if (value.isMissingNode() || value.isNull()) {
      owner.refuse(name, "required");
      return placeholder();
    }
    return orPlaceholder(value);
  }

  /** {@code null} is as good as absent. */
  public Optional<T> optional() {
    var value = owner.take(name);
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(orPlaceholder(value));
  }

  /** As {@link #optional}, with a default. */
  public T orElse(T absent) {
    return optional().orElse(absent);
  }

  /** For a change: absent keeps, {@code null} clears. */
  public Patch<T> patch() {
    var value = owner.take(name);
    if (value.isMissingNode()) {
      return new Patch.Keep<>();
    }
    return value.isNull() ? new Patch.Clear<>() : new Patch.Put<>(orPlaceholder(value));
  }

  /** For a change of what cannot be taken away: absent keeps, {@code null} is a fault. */
  public Optional<T> change() {
    var value = owner.take(name);
    if (value.isNull()) {
      owner.refuse(name, "cannot_be_null");
      return Optional.empty();
    }
    return value.isMissingNode() ? Optional.empty() : Optional.of(orPlaceholder(value));
  }

  /**
   * As {@link #change} for a PATCH and as {@link #required} for a creating request: one reader for
   * both.
   */
  public Optional<T> requiredUnless(boolean patching) {
    return patching ? change() : Optional.of(required());
  }

  private T orPlaceholder(JsonNode value) {
    var read =
        read(value, (code, args) -> owner.record(Fault.at(owner.pointerOf(name), code, args)));
    return read == null ? placeholder() : read;
  }

  Fields owner() {
    return owner;
  }

  String name() {
    return name;
  }
}
