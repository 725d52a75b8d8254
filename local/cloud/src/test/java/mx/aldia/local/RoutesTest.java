package mx.aldia.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mx.aldia.edge.HttpHandler;
import mx.aldia.local.gateway.Route;
import mx.aldia.local.template.Node;
import mx.aldia.local.template.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The template, the functions and {@code docs/openapi.yaml} name the same routes. */
final class RoutesTest {
  private static final Path ROOT = Path.of(System.getProperty("aldia.root", "../.."));
  private static final Template TEMPLATE = Template.of(ROOT);
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  static Stream<String> functions() {
    return Route.all(TEMPLATE).stream().map(Route::function).distinct();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_function_answers_the_routes_that_the_template_gives_it(String function) throws Exception {
    var handler = handler(function);

    assertThat(keys(handler, _ -> true)).isEqualTo(keys(function, _ -> true));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_route_is_open_in_both_or_in_none(String function) throws Exception {
    var handler = handler(function);

    assertThat(keys(handler, it -> it.scope().isEmpty())).isEqualTo(keys(function, Route::open));
  }

  @Test
  void the_documented_contract_has_every_route_and_no_other() throws IOException {
    var documented = new TreeSet<String>();
    Template.parse(Files.readString(ROOT.resolve("docs/openapi.yaml")))
        .root()
        .get("paths")
        .entries()
        .forEach(
            (path, item) ->
                item.entries().keySet().stream()
                    .filter(METHODS::contains)
                    .forEach(
                        method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));

    assertThat(documented)
        .isEqualTo(
            Route.all(TEMPLATE).stream()
                .map(Route::key)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Set<String> keys(HttpHandler handler, Predicate<mx.aldia.edge.Route> which) {
    return handler.routes().stream()
        .filter(which)
        .map(it -> it.method() + " " + it.path())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> keys(String function, Predicate<Route> which) {
    return Route.all(TEMPLATE).stream()
        .filter(it -> it.function().equals(function))
        .filter(which)
        .map(Route::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static HttpHandler handler(String function) throws ReflectiveOperationException {
    Node properties = TEMPLATE.resource(function).get("Properties");
    Class<?> type;
    try {
      type = Class.forName(properties.get("Handler").text());
    } catch (ClassNotFoundException e) {
      assumeTrue(false, "not written: " + e.getMessage()); // the template's own test tells
      throw e;
    }
    return (HttpHandler) type.getConstructor(Map.class).newInstance(environment(function));
  }

  private static Map<String, String> environment(String function) {
    var stack =
        new Stack(
            TEMPLATE,
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
    return environment;
  }
}
