package mx.aldia.local.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mx.aldia.local.template.Node;
import mx.aldia.local.template.Template;

/**
 * One route of the template.
 *
 * @param function its one owner, by logical id
 * @param open asks no key
 */
public record Route(String method, String path, String function, boolean open) {
  /** All of the template, in its order. */
  public static List<Route> all(Template template) {
    var routes = new ArrayList<Route>();
    template
        .resources("AWS::Serverless::Function")
        .forEach(
            (function, resource) ->
                resource.get("Properties").get("Events").entries().values().stream()
                    .filter(event -> event.get("Type").text().equals("HttpApi"))
                    .map(event -> event.get("Properties"))
                    .forEach(it -> routes.add(of(function, it))));
    return routes;
  }

  /** As the gateway writes it: {@code GET /v1/invoices/{id}}. */
  public String key() {
    return method + " " + path;
  }

  /** The path's parameters, if this route takes the path; they are as they came, still encoded. */
  Optional<Map<String, String>> match(String method, String rawPath) {
    List<String> asked = steps(rawPath);
    List<String> own = steps(path);
    if (!this.method.equals(method) || asked.size() != own.size()) {
      return Optional.empty();
    }
    var parameters = new TreeMap<String, String>();
    for (int i = 0; i < own.size(); i++) {
      if (isParameter(own.get(i))) {
        if (asked.get(i).isEmpty()) {
          return Optional.empty();
        }
        parameters.put(own.get(i).substring(1, own.get(i).length() - 1), asked.get(i));
      } else if (!own.get(i).equals(asked.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  /** Of two routes that take a path the gateway prefers the one with fewer parameters. */
  long parameters() {
    return steps(path).stream().filter(Route::isParameter).count();
  }

  private static Route of(String function, Node properties) {
    return new Route(
        properties.get("Method").text(),
        properties.get("Path").text(),
        function,
        properties.get("Auth").get("Authorizer").textOr("").equals("NONE"));
  }

  private static boolean isParameter(String step) {
    return step.startsWith("{");
  }

  private static List<String> steps(String path) {
    return Arrays.asList(path.split("/", -1));
  }
}
