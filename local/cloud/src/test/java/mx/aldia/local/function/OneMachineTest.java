package mx.aldia.local.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import mx.aldia.local.template.Template;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The class path of {@code ./aldia}, which is not that of these tests: what a test brings along
 * would hide what is missing when aldia runs.
 */
final class OneMachineTest {
  private static final Path ROOT =
      Path.of(System.getProperty("aldia.root", "../..")).toAbsolutePath();
  private static final Template TEMPLATE = Template.of(ROOT);

  static Stream<String> zips() {
    return TEMPLATE.resources("AWS::Serverless::Function").values().stream()
        .map(it -> it.get("Properties").get("CodeUri").text())
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("zips")
  void what_a_function_carries_in_its_zip_is_there_on_one_machine(String codeUri)
      throws IOException {
    var zip = ROOT.resolve(codeUri);
    assumeTrue(Files.exists(zip), () -> "not built: " + zip);
    try (var archive = new ZipFile(zip.toFile())) {
      assertThat(
              archive.stream()
                  .filter(it -> !it.isDirectory())
                  .map(ZipEntry::getName)
                  .map(OneMachineTest::artifact))
          .isSubsetOf(onOneMachine());
    }
  }

  private static Set<String> onOneMachine() throws IOException {
    var classPath = Files.readString(ROOT.resolve("local/cloud/target/classpath")).strip();
    return Arrays.stream(classPath.split(File.pathSeparator))
        .map(OneMachineTest::artifact)
        .collect(Collectors.toSet());
  }

  /** A jar's name without its version, which one machine has but once for all functions. */
  private static String artifact(String path) {
    return Path.of(path).getFileName().toString().replaceFirst("-\\d.*\\.jar$", "");
  }
}
