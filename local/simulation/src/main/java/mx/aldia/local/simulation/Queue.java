package mx.aldia.local.simulation;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A queue of SQS and the function that reads it: a message comes at least once, in no order, again
 * where its reader failed or died, and lies among the dead letters after its last try.
 */
final class Queue {
  private static final Duration USUAL_WAY = Duration.ofMillis(120);
  private static final Duration LONG_WAY = Duration.ofMinutes(4);
  private static final Duration TOGETHER = Duration.ofMillis(40);

  private final World world;
  private final Setting.QueueSetting setting;
  private final Duration limit;
  private final RequestHandler<SQSEvent, SQSBatchResponse> reader;
  private final List<Message> waiting = new ArrayList<>();
  private final List<Message> dead = new ArrayList<>();
  private final Set<String> finished = new HashSet<>();
  private int hidden;

  /** A message; copies of one share its id. */
  private static final class Message {
    final String id;
    final String body;
    final String subject;
    final RandomGenerator random;
    int tries;

    Message(String id, String body, String subject, RandomGenerator random) {
      this.id = id;
      this.body = body;
      this.subject = subject;
      this.random = random;
    }
  }

  Queue(
      World world,
      Setting.QueueSetting setting,
      Duration limit,
      RequestHandler<SQSEvent, SQSBatchResponse> reader) {
    this.world = world;
    this.setting = setting;
    this.limit = limit;
    this.reader = reader;
  }

  String name() {
    return setting.name();
  }

  /** How many wait to be brought, about. */
  int waiting() {
    return waiting.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty() && hidden == 0;
  }

  boolean hasDeadLetters() {
    return !dead.isEmpty();
  }

  /** Whether a message was handled to its end, by what it is about. */
  boolean hasHandled(String subject) {
    return finished.contains(subject);
  }

  /**
   * Takes a message.
   *
   * @param subject names it: an event's id, or what a command asks for
   */
  void send(String body, String subject) {
    var id = world.named(setting.name() + " " + subject);
    var message = new Message(id, body, subject, world.chance(id));
    arrives(message);
    if (strikes(Fault.DUPLICATE, message)) {
      arrives(new Message(id, body, subject, world.chance(world.named(id + " again"))));
    }
  }

  private boolean strikes(Fault fault, Message message) {
    boolean strikes = world.weather().strikes(fault, message.id, message.random, 2);
    if (strikes) {
      world.tale().fault(world, setting.name(), fault + " (" + message.subject + ")");
    }
    return strikes;
  }

  private void arrives(Message message) {
    var way =
        strikes(Fault.DELAY, message)
            ? message.random.nextLong(USUAL_WAY.toNanos(), LONG_WAY.toNanos())
            : message.random.nextLong(USUAL_WAY.toNanos() / 20, USUAL_WAY.toNanos());
    waiting.add(message);
    world.later(Duration.ofNanos(way), () -> bring(message));
  }

  /** Brings a message, and others with it that are there by now. */
  private void bring(Message first) {
    if (!waiting.contains(first)) {
      return;
    }
    var batch = new LinkedHashSet<Message>();
    batch.add(first);
    if (setting.batch() > 1 && first.random.nextInt(3) == 0) {
      for (var other : waiting) {
        if (batch.size() < setting.batch() && other.tries == 0) {
          batch.add(other);
        }
      }
    }
    waiting.removeAll(batch);
    hidden += batch.size();
    var brought = new ArrayList<>(batch);
    brought.forEach(message -> message.tries++);
    var subjects =
        brought.stream()
            .map(it -> it.subject + (it.tries > 1 ? " try " + it.tries : ""))
            .collect(Collectors.joining(", "));
    var answer = new AtomicReference<@Nullable SQSBatchResponse>();
    var process =
        world.process(
            setting.function() + " [" + subjects + "]",
            limit,
            () -> answer.set(reader.handleRequest(event(brought), new Surroundings(limit))));
    process.then(() -> settle(brought, answer.get()));
  }

  private static SQSEvent event(List<Message> batch) {
    var records = new ArrayList<SQSEvent.SQSMessage>();
    for (var message : batch) {
      var record = new SQSEvent.SQSMessage();
      record.setMessageId(message.id);
      record.setBody(message.body);
      record.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(message.tries)));
      records.add(record);
    }
    var event = new SQSEvent();
    event.setRecords(records);
    return event;
  }

  /** What failed is hidden a while yet; of a reader that died, all of it. */
  private void settle(List<Message> brought, @Nullable SQSBatchResponse answer) {
    var failed =
        answer == null
            ? brought.stream().map(it -> it.id).collect(Collectors.toSet())
            : answer.getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .collect(Collectors.toSet());
    for (var message : brought) {
      if (!failed.contains(message.id)) {
        hidden--;
        finished.add(message.subject);
      } else {
        world.later(setting.hides().minus(TOGETHER), () -> returns(message));
      }
    }
  }

  private void returns(Message message) {
    hidden--;
    if (message.tries >= setting.tries()) {
      dead.add(message);
      world.tale().fault(world, setting.name(), "a dead letter: " + message.subject);
    } else {
      waiting.add(message);
      world.later(Duration.ofMillis(message.random.nextInt(1, 80)), () -> bring(message));
    }
  }

  /** Somebody looked at the dead letters and has them brought again. */
  void redrive() {
    var letters = List.copyOf(dead);
    dead.clear();
    for (var letter : letters) {
      send(letter.body, letter.subject);
    }
  }
}
