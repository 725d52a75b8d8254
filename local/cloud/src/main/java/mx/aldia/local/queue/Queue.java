package mx.aldia.local.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue as SQS has it: a message that is received is hidden for a while and comes back unless it
 * is deleted; one that came too often is laid in the dead letters.
 */
public final class Queue {
  private final String name;
  private final Duration visibility;
  private final Clock wall;
  private final Drawer drawer;
  private final @Nullable Redrive redrive;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final PriorityQueue<Held> waiting =
      new PriorityQueue<>(
          Comparator.comparing((Held it) -> it.visibleAt).thenComparingLong(it -> it.order));
  private final Map<String, Held> handedOut = new HashMap<>();
  private long order;

  /**
   * Where messages go that were received too often.
   *
   * @param maxReceiveCount the last try; the next one is the dead letters'
   */
  public record Redrive(Queue deadLetters, int maxReceiveCount) {}

  /**
   * Opens a queue with what its drawer kept.
   *
   * @param visibility how long a message stays hidden with whoever received it
   */
  public Queue(
      String name, Duration visibility, Clock wall, Drawer drawer, @Nullable Redrive redrive) {
    this.name = name;
    this.visibility = visibility;
    this.wall = wall;
    this.drawer = drawer;
    this.redrive = redrive;
    for (var kept : drawer.kept()) {
      waiting.add(
          new Held(kept.id(), kept.body(), kept.attributes(), kept.sentAt(), order++, () -> {}));
    }
  }

  public String name() {
    return name;
  }

  public Duration visibility() {
    return visibility;
  }

  public Optional<Redrive> redrive() {
    return Optional.ofNullable(redrive);
  }

  /**
   * Takes a message in.
   *
   * @param settled called once, when it is deleted or lies safely in the dead letters
   * @return its id
   */
  public String send(String body, String attributes, Duration delay, Runnable settled) {
    var now = wall.instant();
    var kept = new Drawer.Kept(UUID.randomUUID().toString(), body, attributes, now);
    drawer.keep(kept);
    lock.lock();
    try {
      var held = new Held(kept.id(), body, attributes, now, order++, settled);
      held.visibleAt = now.plus(delay);
      waiting.add(held);
      arrived.signal();
    } finally {
      lock.unlock();
    }
    return kept.id();
  }

  /**
   * Hands out what is visible, and waits for the first if nothing is.
   *
   * @return at most {@code max}, none if the patience ran out
   */
  public List<Message> receive(int max, Duration patience, Duration hidden)
      throws InterruptedException {
    var deadline = wall.instant().plus(patience);
    lock.lockInterruptibly();
    try {
      while (true) {
        var received = takeVisible(max, hidden);
        var now = wall.instant();
        if (!received.isEmpty() || !now.isBefore(deadline)) {
          return received;
        }
        arrived.awaitNanos(Duration.between(now, nextLook(deadline)).toNanos());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends a message. A receipt that is no longer good ends nothing, as with SQS. */
  public void delete(String receipt) {
    Held held;
    lock.lock();
    try {
      held = handedOut.remove(receipt);
      if (held != null) {
        waiting.remove(held);
      }
    } finally {
      lock.unlock();
    }
    if (held != null) {
      drawer.forget(held.id);
      held.settled.run();
    }
  }

  /** Hides a message for so long from now; zero shows it at once. */
  public void hide(String receipt, Duration time) {
    lock.lock();
    try {
      var held = handedOut.get(receipt);
      if (held != null && waiting.remove(held)) {
        held.visibleAt = wall.instant().plus(time);
        waiting.add(held);
        arrived.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many can be received now, and how many are hidden. */
  public Depth depth() {
    lock.lock();
    try {
      var now = wall.instant();
      int visible = (int) waiting.stream().filter(it -> !it.visibleAt.isAfter(now)).count();
      return new Depth(visible, waiting.size() - visible);
    } finally {
      lock.unlock();
    }
  }

  /** Counts of a queue at one moment. */
  public record Depth(int visible, int hidden) {}

  private List<Message> takeVisible(int max, Duration hidden) {
    var received = new ArrayList<Message>();
    var now = wall.instant();
    while (received.size() < max && !waiting.isEmpty()) {
      var next = waiting.element();
      if (next.visibleAt.isAfter(now)) {
        break;
      }
      waiting.remove();
      if (next.receipt != null) {
        handedOut.remove(next.receipt);
      }
      if (redrive != null && next.receiveCount >= redrive.maxReceiveCount()) {
        giveUp(next, redrive);
        continue;
      }
      received.add(handOut(next, now, hidden));
    }
    return received;
  }

  /** It stays in the waiting line, only not visible: a receiver that dies loses nothing. */
  private Message handOut(Held next, Instant now, Duration hidden) {
    var receipt = UUID.randomUUID().toString();
    next.receipt = receipt;
    next.receiveCount++;
    var first = next.firstReceivedAt == null ? now : next.firstReceivedAt;
    next.firstReceivedAt = first;
    next.visibleAt = now.plus(hidden);
    waiting.add(next);
    handedOut.put(receipt, next);
    return new Message(
        next.id, receipt, next.body, next.attributes, next.sentAt, first, next.receiveCount);
  }

  private void giveUp(Held held, Redrive redrive) {
    redrive.deadLetters().send(held.body, held.attributes, Duration.ZERO, () -> {});
    drawer.forget(held.id);
    held.settled.run();
  }

  private Instant nextLook(Instant deadline) {
    var next = waiting.peek();
    return next == null || next.visibleAt.isAfter(deadline) ? deadline : next.visibleAt;
  }

  /** A message in the queue; its order keeps those of one instant first in, first out. */
  private static final class Held {
    final String id;
    final String body;
    final String attributes;
    final Instant sentAt;
    final long order;
    final Runnable settled;
    Instant visibleAt;
    @Nullable Instant firstReceivedAt;
    @Nullable String receipt;
    int receiveCount;

    Held(String id, String body, String attributes, Instant sentAt, long order, Runnable settled) {
      this.id = id;
      this.body = body;
      this.attributes = attributes;
      this.sentAt = sentAt;
      this.order = order;
      this.settled = settled;
      this.visibleAt = sentAt;
    }
  }
}
