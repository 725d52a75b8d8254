package mx.aldia.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An array member; what is longer than its bound is not read at all. */
public final class ListField<T> extends Field<List<T>> {
  /** Reads one element; null when it recorded a fault. */
  interface Element<T> {
    @Nullable T read(JsonNode value, int index);
  }

  private static final int MOST = 100;

  private final Element<T> element;
  private int least;
  private int most = MOST;
  private boolean distinct;

  ListField(Fields owner, String name, Element<T> element) {
    super(owner, name);
    this.element = element;
  }

  /** At least so many; 0 unless told. */
  public ListField<T> min(int elements) {
    this.least = elements;
    return this;
  }

  /** At most so many; 100 unless told. */
  public ListField<T> max(int elements) {
    this.most = elements;
    return this;
  }

  /** No element twice. */
  public ListField<T> distinct() {
    this.distinct = true;
    return this;
  }

  /** Each element is such a one, else there is a fault at its place, told with the element. */
  public ListField<T> every(Predicate<? super T> holds, String code) {
    return like(
        (value, index) -> {
          var read = element.read(value, index);
          if (read == null || holds.test(read)) {
            return read;
          }
          owner().refuse(name(), index, code, read);
          return null;
        });
  }

  /**
   * Each element as something of the reader's own. What is made of a faulty object is thrown away,
   * and so is what its constructor says of a placeholder.
   */
  public <R> ListField<R> each(Function<? super T, ? extends R> make) {
    return like(
        (value, index) -> {
          var read = element.read(value, index);
          return read == null ? null : Readers.made(read, make);
        });
  }

  private <R> ListField<R> like(Element<R> other) {
    var list = new ListField<R>(owner(), name(), other);
    list.least = least;
    list.most = most;
    list.distinct = distinct;
    return list;
  }

  @Override
  @Nullable List<T> read(JsonNode value, Teller teller) {
    if (!value.isArray()) {
      teller.fault("not_a_list");
      return null;
    }
    if (value.size() < least) {
      teller.fault("too_few", least);
      return null;
    }
    if (value.size() > most) {
      teller.fault("too_many", most);
      return null;
    }
    var all = new ArrayList<T>(value.size());
    var seen = new HashSet<T>();
    for (int i = 0; i < value.size(); i++) {
      var read = element.read(value.get(i), i);
      if (read == null) {
        continue;
      }
      if (distinct && !seen.add(read)) {
        owner().refuse(name(), i, "repeated");
      }
      all.add(read);
    }
    return List.copyOf(all);
  }

  @Override
  List<T> placeholder() {
    return List.of();
  }
}
