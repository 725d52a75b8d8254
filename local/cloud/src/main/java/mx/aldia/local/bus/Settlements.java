package mx.aldia.local.bus;

import java.util.HashMap;
import java.util.Map;

/**
 * Which events are still somebody's work: an event is settled when every queue that it fed has
 * finished with it or laid it in its dead letters. The stream's checkpoint waits for that.
 */
public final class Settlements {
  private final Map<String, Integer> open = new HashMap<>();
  private Runnable whenSettled = () -> {};

  /** Calls back after each event that is settled. */
  public synchronized void onSettled(Runnable callback) {
    whenSettled = callback;
  }

  /** So many messages were made of the event. */
  public synchronized void open(String event, int messages) {
    if (messages > 0) {
      open.merge(event, messages, Integer::sum);
    }
  }

  /** One of them is finished. */
  public void close(String event) {
    Runnable callback;
    synchronized (this) {
      if (open.merge(event, -1, Integer::sum) > 0) {
        return;
      }
      open.remove(event);
      callback = whenSettled;
    }
    callback.run();
  }

  /** Whether nothing of the event is left to do. */
  public synchronized boolean isSettled(String event) {
    return !open.containsKey(event);
  }
}
