package mx.aldia.edge;

import java.util.List;
import java.util.Map;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Problem;

/**
 * Why a request is refused, before it is told in a language.
 *
 * @param code stable, snake_case; also the key of its sentence
 * @param args what the sentence needs
 * @param faults what is wrong where; empty unless the body or a parameter is to blame
 * @param headers that this refusal brings: {@code Allow}, {@code WWW-Authenticate}
 */
record Refusal(
    int status, String code, List<Object> args, List<Fault> faults, Map<String, String> headers) {
  Refusal {
    args = List.copyOf(args);
    faults = List.copyOf(faults);
    headers = Map.copyOf(headers);
  }

  static Refusal of(int status, String code, Object... args) {
    return new Refusal(status, code, List.of(args), List.of(), Map.of());
  }

  Refusal with(String header, String value) {
    return new Refusal(status, code, args, faults, Map.of(header, value));
  }

  static Refusal of(Problem problem) {
    return switch (problem) {
      case Problem.Invalid(var faults) -> new Refusal(422, "invalid", List.of(), faults, Map.of());
      case Problem.NotFound(var what) -> of(404, "not_found", what);
      case Problem.Conflict(var code, var args) ->
          new Refusal(409, code, args, List.of(), Map.of());
      case Problem.Stale(var version) -> of(412, "stale", version);
    };
  }
}
