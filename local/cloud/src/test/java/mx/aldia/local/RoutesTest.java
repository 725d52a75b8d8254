package mx.aldia.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mx.aldia.edge.HttpHandler;
import mx.aldia.local.gateway.Route;
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
    return Handlers.functions(TEMPLATE);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_function_answers_the_routes_that_the_template_gives_it(String function) {
    var handler = Handlers.of(TEMPLATE, function);

    assertThat(keys(handler, _ -> true)).isEqualTo(keys(function, _ -> true));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_route_is_open_in_both_or_in_none(String function) {
    var handler = Handlers.of(TEMPLATE, function);

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
}
