package mx.aldia.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mx.aldia.local.trial.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./aldia up} as a process of its own, with the real template and functions. */
final class UpTest {
  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (var process : started) {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void what_is_killed_takes_its_children_along_and_comes_back_with_all_it_had() throws Exception {
    var home = folder.resolve("home");
    var first = up(home, 0);
    ready(home, first);
    var before = env(home);
    var database = first.descendants().toList();
    assertThat(database).hasSize(1);
    assertThat(tenant(before)).isEqualTo(200);

    first.destroyForcibly().waitFor();

    database.getFirst().onExit().get(20, TimeUnit.SECONDS);
    var second = up(home, 0);
    ready(home, second);
    var after = env(home);
    assertThat(after.get("ALDIA_TENANT")).isEqualTo(before.get("ALDIA_TENANT"));
    assertThat(after.get("ALDIA_KEY")).isEqualTo(before.get("ALDIA_KEY"));
    assertThat(tenant(after)).isEqualTo(200);

    assertThat(refusal(up(home, 0)))
        .startsWith("aldia: it runs already in " + home)
        .doesNotContain("\n\n");
    int port = URI.create(after.getOrDefault("ALDIA_URL", "")).getPort();
    assertThat(refusal(up(folder.resolve("other"), port)))
        .startsWith("aldia: port %d is taken by another program".formatted(port));
  }

  private Process up(Path home, int port) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Daldia.root=" + Path.of(System.getProperty("aldia.root", "../..")).toAbsolutePath(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "mx.aldia.local.Up");
    builder.environment().put("ALDIA_HOME", home.toString());
    builder.environment().put("ALDIA_PORT", String.valueOf(port));
    builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out" + started.size()).toFile());
    var process = builder.start();
    started.add(process);
    return process;
  }

  private String refusal(Process process) throws Exception {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    return Files.readString(folder.resolve("out" + started.indexOf(process)));
  }

  private void ready(Path home, Process process) throws InterruptedException {
    Trial.await(
        "it answers",
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(
                "it ended: " + folder.resolve("out" + started.indexOf(process)));
          }
          return read(home.resolve("up")).strip().equals(String.valueOf(process.pid()));
        });
  }

  private static Map<String, String> env(Path home) {
    var values = new HashMap<String, String>();
    read(home.resolve("dev.env"))
        .lines()
        .forEach(
            line ->
                values.put(
                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    return values;
  }

  private static int tenant(Map<String, String> env) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(env.get("ALDIA_URL") + "/v1/tenant"))
                .header("Authorization", "Bearer " + env.get("ALDIA_KEY"))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return "";
    }
  }
}
