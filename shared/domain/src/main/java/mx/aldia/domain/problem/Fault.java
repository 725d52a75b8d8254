package mx.aldia.domain.problem;

import java.util.List;

/**
 * One thing wrong with what the caller sent.
 *
 * @param pointer RFC 6901 JSON pointer into the request body ({@code /lines/0/quantity}); a query
 *     or path parameter is its bare name after {@code #}
 * @param code stable, snake_case; the sentence in the caller's language is found by it at the edge
 * @param args what the sentence needs: limits, allowed values, the value seen
 */
public record Fault(String pointer, String code, List<Object> args) {
  public Fault {
    args = List.copyOf(args);
  }

  public static Fault at(String pointer, String code, Object... args) {
    return new Fault(pointer, code, List.of(args));
  }
}
