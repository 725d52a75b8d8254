package mx.aldia.local.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import mx.aldia.local.template.Template;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each function's zip, opened: {@link AsLambdaTest} runs them. */
final class PackagingTest {
  private static final long MOST_BYTES = 15L * 1024 * 1024;

  private static final Path ROOT =
      Path.of(System.getProperty("aldia.root", "../..")).toAbsolutePath();
  private static final Template TEMPLATE = Template.of(ROOT);

  static Stream<String> functions() {
    return TEMPLATE.resources("AWS::Serverless::Function").keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_zip_holds_jars_under_lib_and_one_http_client(String function) throws IOException {
    try (var archive = new ZipFile(zip(function).toFile())) {
      List<String> jars =
          archive.stream().filter(it -> !it.isDirectory()).map(ZipEntry::getName).toList();

      assertThat(jars)
          .isNotEmpty()
          .allMatch(it -> it.matches("lib/[^/]+\\.jar"))
          .noneMatch(
              it -> it.contains("netty") || it.contains("apache-client") || it.contains("aws-crt"));
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_zip_is_within_its_budget(String function) throws IOException {
    assertThat(Files.size(zip(function))).as(function).isLessThanOrEqualTo(MOST_BYTES);
  }

  private static Path zip(String function) {
    var zip = ROOT.resolve(TEMPLATE.resource(function).get("Properties").get("CodeUri").text());
    assumeTrue(Files.exists(zip), () -> "not built: " + zip);
    return zip;
  }
}
