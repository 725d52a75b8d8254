package mx.aldia.local.function;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A function as Lambda runs it: its own zip, unpacked, in its own JVM, under AWS's runtime
 * interface client. It proves packaging, handler name, class path and environment. One event at a
 * time, as one execution environment does; a process that died or was too slow is replaced.
 */
final class ProcessFunction implements LambdaFunction {
  private static final Duration LONGEST_INIT = Duration.ofSeconds(60);

  private final String name;
  private final String handler;
  private final Path taskRoot;
  private final Map<String, String> environment;
  private final Path log;
  private final Clock wall;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Running running;

  private record Running(Process process, RuntimeApi api) {
    void stop() {
      process.destroyForcibly();
      api.close();
    }
  }

  /**
   * Starts nothing yet.
   *
   * @param taskRoot the unpacked zip
   * @param log what the process prints
   */
  ProcessFunction(
      String name,
      String handler,
      Path taskRoot,
      Map<String, String> environment,
      Path log,
      Clock wall) {
    this.name = name;
    this.handler = handler;
    this.taskRoot = taskRoot;
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.wall = wall;
  }

  @Override
  public void load() throws Exception {
    lock.lock();
    try {
      ready();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public byte[] invoke(byte[] event, String requestId, Instant deadline) throws Exception {
    lock.lock();
    try {
      var answer = ready().api().invoke(event, requestId, deadline);
      long millis = Math.max(1, Duration.between(wall.instant(), deadline).toMillis());
      return answer.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      close();
      throw new RuntimeApi.FunctionError(name + " did not answer in time");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    var current = running;
    if (current != null) {
      current.stop();
      running = null;
    }
  }

  private Running ready() throws Exception {
    var current = running;
    if (current != null && current.process().isAlive()) {
      return current;
    }
    close();
    var started = start();
    running = started;
    try {
      started.api().ready().get(LONGEST_INIT.toSeconds(), TimeUnit.SECONDS);
      return started;
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new RuntimeApi.FunctionError(
          "%s cannot be made: %s"
              .formatted(name, e.getCause() == null ? e : e.getCause().getMessage()));
    }
  }

  private Running start() throws IOException {
    var api = new RuntimeApi("arn:aws:lambda:local:function:" + name);
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            RuntimeClient.nativeHalf(),
            "-cp",
            RuntimeClient.classPath(),
            RuntimeClient.MAIN,
            handler);
    builder.directory(taskRoot.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    builder.environment().put("LAMBDA_TASK_ROOT", taskRoot.toString());
    builder.environment().put("_HANDLER", handler);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("TZ", ":UTC");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var process = builder.start();
    var _ = process.onExit().thenAccept(it -> api.gone(name + " ended: " + it.exitValue()));
    return new Running(process, api);
  }

  /** For a message: what is run. */
  @Override
  public String toString() {
    return String.join(" ", List.of(name, handler, taskRoot.toString()));
  }
}
