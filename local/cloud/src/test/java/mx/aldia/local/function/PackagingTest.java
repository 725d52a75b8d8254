package mx.aldia.local.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import mx.aldia.local.Stack;
import mx.aldia.local.gateway.Route;
import mx.aldia.local.template.Template;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each function's zip, opened and started as Lambda does: by AWS's own client, in its own JVM. */
final class PackagingTest {
  private static final long MOST_BYTES_BEHIND_THE_API = 15L * 1024 * 1024;

  /**
   * Over the budget, and by how much at most: PDFBox beside the SDK, and policies that share their
   * zip with the sender's channels. Neither grows unseen.
   */
  private static final Map<String, Long> KNOWN_BYTES =
      Map.of("InvoiceDocuments", 16_200_000L, "ReminderPolicies", 15_900_000L);

  private static final Path ROOT =
      Path.of(System.getProperty("aldia.root", "../..")).toAbsolutePath();
  private static final Template TEMPLATE = Template.of(ROOT);

  @TempDir Path folder;

  static Stream<String> functions() {
    return TEMPLATE.resources("AWS::Serverless::Function").keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_zip_holds_jars_under_lib_and_one_http_client(String function) throws IOException {
    var zip = zip(function);
    try (var archive = new ZipFile(zip.toFile())) {
      List<String> jars =
          archive.stream().filter(it -> !it.isDirectory()).map(ZipEntry::getName).toList();

      assertThat(jars)
          .isNotEmpty()
          .allMatch(it -> it.matches("lib/[^/]+\\.jar"))
          .noneMatch(
              it -> it.contains("netty") || it.contains("apache-client") || it.contains("aws-crt"));
    }
    if (Route.all(TEMPLATE).stream().anyMatch(route -> route.function().equals(function))) {
      assertThat(Files.size(zip))
          .as(function)
          .isLessThanOrEqualTo(KNOWN_BYTES.getOrDefault(function, MOST_BYTES_BEHIND_THE_API));
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_function_is_ready_for_its_first_event(String function) throws Exception {
    assumeTrue(
        System.getProperty("os.name", "").equals("Linux"),
        "AWS's runtime interface client runs on Linux alone");
    var handler = TEMPLATE.resource(function).get("Properties").get("Handler").text();
    assumeTrue(exists(handler), () -> "not written: " + handler); // the template's own test tells
    var taskRoot = Zips.unpack(zip(function), folder.resolve(function));
    var log = folder.resolve("log");

    try (var process =
        new ProcessFunction(
            function, handler, taskRoot, environment(function), log, Clock.systemUTC())) {
      process.load();
    }
  }

  private static boolean exists(String handler) {
    try {
      Class.forName(handler, false, PackagingTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static Path zip(String function) {
    var zip = ROOT.resolve(TEMPLATE.resource(function).get("Properties").get("CodeUri").text());
    assumeTrue(Files.exists(zip), () -> "not built: " + zip);
    return zip;
  }

  private static Map<String, String> environment(String function) {
    var stack =
        new Stack(
            TEMPLATE,
            "http://127.0.0.1:1",
            Map.of(
                "PublicOrigin", "https://example.mx",
                "MailFrom", "a@example.mx",
                "OperatorKeyHash", "0".repeat(64),
                "LinkSecret", "AAAA"));
    var environment = new HashMap<>(stack.variables(function));
    environment.putAll(
        Map.of(
            "AWS_REGION", Stack.REGION,
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "AWS_LAMBDA_FUNCTION_NAME", function,
            "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024"));
    return environment;
  }
}
