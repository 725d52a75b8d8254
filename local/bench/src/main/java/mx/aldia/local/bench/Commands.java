package mx.aldia.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is measured through {@code ./aldia} itself, as a person starts it. */
final class Commands {
  private static final Pattern CFDI =
      Pattern.compile("(.+): (\\d+) documents a second, (\\d+) bare signatures; ratio ([\\d.]+)");
  private static final double LEAST_CFDI = 0.8;
  private static final double MOST_SECONDS = 10;
  private static final double MOST_GIGABYTES = 1.2;
  private static final double KILOBYTES = 1024 * 1024;

  private Commands() {}

  /** CFDI built, checked and sealed beside pure signatures. */
  static List<Row> cfdi(Path root) {
    var rows = new ArrayList<Row>();
    for (var line : output(root, Map.of(), "cfdi", "bench").lines().toList()) {
      var found = CFDI.matcher(line);
      if (found.find()) {
        double ratio = Double.parseDouble(found.group(4));
        rows.add(
            new Row(
                "CFDI built, checked, sealed: " + found.group(1),
                "%s %% (%s a second; %s signatures)"
                    .formatted(Math.round(ratio * 100), found.group(2), found.group(3)),
                "at least 80 %",
                ratio >= LEAST_CFDI ? Row.Verdict.WITHIN : Row.Verdict.OVER,
                "./aldia cfdi bench"));
      }
    }
    return rows;
  }

  /** All of it on one machine: until it answers, and what it holds then. */
  static List<Row> up(Path root, Path folder) {
    var environment =
        Map.of(
            "ALDIA_HOME", folder.resolve("up").toString(), "ALDIA_PORT", Integer.toString(port()));
    output(root, environment, "up", "--detach"); // the first start makes the home
    output(root, environment, "down");
    long begun = System.nanoTime();
    output(root, environment, "up", "--detach");
    double seconds = (System.nanoTime() - begun) / 1e9;
    try {
      var process =
          ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("up/aldia.pid")).strip()))
              .orElseThrow();
      double gigabytes =
          Stream.concat(Stream.of(process), process.descendants())
                  .mapToLong(Commands::residentKilobytes)
                  .sum()
              / KILOBYTES;
      return List.of(
          Row.most(
              "Everything local: start to the first page",
              seconds,
              "%.1f s".formatted(seconds),
              MOST_SECONDS,
              "10 s",
              "./aldia bench up"),
          Row.most(
              "Everything local: resident, with DynamoDB Local",
              gigabytes,
              "%.2f GB".formatted(gigabytes),
              MOST_GIGABYTES,
              "1.2 GB",
              "./aldia bench up"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      output(root, environment, "down");
    }
  }

  private static long residentKilobytes(ProcessHandle process) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
          .filter(it -> it.startsWith("VmRSS:"))
          .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException("resident memory is read from /proc, on Linux alone", e);
    }
  }

  private static int port() {
    try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String output(Path root, Map<String, String> environment, String... arguments) {
    var command = new ArrayList<>(List.of(root.resolve("aldia").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().putAll(environment);
    try {
      var errors = Files.createTempFile("aldia-bench", ".log");
      errors.toFile().deleteOnExit();
      var process = builder.redirectError(errors.toFile()).start();
      var said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "./aldia %s failed: %s"
                .formatted(String.join(" ", arguments), Files.readString(errors).strip()));
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
