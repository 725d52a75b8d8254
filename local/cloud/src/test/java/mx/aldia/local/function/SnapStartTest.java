package mx.aldia.local.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.local.template.Template;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a snapshot of a started function holds is the same in every copy that Lambda restores of it.
 * A JVM of ours cannot be restored, but what makes two copies alike can be had: the same function
 * is started twice, each in classes of its own, and finds the same chance both times; then each is
 * given other chance, as a machine gives it after a restore.
 */
final class SnapStartTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT =
      Path.of(System.getProperty("aldia.root", "../..")).toAbsolutePath();
  private static final Template TEMPLATE = Template.of(ROOT);

  /** The chance of an id or a secret: what stands behind a ULID's ten digits of time. */
  private static final Pattern CHANCE =
      Pattern.compile("[a-z]{3}_[0-9A-Z]{10}([0-9A-Z]{16})|ald_(?:test|live)_([0-9A-Za-z]{43})");

  @TempDir private Path folder;

  @BeforeAll
  static void give() {
    Security.insertProviderAt(new Chance(), 1);
  }

  @AfterAll
  static void takeBack() {
    Security.removeProvider(Chance.NAME);
  }

  /**
   * A function behind SnapStart that makes ids or secrets, and an event that has it make one.
   *
   * @param file in {@code events/}
   * @param route in place of the file's, with the body
   */
  record Maker(
      String function,
      Consumer<Deployed> before,
      String file,
      Optional<String> route,
      String body) {
    Maker(String function, Consumer<Deployed> before, String file) {
      this(function, before, file, Optional.empty(), "");
    }

    byte[] event() throws IOException {
      var event = (ObjectNode) JSON.readTree(Files.readString(ROOT.resolve("events/" + file)));
      route.ifPresent(
          it -> {
            event.put("routeKey", "POST " + it).put("rawPath", it).put("body", body);
            ((ObjectNode) event.at("/requestContext/http")).put("path", it);
          });
      return JSON.writeValueAsBytes(event);
    }

    @Override
    public String toString() {
      return function + " " + route.orElse(file);
    }
  }

  static Stream<Maker> makers() {
    var any = "http-create-policy.json";
    return Stream.of(
        new Maker("InvoiceIssuance", in -> in.house().customer(), "http-create-invoice.json"),
        new Maker(
            "Payments",
            in -> in.house().issued(in.house().customer(), "2320.00"),
            "http-create-payment.json"),
        new Maker("ReminderPolicies", _ -> {}, any),
        new Maker("TenantAdmin", _ -> {}, any, Optional.of("/v1/api_keys"), "{\"name\":\"Caja\"}"));
  }

  @ParameterizedTest
  @MethodSource("makers")
  void two_copies_of_a_snapshot_never_make_the_same(Maker maker) throws Exception {
    assertThat(made(maker, 1)).isNotEmpty().doesNotContainAnyElementsOf(made(maker, 2));
  }

  @Test
  void an_id_is_made_of_nothing_but_the_chance_after_the_restore() throws Exception {
    var maker = makers().findFirst().orElseThrow();

    assertThat(made(maker, 1))
        .as("else two copies would differ by what they will not differ by in Lambda")
        .isEqualTo(made(maker, 1));
  }

  static Stream<String> restored() {
    return TEMPLATE.resources("AWS::Serverless::Function").entrySet().stream()
        .filter(it -> it.getValue().get("Properties").get("SnapStart").exists())
        .map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("restored")
  void a_snapshot_holds_neither_chance_nor_a_moment_nor_a_connection(String function)
      throws Exception {
    try (var in = new Deployed(TEMPLATE, folder, Tenant.Cfdi.OFF)) {
      var environment = in.environment(function);
      long before = Chance.asked();
      var handler =
          Class.forName(handler(function)).getConstructor(Map.class).newInstance(environment);

      assertThat(Chance.asked())
          .as("how often chance was asked before the snapshot")
          .isEqualTo(before);
      assertThat(Held.by(handler)).isEmpty();
    }
  }

  /** What a copy makes: started with the same chance as all, restored to its own. */
  private List<String> made(Maker maker, long chance) throws Exception {
    var home = Files.createTempDirectory(folder, maker.function());
    try (var in = new Deployed(TEMPLATE, home, Tenant.Cfdi.OFF);
        var copy = new Copy(maker.function(), in.environment(maker.function()))) {
      maker.before().accept(in);
      Chance.is(0);
      copy.start();
      Chance.is(chance);
      var answer = JSON.readTree(copy.invoke(maker.event()));
      var body = answer.path("body").asText();
      assertThat(answer.path("statusCode").asInt()).as(body).isEqualTo(201);
      return chances(JSON.readTree(body));
    }
  }

  private static List<String> chances(JsonNode body) {
    var found = new ArrayList<String>();
    for (var field : List.of("id", "api_key")) {
      var matcher = CHANCE.matcher(body.path(field).asText(""));
      if (matcher.matches()) {
        found.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
      }
    }
    return found;
  }

  private static String handler(String function) {
    return TEMPLATE.resource(function).get("Properties").get("Handler").text();
  }

  /** A function in classes of its own: what is static is there once for each copy, too. */
  private static final class Copy implements AutoCloseable {
    private final URLClassLoader classes;
    private final Object loaded;
    private final Method load;
    private final Method invoke;

    Copy(String function, Map<String, String> environment) throws Exception {
      var path = System.getProperty("java.class.path").split(File.pathSeparator, -1);
      var urls = new ArrayList<URL>();
      for (var entry : path) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      classes = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
      var type = classes.loadClass(LoadedFunction.class.getName());
      var constructor =
          type.getDeclaredConstructor(String.class, String.class, Map.class, Clock.class);
      constructor.setAccessible(true);
      loaded = constructor.newInstance(function, handler(function), environment, Clock.systemUTC());
      load = type.getDeclaredMethod("load");
      invoke = type.getDeclaredMethod("invoke", byte[].class, String.class, Instant.class);
      load.setAccessible(true);
      invoke.setAccessible(true);
    }

    void start() throws ReflectiveOperationException {
      load.invoke(loaded);
    }

    byte[] invoke(byte[] event) throws ReflectiveOperationException {
      return (byte[]) invoke.invoke(loaded, event, "1", Instant.now().plusSeconds(60));
    }

    @Override
    public void close() throws IOException {
      classes.close();
    }
  }
}
