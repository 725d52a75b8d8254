package mx.aldia.local.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./aldia up} as a process of its own, in a home of its own: started, killed without a word,
 * started again. Its address stays the same.
 */
public final class UpProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private final Path root;
  private final Path home;
  private final int port;
  private final Path log;
  private final Thread atTheEnd = new Thread(this::killIfRunning, "end what was started");
  private @Nullable Process process;

  /**
   * Starts nothing yet.
   *
   * @param root the project, built
   * @param home a folder that is made when it starts
   */
  public UpProcess(Path root, Path home) {
    this.root = root;
    this.home = home;
    this.port = anyFreePort();
    this.log = home.resolveSibling(home.getFileName() + ".log");
    Runtime.getRuntime().addShutdownHook(atTheEnd);
  }

  /** Where its API answers, whenever it does. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** All its state. */
  public Path home() {
    return home;
  }

  /** What it has to say, all its lives together. */
  public Path log() {
    return log;
  }

  /** Begins a life; it does not answer yet. */
  public void start() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
                java,
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "-Daldia.root=" + root,
                "-cp",
                System.getProperty("aldia.class.path", System.getProperty("java.class.path")),
                "mx.aldia.local.Up")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("ALDIA_HOME", home.toString());
    builder.environment().put("ALDIA_PORT", Integer.toString(port));
    builder.environment().put("ALDIA_TICK", "1");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    try {
      Files.createDirectories(home);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this life says that everything answers. */
  public boolean isUp() {
    return read(home.resolve("up")).strip().equals(Long.toString(running().pid()));
  }

  /**
   * Waits until everything answers.
   *
   * @throws Dead if it ended, or does not come
   */
  public void awaitUp() throws InterruptedException, Dead {
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (!isUp()) {
      if (!running().isAlive()) {
        throw new Dead("a start ended with %d".formatted(running().exitValue()));
      }
      if (System.nanoTime() > deadline) {
        throw new Dead("a start did not come to its end in " + LONGEST_START);
      }
      Thread.sleep(20);
    }
  }

  /** It does not live, and nobody has killed it. */
  public static final class Dead extends Exception {
    Dead(String sentence) {
      super(sentence);
    }
  }

  /**
   * {@code kill -9} of the main process.
   *
   * @return the processes that it had started, and that have to die of this
   */
  public List<ProcessHandle> kill() throws InterruptedException, Dead {
    var children = running().descendants().toList();
    if (!running().isAlive()) {
      throw new Dead("it ended by itself with %d".formatted(running().exitValue()));
    }
    running().destroyForcibly().waitFor();
    return children;
  }

  /** Stops it as {@code ./aldia down} does. */
  public void stop() throws InterruptedException {
    running().destroy();
    if (!running().waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
      running().destroyForcibly().waitFor();
    }
  }

  @Override
  public void close() {
    killIfRunning();
    Runtime.getRuntime().removeShutdownHook(atTheEnd);
  }

  private void killIfRunning() {
    Optional.ofNullable(process).ifPresent(Process::destroyForcibly);
  }

  private Process running() {
    return Optional.ofNullable(process).orElseThrow();
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return ""; // it went between our look and our reading
    }
  }

  private static int anyFreePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
