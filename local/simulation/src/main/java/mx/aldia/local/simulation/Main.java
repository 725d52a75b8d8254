package mx.aldia.local.simulation;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** {@code ./aldia prove simulation}. */
public final class Main {
  private static final int EVERY = 500;
  private static final String USAGE =
      "prove simulation takes --seeds N (10000), --from N (1), or --seed N for one story";

  private Main() {}

  /** Ends with 1 where something does not hold, with 2 where it was asked for what it is not. */
  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    long seeds = 10_000;
    long from = 1;
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length || !arguments[i + 1].matches("\\d{1,18}")) {
        System.err.println(USAGE);
        System.exit(2);
      }
      long value = Long.parseLong(arguments[i + 1]);
      switch (arguments[i]) {
        case "--seeds" -> seeds = value;
        case "--from" -> from = value;
        case "--seed" -> {
          var proof = new Proof(setting(), 1, out::println);
          out.println(proof.tell(value));
          System.exit(proof.holds(value, 1, _ -> {}).map(story -> fails(out, story)).orElse(0));
        }
        default -> {
          System.err.println(USAGE);
          System.exit(2);
        }
      }
    }
    System.exit(prove(out, from, seeds));
  }

  private static Setting setting() {
    return Setting.of(Path.of(System.getProperty("aldia.root", ".")));
  }

  private static int prove(PrintStream out, long from, long seeds) {
    long begun = System.nanoTime();
    var proof = new Proof(setting(), Runtime.getRuntime().availableProcessors(), out::println);
    var wrong =
        proof.holds(
            from,
            seeds,
            told -> {
              if (told % EVERY == 0) {
                out.printf("%d stories, %d faults%n", told, proof.faults());
              }
            });
    if (wrong.isPresent()) {
      return fails(out, wrong.get());
    }
    var took = Duration.ofNanos(System.nanoTime() - begun);
    out.printf(
        "%d stories with %d faults in %d min %d s: nothing violated%n",
        seeds, proof.faults(), took.toMinutes(), took.toSecondsPart());
    return 0;
  }

  private static int fails(PrintStream out, String story) {
    out.println(story);
    return 1;
  }
}
