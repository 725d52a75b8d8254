package mx.aldia.local.dynamodb;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running DynamoDB Local. It ends when this is closed, or when this process ends, even by {@code
 * kill -9}.
 */
public final class DynamoDbLocal implements AutoCloseable {
  private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(10);

  private final Process process;
  private final URI endpoint;

  private DynamoDbLocal(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts a database that forgets.
   *
   * @param root the project's root, where {@code local/dynamodb} is built
   * @param log what the child has to say
   */
  public static DynamoDbLocal inMemory(Path root, Path log) {
    return start(root, Optional.empty(), log);
  }

  /**
   * Starts a database that keeps its tables and streams in a folder, also through {@code kill -9}.
   *
   * @param root the project's root, where {@code local/dynamodb} is built
   * @param data made if absent
   * @param log what the child has to say
   */
  public static DynamoDbLocal inFolder(Path root, Path data, Path log) {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return start(root, Optional.of(data), log);
  }

  /** Where it answers, on 127.0.0.1. */
  public URI endpoint() {
    return endpoint;
  }

  /** For whoever wants to see it alive, or kill it to prove a point. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(TIME_TO_CLOSE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static DynamoDbLocal start(Path root, Optional<Path> data, Path log) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8"));
    data.map(DynamoDbLocal::scratch).ifPresent(command::add);
    command.addAll(List.of("-cp", classPath(root), "mx.aldia.local.dynamodb.Child"));
    data.map(folder -> folder.toAbsolutePath().toString()).ifPresent(command::add);
    var builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // an agent of the parent is not the child's
    try {
      Process process = builder.start();
      return new DynamoDbLocal(process, URI.create("http://127.0.0.1:" + port(process, log)));
    } catch (IOException e) {
      throw new UncheckedIOException("DynamoDB Local did not start", e);
    }
  }

  /**
   * It unpacks its natives at each start and, when killed, leaves them: here the next start finds
   * them.
   */
  private static String scratch(Path data) {
    try {
      Path scratch = Files.createDirectories(data.resolveSibling("dynamodb-scratch"));
      try (var left = Files.list(scratch)) {
        for (Path file : left.toList()) {
          Files.deleteIfExists(file);
        }
      }
      return "-Djava.io.tmpdir=" + scratch.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int port(Process process, Path log) throws IOException {
    var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null || !line.startsWith(Child.READY)) {
      process.destroyForcibly();
      throw new IllegalStateException("DynamoDB Local did not start; it said why in " + log);
    }
    return Integer.parseInt(line.substring(Child.READY.length()));
  }

  private static String classPath(Path root) {
    Path file = root.resolve("local/dynamodb/target/classpath");
    try {
      String libraries = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
      if (libraries.isEmpty()
          || !Stream.of(libraries.split(File.pathSeparator, -1))
              .map(Path::of)
              .allMatch(Files::exists)) {
        throw new IllegalStateException(
            "DynamoDB Local is not built: run 'mvn -pl local/dynamodb -am package' in "
                + root.toAbsolutePath());
      }
      return ownClasses() + File.pathSeparator + libraries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path ownClasses() {
    try {
      return Path.of(
          DynamoDbLocal.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
