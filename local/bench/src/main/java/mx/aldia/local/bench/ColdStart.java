package mx.aldia.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import mx.aldia.given.House;
import mx.aldia.given.Stores;
import mx.aldia.local.bench.bare.BareHandler;
import mx.aldia.local.function.RuntimeApi;
import mx.aldia.local.function.RuntimeClient;
import mx.aldia.local.function.Zips;
import mx.aldia.testkit.table.LocalTable;

/**
 * From the launch of a JVM to the first invoice issued, under AWS's own runtime interface client,
 * out of the function's own zip; beside a handler that does one PutItem, with the same libraries,
 * client and flags. Each without and with an AOT cache (JEP 514), which wants its jars on the class
 * path of the JVM: there all four have them where they are measured with it.
 */
final class ColdStart {
  private static final String COMMAND = "./aldia bench cold";
  private static final double MOST_PLAIN = 1.7;
  private static final double MOST_AOT = 1.25;
  private static final long PATIENCE_SECONDS = 60;

  private final Path folder;
  private final LocalTable table;
  private final House house;

  private ColdStart(Path folder) {
    this.folder = folder;
    this.table = LocalTable.create();
    this.house = House.live(table);
  }

  /** A function as it is started. */
  private record Function(String handler, Path root) {}

  static List<Row> measure(Path root, Path folder, Progress progress, int runs) {
    try {
      return new ColdStart(folder).rows(root, progress, runs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Row> rows(Path root, Progress progress, int runs) throws IOException {
    var issuance =
        new Function(
            "mx.aldia.issuance.IssuanceHandler",
            Zips.unpack(
                root.resolve("functions/invoice-issuance/target/function.zip"),
                folder.resolve("issuance")));
    var bare = new Function(BareHandler.class.getName(), bare(issuance.root()));
    var customer = house.customer().id().value();
    progress.say("training the AOT caches");
    var issuanceCache = train(issuance, customer, folder.resolve("issuance.aot"));
    var bareCache = train(bare, customer, folder.resolve("bare.aot"));
    var times = new ArrayList<List<Double>>();
    for (int i = 0; i < 4; i++) {
      times.add(new ArrayList<>());
    }
    for (int run = 0; run < runs; run++) { // in turns: what else the machine does falls on all
      progress.say("cold start, run %d of %d".formatted(run + 1, runs));
      times.get(0).add(start(bare, customer, List.of(), false));
      times.get(1).add(start(issuance, customer, List.of(), false));
      times.get(2).add(start(bare, customer, List.of("-XX:AOTCache=" + bareCache), true));
      times.get(3).add(start(issuance, customer, List.of("-XX:AOTCache=" + issuanceCache), true));
    }
    var middles = times.stream().mapToDouble(ColdStart::median).toArray();
    return List.of(
        row("Cold start to the first invoice", middles[1], middles[0], MOST_PLAIN),
        row("Cold start with an AOT cache", middles[3], middles[2], MOST_AOT));
  }

  private static double median(List<Double> times) {
    return Median.of(times.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static Row row(String what, double ours, double bare, double most) {
    return Row.most(
        what,
        ours / bare,
        "%.2f x (%.0f ms; bare %.0f ms)".formatted(ours / bare, ours, bare),
        most,
        "%s x the bare handler".formatted(most),
        COMMAND);
  }

  /** The libraries of the function, less our own and what they alone need. */
  private Path bare(Path issuance) throws IOException {
    var lib = Files.createDirectories(folder.resolve("bare").resolve("lib"));
    try (var jars = Files.list(issuance.resolve("lib"))) {
      for (var jar : jars.toList()) {
        var name = jar.getFileName().toString();
        if (!name.startsWith("aldia-") && !name.startsWith("jackson-")) {
          Files.copy(jar, lib.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    var entry = BareHandler.class.getName().replace('.', '/') + ".class";
    try (var jar = new JarOutputStream(Files.newOutputStream(lib.resolve("bare.jar")));
        var code = BareHandler.class.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(code.readAllBytes());
    }
    return lib.resolveSibling(".").normalize();
  }

  private Path train(Function function, String customer, Path cache) throws IOException {
    Files.deleteIfExists(cache);
    start(function, customer, List.of("-XX:AOTCacheOutput=" + cache), true);
    if (!Files.exists(cache)) {
      throw new IllegalStateException("no AOT cache was made: " + Files.readString(log()));
    }
    return cache;
  }

  /** Milliseconds from the launch to the answer. */
  private double start(Function function, String customer, List<String> flags, boolean onClassPath)
      throws IOException {
    try (var api = new RuntimeApi("arn:aws:lambda:us-east-1:000000000000:function:bench")) {
      var clock = Clock.systemUTC();
      var answer =
          api.invoke(event(customer), "bench-1", clock.instant().plusSeconds(PATIENCE_SECONDS));
      var command = command(function, flags, onClassPath);
      long begun = System.nanoTime();
      var process = process(function, command, api).start();
      try {
        var said = new String(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS), UTF_8);
        double millis = (System.nanoTime() - begun) / 1e6;
        if (!said.contains("\"statusCode\":201")) {
          throw new IllegalStateException("not issued: " + said);
        }
        return millis;
      } catch (ExecutionException | TimeoutException e) {
        throw new IllegalStateException("no answer: " + Files.readString(log()), e);
      } finally {
        process.destroy(); // as an end that the JVM sees: it writes its cache then
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static List<String> command(Function function, List<String> flags, boolean onClassPath)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                RuntimeClient.nativeHalf()));
    command.addAll(flags);
    var classPath = RuntimeClient.classPath();
    if (onClassPath) {
      try (var jars = Files.list(function.root().resolve("lib"))) {
        classPath += jars.sorted().map(it -> File.pathSeparator + it).collect(Collectors.joining());
      }
    }
    command.addAll(List.of("-cp", classPath, RuntimeClient.MAIN, function.handler()));
    return command;
  }

  private ProcessBuilder process(Function function, List<String> command, RuntimeApi api) {
    var builder = new ProcessBuilder(command).directory(function.root().toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("AWS_LAMBDA_RUNTIME_API", api.address()),
                Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
                Map.entry("LAMBDA_TASK_ROOT", function.root().toString()),
                Map.entry("_HANDLER", function.handler()),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "local"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", table.endpoint().toString()),
                Map.entry("TABLE_NAME", table.name()),
                Map.entry("PUBLIC_ORIGIN", Stores.ORIGIN),
                Map.entry("LINK_KEY", Stores.LINK_KEY),
                Map.entry("LC_ALL", "C.UTF-8"),
                Map.entry("TZ", ":UTC")));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    return builder;
  }

  private Path log() {
    return folder.resolve("cold.log");
  }

  private byte[] event(String customer) {
    var body =
        """
        {\\"customer\\":\\"%s\\",\\"days_until_due\\":15,\\"issue\\":true,\\"lines\\":[{\\"description\\":\\"Diseño\\",\
        \\"quantity\\":\\"1\\",\\"unit_price\\":\\"1000.00\\"}]}"""
            .formatted(customer)
            .strip();
    return """
    {"version":"2.0","routeKey":"POST /v1/invoices","rawPath":"/v1/invoices","rawQueryString":"",
     "headers":{"content-type":"application/json"},
     "requestContext":{"requestId":"bench","stage":"$default",
       "http":{"method":"POST","path":"/v1/invoices","protocol":"HTTP/1.1","sourceIp":"127.0.0.1"},
       "authorizer":{"lambda":{"tenant":"%s","mode":"live","scopes":"*"}}},
     "body":"%s","isBase64Encoded":false}
    """
        .formatted(house.id().value(), body)
        .getBytes(UTF_8);
  }
}
