package mx.aldia.local.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import mx.aldia.edge.Log;
import mx.aldia.local.Console;
import mx.aldia.local.Home;
import mx.aldia.local.LocalCloud;
import mx.aldia.local.proof.crash.CrashProof;
import mx.aldia.local.proof.hostile.HostileProof;
import mx.aldia.local.template.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./aldia prove} shows at full size. */
final class ProofsTest {
  private static final Path ROOT =
      Path.of(System.getProperty("aldia.root", "../..")).toAbsolutePath().normalize();

  @TempDir Path folder;

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(told, true, UTF_8);

  @Test
  void what_is_killed_in_the_midst_of_business_keeps_every_word_it_gave()
      throws IOException, InterruptedException {
    System.setProperty("aldia.class.path", classPathOfTheCommandLine());
    boolean holds = new CrashProof(ROOT, 2, 5, 26, out).run();

    assertThat(holds).as(told.toString(UTF_8)).isTrue();
    assertThat(told.toString(UTF_8)).contains("kill   2 of 2", "no reminder was begun after");
  }

  @Test
  void two_thousand_hostile_requests_do_no_harm() throws IOException, InterruptedException {
    Log.to(log("functions.log"));
    var settings =
        new LocalCloud.Settings(
            ROOT,
            Template.of(ROOT),
            new Home(folder),
            0,
            Optional.of(Duration.ofSeconds(1)),
            false);
    try (var cloud = LocalCloud.start(settings, new Console(log("aldia.log"), Clock.systemUTC()))) {
      boolean holds = new HostileProof(cloud, ROOT, folder, 2_000, 1, out).run();

      assertThat(holds).as(told.toString(UTF_8)).isTrue();
    }
  }

  /** Not that of these tests, which have more. */
  private static String classPathOfTheCommandLine() throws IOException {
    var target = ROOT.resolve("local/cloud/target");
    return target.resolve("classes")
        + File.pathSeparator
        + Files.readString(target.resolve("classpath")).strip();
  }

  private PrintStream log(String name) throws IOException {
    return new PrintStream(new FileOutputStream(folder.resolve(name).toFile()), true, UTF_8);
  }
}
