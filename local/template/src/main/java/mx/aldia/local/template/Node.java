package mx.aldia.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A place in the template. Going where nothing is gives an absent node, so that a path reads as one
 * line; asking an absent node for its value fails and names the path.
 */
public record Node(String path, @Nullable Object value) {
  /** The child of that name, absent if there is none. */
  public Node get(String name) {
    Object child = value instanceof Map<?, ?> map ? map.get(name) : null;
    return new Node(path + "/" + name, child);
  }

  /** Whether something is here. */
  public boolean exists() {
    return value != null;
  }

  /** A scalar's text, as written. */
  public String text() {
    if (value == null || value instanceof Map || value instanceof List) {
      throw new IllegalStateException(
          "template.yaml: a text is expected at " + path + ", not " + value);
    }
    return value.toString();
  }

  /** A scalar's text, or what is given where nothing is. */
  public String textOr(String otherwise) {
    return exists() ? text() : otherwise;
  }

  /** A whole number. */
  public int number() {
    return Integer.parseInt(text());
  }

  /** A whole number, or what is given where nothing is. */
  public int numberOr(int otherwise) {
    return exists() ? number() : otherwise;
  }

  /** The elements of a list; of nothing, none; of a single value, itself. */
  public List<Node> elements() {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return IntStream.range(0, list.size())
          .mapToObj(i -> new Node(path + "/" + i, list.get(i)))
          .toList();
    }
    return List.of(this);
  }

  /** The children of a map by name, in the order of the file; of nothing, none. */
  public Map<String, Node> entries() {
    var entries = new LinkedHashMap<String, Node>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, child) -> entries.put(String.valueOf(name), new Node(path + "/" + name, child)));
    }
    return entries;
  }
}
