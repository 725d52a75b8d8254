package mx.aldia.local.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mx.aldia.local.Console;
import mx.aldia.local.function.Functions;
import mx.aldia.local.queue.Queue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the table's stream and calls the function that the template maps to it, record after record
 * in their order. A record that fails is tried again after a pause; after the template's tries it
 * is laid aside for a person, and the rest goes on.
 */
public final class StreamReader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** In place of an iterator: the shard is closed and was read to its end. */
  private static final String READ = "read";

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(5);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final DynamoDbStreamsClient streams;
  private final String streamArn;
  private final StreamSource source;
  private final Functions functions;
  private final Checkpoint checkpoint;
  private final Queue failures;
  private final Console console;
  private final Semaphore nudges = new Semaphore(0);
  private final Map<String, String> iterators = new HashMap<>();
  private final Thread thread;
  private List<Shard> shards = List.of();
  private volatile boolean open = true;

  /**
   * Begins to read where the checkpoint stands.
   *
   * @param failures where a record goes that fails for good
   */
  public StreamReader(
      DynamoDbStreamsClient streams,
      String streamArn,
      StreamSource source,
      Functions functions,
      Checkpoint checkpoint,
      Queue failures,
      Console console) {
    this.streams = streams;
    this.streamArn = streamArn;
    this.source = source;
    this.functions = functions;
    this.checkpoint = checkpoint;
    this.failures = failures;
    this.console = console;
    this.thread = Thread.ofVirtual().name("reader of the stream").start(this::read);
  }

  /** Something may have been written: look now. */
  public void nudge() {
    nudges.release();
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
  }

  private void read() {
    var wait = SHORTEST_WAIT;
    while (open) {
      try {
        boolean any = readShards();
        boolean nudged = nudges.tryAcquire(any ? 0 : wait.toMillis(), TimeUnit.MILLISECONDS);
        nudges.drainPermits();
        wait = any || nudged ? SHORTEST_WAIT : doubled(wait, LONGEST_WAIT);
        if (wait.equals(LONGEST_WAIT)) {
          shards = List.of(); // a stream opens a new shard every few hours: look again
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // Whatever it is, the stream is read on from the checkpoint: nothing else carries events.
        if (open) {
          console.say("the stream cannot be read", e);
          iterators.values().removeIf(it -> !it.equals(READ));
          wait = LONGEST_WAIT;
        }
      }
    }
  }

  /** A parent before its children, so that the changes of one item stay in order. */
  private boolean readShards() throws InterruptedException {
    if (shards.isEmpty()) {
      shards = list();
      checkpoint.keepOnly(shards.stream().map(Shard::shardId).collect(Collectors.toSet()));
    }
    boolean any = false;
    for (Shard shard : shards) {
      if (!isRead(shard.shardId()) && isParentRead(shard)) {
        any |= readShard(shard.shardId());
      }
    }
    return any;
  }

  private boolean isParentRead(Shard shard) {
    return shards.stream().noneMatch(it -> it.shardId().equals(shard.parentShardId()))
        || isRead(shard.parentShardId());
  }

  private boolean isRead(String shard) {
    return checkpoint.isFinished(shard) || READ.equals(iterators.get(shard));
  }

  private List<Shard> list() {
    var found = new ArrayList<Shard>();
    @Nullable String last = null;
    do {
      var from = last;
      var page =
          streams
              .describeStream(ask -> ask.streamArn(streamArn).exclusiveStartShardId(from))
              .streamDescription();
      found.addAll(page.shards());
      last = page.lastEvaluatedShardId();
    } while (last != null);
    return found;
  }

  private boolean readShard(String shard) throws InterruptedException {
    var iterator = iterators.computeIfAbsent(shard, this::iterator);
    var got = streams.getRecords(get -> get.shardIterator(iterator).limit(source.batchSize()));
    relay(shard, got.records());
    if (got.nextShardIterator() == null) {
      iterators.put(shard, READ);
      checkpoint.passEnd(shard);
      shards = List.of();
    } else {
      iterators.put(shard, got.nextShardIterator());
    }
    checkpoint.advance();
    return !got.records().isEmpty();
  }

  private String iterator(String shard) {
    var position = checkpoint.position(shard);
    try {
      return streams
          .getShardIterator(
              ask ->
                  ask.streamArn(streamArn)
                      .shardId(shard)
                      .sequenceNumber(position.orElse(null))
                      .shardIteratorType(
                          position.isPresent()
                              ? ShardIteratorType.AFTER_SEQUENCE_NUMBER
                              : ShardIteratorType.TRIM_HORIZON))
          .shardIterator();
    } catch (TrimmedDataAccessException _) {
      return streams
          .getShardIterator(
              ask ->
                  ask.streamArn(streamArn)
                      .shardId(shard)
                      .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
          .shardIterator();
    }
  }

  private void relay(String shard, List<Record> records) throws InterruptedException {
    var left = records;
    int atOnce = left.size();
    int tries = 0;
    while (!left.isEmpty()) {
      var batch = left.subList(0, Math.min(atOnce, left.size()));
      int done = indexOfFirstFailure(batch);
      batch.subList(0, done).forEach(it -> pass(shard, it));
      left = left.subList(done, left.size());
      if (done == batch.size()) {
        tries = 0;
        continue;
      }
      atOnce = 1; // from here on one by one, so that only what fails waits
      tries = done == 0 ? tries + 1 : 1;
      if (tries > source.maximumRetries()) {
        layAside(left.getFirst());
        pass(shard, left.getFirst());
        left = left.subList(1, left.size());
        tries = 0;
      } else {
        Thread.sleep(pause(tries));
      }
    }
  }

  /** As many as went well; a function that fails as a whole did none. */
  private int indexOfFirstFailure(List<Record> batch) {
    var event = JSON.createObjectNode();
    var records = event.putArray("Records");
    batch.stream()
        .map(it -> StreamJson.record(it, streamArn))
        .filter(source::takes)
        .forEach(records::add);
    if (records.isEmpty()) {
      return batch.size();
    }
    try {
      var failures =
          JSON.readTree(functions.invoke(source.function(), JSON.writeValueAsBytes(event)))
              .path("batchItemFailures");
      return failures.isEmpty()
          ? batch.size()
          : indexOf(batch, failures.path(0).path("itemIdentifier").asText());
    } catch (Functions.Failed e) {
      console.say(source.function() + " failed", e);
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int indexOf(List<Record> batch, String position) {
    for (int i = 0; i < batch.size(); i++) {
      if (batch.get(i).dynamodb().sequenceNumber().equals(position)) {
        return i;
      }
    }
    return 0; // it names none of ours, and AWS then takes the whole batch as failed
  }

  private void pass(String shard, Record record) {
    Optional<String> event =
        source.takes(StreamJson.record(record, streamArn))
            ? Optional.ofNullable(record.dynamodb().newImage().get("id")).map(AttributeValue::s)
            : Optional.empty();
    checkpoint.pass(shard, record.dynamodb().sequenceNumber(), event);
  }

  private void layAside(Record record) {
    var json = StreamJson.record(record, streamArn);
    console.say("a stream record failed for good and lies in " + failures.name());
    failures.send(json.toString(), "{}", Duration.ZERO, () -> {});
  }

  private static Duration pause(int tries) {
    var pause = FIRST_PAUSE;
    for (int i = 1; i < tries && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
      pause = doubled(pause, LONGEST_PAUSE);
    }
    return pause;
  }

  private static Duration doubled(Duration time, Duration most) {
    var twice = time.multipliedBy(2);
    return twice.compareTo(most) > 0 ? most : twice;
  }
}
