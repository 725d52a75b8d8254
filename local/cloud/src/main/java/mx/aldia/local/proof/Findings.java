package mx.aldia.local.proof;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What was looked at, law by law, and where a law was broken. */
public final class Findings {
  private static final int MOST_TOLD = 20;

  private final Map<String, Integer> looks = new LinkedHashMap<>();
  private final Map<String, Integer> broken = new LinkedHashMap<>();
  private final List<Breach> breaches = new ArrayList<>();

  /**
   * A law that does not hold.
   *
   * @param about the invoice or whatever it is whose story is to be told; may be empty
   */
  public record Breach(String law, String what, String about) {}

  /** Looks at one case of a law. */
  public synchronized void look(String law, boolean holds, String about, Supplier<String> what) {
    looks.merge(law, 1, Integer::sum);
    broken.merge(law, holds ? 0 : 1, Integer::sum);
    if (!holds) {
      breaches.add(new Breach(law, what.get(), about));
    }
  }

  /** A law that has no case to look at is still named in the table. */
  public synchronized void name(String law) {
    looks.putIfAbsent(law, 0);
    broken.putIfAbsent(law, 0);
  }

  /** Whether every law held wherever it was looked at. */
  public synchronized boolean allHold() {
    return breaches.isEmpty();
  }

  /** Where they did not, as they were found. */
  public synchronized List<Breach> breaches() {
    return List.copyOf(breaches);
  }

  /** The table of laws, then each breach with its story. */
  public synchronized void print(PrintStream out, Story story) {
    looks.forEach(
        (law, count) ->
            out.println("  %-78s %6d %6d".formatted(law, count, broken.getOrDefault(law, 0))));
    breaches.stream()
        .limit(MOST_TOLD)
        .forEach(
            breach -> {
              out.println();
              out.println("BROKEN: " + breach.law());
              out.println("  " + breach.what());
              if (!breach.about().isEmpty()) {
                story.of(breach.about()).forEach(line -> out.println("    " + line));
              }
            });
    if (breaches.size() > MOST_TOLD) {
      out.println();
      out.println("and %d more".formatted(breaches.size() - MOST_TOLD));
    }
  }

  /** Tells what happened to something, line by line. */
  @FunctionalInterface
  public interface Story {
    List<String> of(String about);
  }
}
