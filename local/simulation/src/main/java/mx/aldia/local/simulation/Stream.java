package mx.aldia.local.simulation;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import mx.aldia.local.simulation.table.Change;
import org.jspecify.annotations.Nullable;

/**
 * The table's stream, as the template filters it: new events, in order within each shard, and the
 * relay that reads them. Where the relay fails or dies it reads the same again; nothing is skipped.
 */
final class Stream {
  private static final int SHARDS = 2;
  private static final int BATCH = 8;
  private static final Duration USUAL_WAY = Duration.ofMillis(300);
  private static final Duration LONG_WAY = Duration.ofSeconds(40);

  private final World world;
  private final Names names;
  private final Duration limit;
  private final RequestHandler<DynamodbEvent, StreamsEventResponse> relay;
  private final List<Shard> shards = new ArrayList<>();
  private long sequence;

  Stream(
      World world,
      Names names,
      Duration limit,
      RequestHandler<DynamodbEvent, StreamsEventResponse> relay) {
    this.world = world;
    this.names = names;
    this.limit = limit;
    this.relay = relay;
    for (int i = 0; i < SHARDS; i++) {
      shards.add(new Shard(i));
    }
  }

  boolean isEmpty() {
    return shards.stream().allMatch(shard -> shard.records.isEmpty());
  }

  /** Takes a change where it is a new event. */
  void tell(Change change) {
    if (change.before().isEmpty() && change.sk().startsWith("EVENT#")) {
      var item = change.after().orElseThrow();
      var number = "%020d".formatted(++sequence);
      var record = new DynamodbEvent.DynamodbStreamRecord();
      record.setEventID(number);
      record.setEventName("INSERT");
      record.setDynamodb(
          new StreamRecord()
              .withKeys(image(Map.of("PK", text(change.pk()), "SK", text(change.sk()))))
              .withNewImage(image(item))
              .withSequenceNumber(number));
      shards
          .get(Math.floorMod(names.partition(change.pk()).hashCode(), SHARDS))
          .add(new Entry(number, names.event(new Fact(item).text("id")), record));
    }
  }

  private static software.amazon.awssdk.services.dynamodb.model.AttributeValue text(String text) {
    return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(text);
  }

  private static Map<String, AttributeValue> image(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
    var image = new HashMap<String, AttributeValue>();
    item.forEach(
        (name, value) -> {
          switch (value.type()) {
            case S -> image.put(name, new AttributeValue().withS(value.s()));
            case N -> image.put(name, new AttributeValue().withN(value.n()));
            case BOOL -> image.put(name, new AttributeValue().withBOOL(value.bool()));
            default -> throw new IllegalStateException("an event with " + value.type());
          }
        });
    return image;
  }

  private record Entry(String number, String name, DynamodbEvent.DynamodbStreamRecord record) {}

  private final class Shard {
    private final Deque<Entry> records = new ArrayDeque<>();
    private final RandomGenerator random;
    private boolean read;
    private int most = BATCH;

    Shard(int number) {
      this.random = world.chance("shard " + number);
    }

    void add(Entry entry) {
      records.add(entry);
      readSoon();
    }

    private void readSoon() {
      if (read || records.isEmpty()) {
        return;
      }
      read = true;
      var first = records.getFirst();
      boolean late = world.weather().strikes(Fault.DELAY, "relay of " + first.name(), random);
      if (late) {
        world.tale().fault(world, "stream", Fault.DELAY + " (" + first.name() + ")");
      }
      world.later(
          Duration.ofNanos(
              random.nextLong(
                  USUAL_WAY.toNanos() / 10, late ? LONG_WAY.toNanos() : USUAL_WAY.toNanos())),
          this::read);
    }

    private void read() {
      var batch = records.stream().limit(most).toList();
      var event = new DynamodbEvent();
      event.setRecords(new ArrayList<>(batch.stream().map(Entry::record).toList()));
      var answer = new AtomicReference<@Nullable StreamsEventResponse>();
      var process =
          world.process(
              "EventRelay [" + batch.getFirst().name() + (batch.size() > 1 ? " ..." : "") + "]",
              limit,
              () -> answer.set(relay.handleRequest(event, new Surroundings(limit))));
      process.then(() -> settle(batch, answer.get()));
    }

    /** Goes on after the last that is on the bus; a batch that killed its reader is halved. */
    private void settle(List<Entry> batch, @Nullable StreamsEventResponse answer) {
      read = false;
      if (answer == null) {
        most = Math.max(1, batch.size() / 2);
      } else {
        most = BATCH;
        var failed =
            answer.getBatchItemFailures() == null || answer.getBatchItemFailures().isEmpty()
                ? ""
                : answer.getBatchItemFailures().getFirst().getItemIdentifier();
        for (var entry : batch) {
          if (entry.number().equals(failed)) {
            break;
          }
          records.removeFirst();
        }
      }
      readSoon();
    }
  }
}
