package mx.aldia.local;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import mx.aldia.edge.HttpHandler;
import mx.aldia.local.gateway.Route;
import mx.aldia.local.template.Template;

/** The functions behind the template's routes, made as Lambda makes them, with no cloud behind. */
public final class Handlers {
  private Handlers() {}

  /** The names of the functions that answer a route. */
  public static Stream<String> functions(Template template) {
    return Route.all(template).stream().map(Route::function).distinct();
  }

  /** The handler that the template names for it, with the environment that it gives it. */
  public static HttpHandler of(Template template, String function) {
    var stack =
        new Stack(
            template,
            "http://127.0.0.1:1",
            Map.of(
                "PublicOrigin",
                "https://example.mx",
                "MailFrom",
                "a@example.mx",
                "OperatorKeyHash",
                "0".repeat(64),
                "LinkSecret",
                "0".repeat(64)));
    var environment = new HashMap<>(stack.variables(function));
    environment.put("AWS_REGION", Stack.REGION);
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    try {
      return Class.forName(template.resource(function).get("Properties").get("Handler").text())
          .asSubclass(HttpHandler.class)
          .getConstructor(Map.class)
          .newInstance(environment);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
