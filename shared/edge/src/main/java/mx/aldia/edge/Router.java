package mx.aldia.edge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mx.aldia.json.JsonText;

/**
 * Finds the route of a request, sees that its caller may and its body can be read, and calls it.
 */
final class Router {
  /** What a caller may send at most; ours are a few kilobytes. */
  static final int LARGEST_BODY = 256 * 1024;

  /** Ids, tokens and names of ours; nothing else reaches a key. */
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.~-]{1,128}");

  private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

  /** A request with its route, or why it has none. */
  sealed interface Routed {
    record To(Route route, Request request) implements Routed {}

    /** Refused; the route is known unless no template fits. */
    record Nowhere(Optional<Route> route, Refusal refusal) implements Routed {}

    default Optional<Route> found() {
      return switch (this) {
        case To(var route, _) -> Optional.of(route);
        case Nowhere(var route, _) -> route;
      };
    }
  }

  private final List<Route> routes;

  Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
    var seen = new HashSet<String>();
    for (var route : routes) {
      if (!seen.add(route.method() + " " + route.path().replaceAll("\\{[^}]*}", "{}"))) {
        throw new IllegalArgumentException("two routes for " + route.method() + " " + route.path());
      }
    }
  }

  Routed route(Incoming incoming) {
    var methods = new TreeSet<String>();
    for (var route : routes) {
      var parameters = match(route, incoming.path());
      if (parameters.isPresent()) {
        if (route.method().equals(incoming.method())) {
          return admit(route, parameters.get(), incoming);
        }
        methods.add(route.method());
      }
    }
    return new Routed.Nowhere(
        Optional.empty(),
        methods.isEmpty()
            ? Refusal.of(404, "unknown_route")
            : Refusal.of(405, "method_not_allowed").with("Allow", String.join(", ", methods)));
  }

  private static Routed admit(Route route, Map<String, String> parameters, Incoming incoming) {
    try {
      return new Routed.To(route, read(route, parameters, incoming));
    } catch (Refused e) {
      return new Routed.Nowhere(Optional.of(route), e.refusal);
    }
  }

  private static Request read(Route route, Map<String, String> parameters, Incoming incoming)
      throws Refused {
    var caller = incoming.caller();
    if (route.scope().isPresent()) {
      if (caller.fault().isPresent()) {
        throw new Refused(unauthorized(caller.fault().get()));
      }
      if (!caller.may(route.scope().get())) {
        throw new Refused(Refusal.of(403, "forbidden", route.scope().get()));
      }
    }
    var body = incoming.body().orElseThrow(() -> new Refused(Refusal.of(400, "malformed_body")));
    if (body.length > LARGEST_BODY) {
      throw new Refused(Refusal.of(413, "too_large_body", LARGEST_BODY / 1024));
    }
    var query =
        Parameters.read(incoming.rawQuery())
            .orElseThrow(() -> new Refused(Refusal.of(400, "malformed_query")));
    return new Request(
        incoming.method(),
        incoming.path(),
        incoming.headers(),
        Fields.ofParameters(query),
        body,
        caller,
        incoming.id(),
        incoming.sourceIp(),
        parameters,
        fields(route, incoming, body),
        ifMatch(incoming));
  }

  private static Fields fields(Route route, Incoming incoming, byte[] body) throws Refused {
    boolean takesBody = !route.method().equals("GET") && !route.method().equals("DELETE");
    if (!takesBody || body.length == 0 || route.body() == Route.Body.RAW) {
      return Fields.of(JsonText.object());
    }
    var type = incoming.header("Content-Type").orElse("");
    return switch (route.body()) {
      case JSON -> {
        if (!isType(type, "application/json")) {
          throw new Refused(Refusal.of(415, "unsupported_media_type", "application/json"));
        }
        try {
          yield Fields.of(JsonText.read(body));
        } catch (JsonText.Malformed e) {
          throw new Refused(Refusal.of(400, e.code(), e.args().toArray()));
        }
      }
      case FORM -> {
        if (isType(type.split(";", -1)[0], "multipart/form-data")) {
          yield Fields.ofParameters(Map.of());
        }
        var form = "application/x-www-form-urlencoded";
        if (!isType(type, form)) {
          throw new Refused(Refusal.of(415, "unsupported_media_type", form));
        }
        yield Fields.ofParameters(
            Parameters.read(new String(body, StandardCharsets.UTF_8))
                .orElseThrow(() -> new Refused(Refusal.of(400, "malformed_body"))));
      }
      case RAW -> throw new IllegalStateException("raw bodies are not read");
    };
  }

  private static Refusal unauthorized(String fault) {
    return switch (fault) {
      case "missing_key",
          "malformed_key",
          "unknown_key",
          "expired_key",
          "revoked_key",
          "wrong_mode_key" ->
          Refusal.of(401, fault).with("WWW-Authenticate", "Bearer realm=\"aldia\"");
      case "unavailable" -> Refusal.of(503, "unavailable").with("Retry-After", "1");
      default -> Refusal.of(401, "unknown_key").with("WWW-Authenticate", "Bearer realm=\"aldia\"");
    };
  }

  /** The media type without its parameters; JSON and forms are UTF-8 here or not at all. */
  private static boolean isType(String header, String wanted) {
    var parts = header.split(";", -1);
    if (!parts[0].strip().equalsIgnoreCase(wanted)) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      var parameter = parts[i].strip().toLowerCase(Locale.ROOT).replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Long> ifMatch(Incoming incoming) throws Refused {
    var header = incoming.header("If-Match").map(String::strip).orElse("*");
    if (header.equals("*")) {
      return Optional.empty();
    }
    var version = VERSION.matcher(header);
    if (!version.matches()) {
      throw new Refused(Refusal.of(400, "malformed_if_match"));
    }
    return Optional.of(Long.parseLong(version.group(1)));
  }

  private static Optional<Map<String, String>> match(Route route, String path) {
    var templates = route.segments();
    var segments = List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
    if (templates.size() != segments.size()) {
      return Optional.empty();
    }
    var parameters = new HashMap<String, String>();
    for (int i = 0; i < segments.size(); i++) {
      var template = templates.get(i);
      if (template.startsWith("{")) {
        var value = Parameters.segment(segments.get(i)).orElse("");
        if (!PARAMETER.matcher(value).matches()) {
          return Optional.empty();
        }
        parameters.put(template.substring(1, template.length() - 1), value);
      } else if (!template.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  List<Route> routes() {
    return new ArrayList<>(routes);
  }

  /** Ends the reading of a request that is refused; caught where it began. */
  private static final class Refused extends Exception {
    private final transient Refusal refusal;

    Refused(Refusal refusal) {
      super(refusal.code(), null, false, false);
      this.refusal = refusal;
    }
  }
}
