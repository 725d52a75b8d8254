package mx.aldia.local.simulation;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A function at work, or a person: a thread that runs only while it is its turn. Whoever gives it
 * its turn waits until it gives it back.
 */
final class Working {
  private final String name;
  private final RandomGenerator random;
  private final long deadline;
  private final Thread thread;
  private volatile boolean turn;
  private volatile boolean over;
  private volatile @Nullable Thread waitsForMe;
  private volatile @Nullable Throwable failure;
  private boolean dead;
  private int calls;
  private @Nullable Runnable afterwards;

  /**
   * A process that has not begun.
   *
   * @param deadline when it is killed; {@link Long#MAX_VALUE} for a person, who never is
   */
  Working(String name, RandomGenerator random, long deadline, Runnable work) {
    this.name = name;
    this.random = random;
    this.deadline = deadline;
    this.thread = Thread.ofVirtual().unstarted(() -> live(work));
  }

  private void live(Runnable work) {
    awaitTurn();
    try {
      work.run();
    } catch (Crash e) {
      dead = true;
    } catch (Throwable e) {
      // A function that throws has failed, as Lambda sees it; all else is a fault of ours.
      failure = isMortal() && e instanceof RuntimeException ? null : e;
    } finally {
      over = true;
      giveBack();
    }
  }

  String name() {
    return name;
  }

  RandomGenerator random() {
    return random;
  }

  long deadline() {
    return deadline;
  }

  boolean isMortal() {
    return deadline != Long.MAX_VALUE;
  }

  /** The number of the call it is at. */
  int nextCall() {
    return ++calls;
  }

  void dies() {
    dead = true;
  }

  boolean isDead() {
    return dead;
  }

  boolean isOver() {
    return over;
  }

  /** What it ended with that nobody caught: it is no part of the story, but a fault of ours. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Done as soon as it is over. */
  void then(Runnable what) {
    afterwards = what;
  }

  Optional<Runnable> afterwards() {
    return Optional.ofNullable(afterwards);
  }

  /** Its turn, until it waits for something or ends. Called by the world alone. */
  void resume() {
    waitsForMe = Thread.currentThread();
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    turn = true;
    LockSupport.unpark(thread);
    while (turn) {
      LockSupport.park(this);
    }
  }

  /** Gives the turn back until it is its turn again. Called by the process alone. */
  void rest() {
    giveBack();
    awaitTurn();
  }

  private void giveBack() {
    var waiting = waitsForMe;
    turn = false;
    LockSupport.unpark(waiting);
  }

  private void awaitTurn() {
    while (!turn) {
      LockSupport.park(this);
    }
  }
}
