package mx.aldia.local.proof.crash;

/**
 * Spreads the work over the kills and the kills over the work: neither runs far ahead of the other,
 * so that no part of the story is told undisturbed.
 */
final class Pace {
  private final int steps;
  private final int kills;
  private int stepsDone;
  private int killsDone;

  Pace(int steps, int kills) {
    this.steps = steps;
    this.kills = kills;
  }

  /** Waits until the next step of the story may be told. */
  synchronized void awaitTurnOfWork() throws InterruptedException {
    while (killsDone < kills && work() > (killsDone + 1.5) / (kills + 1)) {
      wait();
    }
  }

  /** Waits until there was work enough to be interrupted again, but not for ever: work may wait. */
  synchronized void awaitTurnOfKill(long mostMillis) throws InterruptedException {
    long deadline = System.nanoTime() + mostMillis * 1_000_000;
    while (work() < (killsDone - 0.5) / (kills + 1)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  synchronized void stepDone() {
    stepsDone++;
    notifyAll();
  }

  synchronized void killDone() {
    killsDone++;
    notifyAll();
  }

  /** Nobody is killed any more, whatever was planned. */
  synchronized void noMoreKills() {
    killsDone = Math.max(killsDone, kills);
    notifyAll();
  }

  /** In hundredths. */
  synchronized int percent() {
    return stepsDone * 100 / steps;
  }

  private double work() {
    return (double) stepsDone / steps;
  }
}
