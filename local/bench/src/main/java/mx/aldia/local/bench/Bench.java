package mx.aldia.local.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import mx.aldia.edge.Log;

/**
 * {@code ./aldia bench}: every row of the table with its value, its budget and the verdict, printed
 * as it is measured. All rows together are also written to docs/benchmarks.md.
 */
public final class Bench implements Progress {
  private static final String QUICK = "--quick";
  private static final String MILLION = "--million";
  private static final String COST = "--cost";

  private final Path root;
  private final Path folder;
  private final Set<String> flags;
  private final PrintStream out;

  private Bench(Path root, Path folder, Set<String> flags, PrintStream out) {
    this.root = root;
    this.folder = folder;
    this.flags = flags;
    this.out = out;
  }

  /** Rows by name, or all of them; {@code --quick}, {@code --million}, {@code --cost}. */
  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var root = Path.of(System.getProperty("aldia.root")).toAbsolutePath();
    var flags = new TreeSet<String>();
    var names = new ArrayList<String>();
    for (var argument : arguments) {
      (argument.startsWith("--") ? flags : names).add(argument);
    }
    Log.to(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    var folder = Files.createTempDirectory("aldia-bench");
    try {
      var bench = new Bench(root, folder, flags, out);
      bench.requireKnown(names);
      bench.run(names);
    } catch (IllegalArgumentException e) {
      System.err.println("aldia: " + e.getMessage());
      System.exit(1);
    } finally {
      forget(folder);
    }
    System.exit(0); // the databases of tests end with their JVM
  }

  private boolean quick() {
    return flags.contains(QUICK);
  }

  /** In the order in which they are measured: what is quick and quiet first. */
  private Map<String, Supplier<List<Row>>> rows() {
    var rows = new LinkedHashMap<String, Supplier<List<Row>>>();
    rows.put("zips", () -> ZipSizes.measure(root));
    rows.put("units", LifeUnits::measure);
    rows.put("cold", () -> ColdStart.measure(root, folder, this, quick() ? 3 : 11));
    rows.put("writes", () -> WarmWrites.measure(quick() ? 100 : 400));
    rows.put("sweep", () -> SweepReads.measure(root, folder, this, sizes()));
    rows.put("cfdi", () -> Commands.cfdi(root));
    rows.put("up", () -> Commands.up(root, folder));
    return rows;
  }

  private List<Integer> sizes() {
    var sizes = new ArrayList<>(List.of(10_000, 100_000));
    if (flags.contains(MILLION)) {
      sizes.add(1_000_000);
    }
    return sizes;
  }

  private void requireKnown(List<String> names) {
    var known = rows().keySet();
    for (var name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("bench measures %s, not %s.".formatted(known, name));
      }
    }
    for (var flag : flags) {
      if (!List.of(QUICK, MILLION, COST).contains(flag)) {
        throw new IllegalArgumentException(
            "bench takes --quick, --million and --cost, not %s.".formatted(flag));
      }
    }
  }

  private void run(List<String> names) {
    if (flags.contains(COST)) {
      new Cost(root, this).tell(out);
      return;
    }
    var begun = Clock.systemUTC().instant();
    var measured = new ArrayList<Row>();
    rows()
        .forEach(
            (name, measurement) -> {
              if (names.isEmpty() || names.contains(name)) {
                say(name);
                for (var row : measurement.get()) {
                  measured.add(row);
                  out.printf(
                      "%-52s %-46s budget %-24s %s%n",
                      row.what(), row.value(), row.budget(), row.verdict().word());
                }
              }
            });
    if (names.isEmpty() && !quick()) {
      write(measured, begun);
    }
  }

  private void write(List<Row> rows, Instant begun) {
    var page = new StringBuilder("# Benchmarks\n\n");
    page.append(
        "What `./aldia bench` measured in one run, against the budgets. Times are medians; ratios\n");
    page.append(
        "compare two things measured in turns in the same run, so they mean more than the times do.\n\n");
    page.append(
        "%s, %d cores, %.0f GB of memory, JDK %s; %tF, %d minutes.%n%n"
            .formatted(
                System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                Runtime.version(),
                begun.atOffset(java.time.ZoneOffset.UTC),
                Duration.between(begun, Clock.systemUTC().instant()).toMinutes()));
    page.append("| What | Value | Budget | | Again |\n|---|---|---|---|---|\n");
    for (var row : rows) {
      page.append(
          "| %s | %s | %s | %s | `%s` |%n"
              .formatted(
                  row.what(), row.value(), row.budget(), row.verdict().word(), row.command()));
    }
    try {
      var notes = Bench.class.getResourceAsStream("notes.md");
      if (notes != null) {
        page.append('\n').append(new String(notes.readAllBytes(), StandardCharsets.UTF_8));
      }
      Files.writeString(root.resolve("docs/benchmarks.md"), page);
      say("written to docs/benchmarks.md");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double memory() {
    return ((com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
            .getTotalMemorySize()
        / 1e9;
  }

  @Override
  public void say(String what) {
    System.err.println("  " + what);
  }

  private static void forget(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
