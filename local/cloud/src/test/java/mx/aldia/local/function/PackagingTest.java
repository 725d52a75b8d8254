package mx.aldia.local.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import mx.aldia.local.gateway.Route;
import mx.aldia.local.template.Template;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each function's zip, opened: {@link AsLambdaTest} runs them. */
final class PackagingTest {
  private static final long MOST_BYTES_BEHIND_THE_API = 15L * 1024 * 1024;

  /**
   * Over the budget, and by how much at most: PDFBox and the paper it prints beside the SDK, and
   * policies that share their zip with the sender's channels. Neither grows unseen.
   */
  private static final Map<String, Long> KNOWN_BYTES =
      Map.of("InvoiceDocuments", 17_000_000L, "ReminderPolicies", 16_000_000L);

  private static final Path ROOT =
      Path.of(System.getProperty("aldia.root", "../..")).toAbsolutePath();
  private static final Template TEMPLATE = Template.of(ROOT);

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

  private static Path zip(String function) {
    var zip = ROOT.resolve(TEMPLATE.resource(function).get("Properties").get("CodeUri").text());
    assumeTrue(Files.exists(zip), () -> "not built: " + zip);
    return zip;
  }
}
