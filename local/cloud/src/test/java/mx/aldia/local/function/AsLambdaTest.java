package mx.aldia.local.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.local.Stack;
import mx.aldia.local.template.Template;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each function as Lambda runs it: its own zip, in its own JVM under AWS's runtime interface
 * client, with the environment that template.yaml gives it and nothing of ours, is handed each of
 * its events out of {@code events/} and does what the business expects of it.
 *
 * <p>What was seen of sizes and times is left in {@code target/as-lambda.md}; nothing is asserted
 * of times.
 */
final class AsLambdaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT =
      Path.of(System.getProperty("aldia.root", "../..")).toAbsolutePath();
  private static final Template TEMPLATE = Template.of(ROOT);
  private static final Stack STACK = Deployed.stack(TEMPLATE, "http://127.0.0.1:1");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** As many at a time as there are cores: a JVM that starts keeps one busy. */
  private static final ExecutorService AT_ONCE =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  private static final Map<String, Future<Seen>> PLAYED = new LinkedHashMap<>();

  @TempDir static Path folder;

  /**
   * What a function was seen to do.
   *
   * @param millis from the start of its JVM until it asked for its first event
   * @param first from that event to its answer
   */
  private record Seen(String function, long bytes, long millis, long first, List<String> events) {}

  @BeforeAll
  static void play() {
    if (System.getProperty("os.name", "").equals("Linux")) {
      functions().forEach(it -> PLAYED.put(it, AT_ONCE.submit(() -> play(it))));
    }
  }

  static Stream<String> functions() {
    return TEMPLATE.resources("AWS::Serverless::Function").keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void a_function_answers_its_events_out_of_its_zip(String function) throws Throwable {
    var played = PLAYED.get(function);
    assumeTrue(played != null, "AWS's runtime interface client runs on Linux alone");
    try {
      assertThat(played.get().events()).isNotEmpty();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  @Test
  void every_function_has_an_event_of_its_own() {
    assertThat(Trigger.all(ROOT, STACK).stream().map(Trigger::function).distinct())
        .containsExactlyInAnyOrderElementsOf(functions().toList());
  }

  @Test
  void every_event_has_a_scene_that_says_what_comes_of_it() {
    assertThat(Scene.all().stream().map(Scene::file))
        .containsExactlyInAnyOrderElementsOf(
            Trigger.all(ROOT, STACK).stream().map(Trigger::file).toList());
  }

  @AfterAll
  static void tell() throws Exception {
    AT_ONCE.shutdown();
    var seen = new ArrayList<Seen>();
    for (var played : PLAYED.values()) {
      if (played.state() == Future.State.SUCCESS) {
        seen.add(played.get());
      }
    }
    Files.writeString(ROOT.resolve("local/cloud/target/as-lambda.md"), table(seen));
  }

  private static Seen play(String function) throws Exception {
    var own = TEMPLATE.resource(function).get("Properties");
    var zip = ROOT.resolve(own.get("CodeUri").text());
    var home = Files.createDirectories(folder.resolve(function));
    var log = home.resolve("log");
    var scenes = scenes(function);
    var cfdi = own.get("CodeUri").text().contains("tax-") ? Tenant.Cfdi.REQUIRED : Tenant.Cfdi.OFF;
    try (var in = new Deployed(TEMPLATE, home, cfdi);
        var process =
            new ProcessFunction(
                function,
                own.get("Handler").text(),
                Zips.unpack(zip, home.resolve("task")),
                in.environment(function),
                log,
                Clock.systemUTC())) {
      scenes.getFirst().before().happens(in);
      long begun = System.nanoTime();
      process.load();
      long ready = System.nanoTime();
      long answered = 0;
      for (var scene : scenes) {
        if (answered > 0) {
          scene.before().happens(in);
        }
        var event = scene.told(in);
        var answer = process.invoke(event, scene.file(), Instant.now().plus(PATIENCE));
        answered = answered == 0 ? System.nanoTime() : answered;
        scene.after().holds(in, JSON.readTree(answer));
      }
      return new Seen(
          function,
          Files.size(zip),
          millis(begun, ready),
          millis(ready, answered),
          scenes.stream().map(Scene::file).toList());
    } catch (Exception | AssertionError e) {
      throw new AssertionError(function + ": " + e.getMessage() + "\n" + printed(log), e);
    }
  }

  private static List<Scene> scenes(String function) {
    var files =
        Trigger.all(ROOT, STACK).stream()
            .filter(it -> it.function().equals(function))
            .map(Trigger::file)
            .toList();
    return Scene.all().stream().filter(it -> files.contains(it.file())).toList();
  }

  private static String printed(Path log) throws IOException {
    return Files.exists(log) ? Files.readString(log) : "it printed nothing";
  }

  private static long millis(long from, long to) {
    return Duration.ofNanos(to - from).toMillis();
  }

  private static String table(List<Seen> seen) {
    return seen.stream()
        .map(
            it ->
                String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %d | %d | %s |",
                    it.function(),
                    it.bytes() / 1048576.0,
                    it.millis(),
                    it.first(),
                    String.join(", ", it.events())))
        .collect(
            Collectors.joining(
                "\n",
                """
                | Function | Zip, MB | Ready, ms | First answer, ms | Events answered |
                |---|---:|---:|---:|---|
                """,
                "\n"));
  }
}
