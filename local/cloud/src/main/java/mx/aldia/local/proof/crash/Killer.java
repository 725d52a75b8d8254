package mx.aldia.local.proof.crash;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import mx.aldia.local.proof.Findings;
import mx.aldia.local.proof.UpProcess;

/** {@code kill -9} at random moments, some of them while it starts, and a new start at once. */
final class Killer {
  private static final String CHILDREN = "children die with their parent";
  private static final String HEALS = "what was killed, even half started, starts again";

  /** The first ones fall into the very first start, so that it is tried half made. */
  private static final int IN_FIRST_START = 2;

  private static final int FEW = 5;

  private static final int LONGEST_LIFE_MILLIS = 2_500;
  private static final int MOST_PATIENCE_MILLIS = 75_000;
  private static final int CHILDREN_DIE_SECONDS = 20;

  private final UpProcess up;
  private final Random random;
  private final Pace pace;
  private final Findings findings;
  private final PrintStream out;
  private long startMillis = 4_000;
  private int inStart;

  Killer(UpProcess up, long seed, Pace pace, Findings findings, PrintStream out) {
    this.up = up;
    this.random = new Random(seed);
    this.pace = pace;
    this.findings = findings;
    this.out = out;
  }

  /**
   * Leaves it running after the last of so many kills.
   *
   * @param progress what the story has come to, for whoever watches
   */
  void kill(int times, Supplier<String> progress) throws InterruptedException, UpProcess.Dead {
    up.start();
    for (int kill = 1; kill <= times; kill++) {
      boolean atStart = kill <= (times < FEW ? 1 : IN_FIRST_START) || random.nextInt(5) == 0;
      long begun = System.nanoTime();
      if (atStart) {
        Thread.sleep(random.nextLong(startMillis));
      } else {
        up.awaitUp();
        startMillis = Math.max(500, (System.nanoTime() - begun) / 1_000_000);
        pace.awaitTurnOfKill(MOST_PATIENCE_MILLIS);
        Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
      }
      boolean wasUp = up.isUp();
      var children = up.kill();
      up.start();
      inStart += wasUp ? 0 : 1;
      pace.killDone();
      findings.look(HEALS, true, "", () -> "");
      findings.look(CHILDREN, areGone(children), "", () -> "these live on: " + children);
      out.println(
          String.format(
              Locale.ROOT,
              "  kill %3d of %d, %5.1f s after its start%s  %s",
              kill,
              times,
              (System.nanoTime() - begun) / 1e9,
              wasUp ? "         " : ", half up",
              progress.get()));
    }
    up.awaitUp();
  }

  /** How many fell into a start. */
  int inStart() {
    return inStart;
  }

  private static boolean areGone(List<ProcessHandle> children) throws InterruptedException {
    var all =
        CompletableFuture.allOf(
            children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
    try {
      all.get(CHILDREN_DIE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return false;
    }
  }
}
