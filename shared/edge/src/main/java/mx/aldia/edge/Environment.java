package mx.aldia.edge;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A function's configuration. All that is missing is told at once, at start, by name. */
public final class Environment {
  private final Map<String, String> values;

  private Environment(Map<String, String> values) {
    this.values = values;
  }

  /**
   * The process's environment.
   *
   * @throws IllegalStateException naming every required variable that is absent or empty
   */
  public static Environment of(String... required) {
    return of(System.getenv(), required);
  }

  /** As {@link #of(String...)}, from a map: for tests, and for functions that share a JVM. */
  public static Environment of(Map<String, String> values, String... required) {
    var missing =
        Arrays.stream(required).filter(it -> values.getOrDefault(it, "").isBlank()).toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException("missing in the environment: " + String.join(", ", missing));
    }
    return new Environment(new TreeMap<>(values));
  }

  /**
   * A variable that was required.
   *
   * @throws IllegalStateException if it is absent
   */
  public String get(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException("missing in the environment: " + name));
  }

  /** A variable that may be absent; an empty one is. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).filter(it -> !it.isBlank());
  }
}
