package mx.aldia.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import mx.aldia.local.Console;
import mx.aldia.local.Stack;
import mx.aldia.local.function.Functions;

/**
 * Hands a queue's messages to its function in batches. What the function reports as failed comes
 * back after a pause that grows; on AWS it comes back after the queue's whole visibility.
 */
public final class QueueReader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final QueueSource source;
  private final Queue queue;
  private final Functions functions;
  private final Console console;
  private final Semaphore free;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread thread;
  private volatile boolean open = true;

  /** Begins to read. */
  public QueueReader(QueueSource source, Queue queue, Functions functions, Console console) {
    this.source = source;
    this.queue = queue;
    this.functions = functions;
    this.console = console;
    this.free = new Semaphore(source.concurrency());
    this.thread = Thread.ofVirtual().name("reader of " + queue.name()).start(this::read);
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
    workers.shutdownNow();
  }

  private void read() {
    try {
      while (open) {
        free.acquire();
        var batch = queue.receive(source.batchSize(), PATIENCE, queue.visibility());
        if (batch.isEmpty()) {
          free.release();
        } else {
          workers.execute(() -> handleAndFree(batch));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handleAndFree(List<Message> batch) {
    try {
      handle(batch);
    } finally {
      free.release();
    }
  }

  private void handle(List<Message> batch) {
    var failed = invoke(batch);
    for (var message : batch) {
      if (failed.contains(message.id())) {
        console.say(
            "%s: message %s failed, try %d"
                .formatted(queue.name(), message.id(), message.receiveCount()));
        queue.hide(message.receipt(), pauseAfter(message.receiveCount()));
      } else {
        queue.delete(message.receipt());
      }
    }
  }

  /**
   * Soon at first, for whoever waits at this machine; but five tries together last longer than the
   * minute for which a dead sender holds its message, or it would lie among the dead letters.
   */
  static Duration pauseAfter(int tries) {
    return FIRST_PAUSE.multipliedBy(1L << (2 * Math.min(tries - 1, 3)));
  }

  /** The ids that failed; a function that fails as a whole has failed on all. */
  private Set<String> invoke(List<Message> batch) {
    var failed = new HashSet<String>();
    try {
      JsonNode answer = JSON.readTree(functions.invoke(source.function(), event(batch)));
      answer
          .path("batchItemFailures")
          .forEach(failure -> failed.add(failure.path("itemIdentifier").asText()));
    } catch (Functions.Failed e) {
      console.say(source.function() + " failed", e);
      batch.forEach(message -> failed.add(message.id()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return failed;
  }

  private byte[] event(List<Message> batch) throws IOException {
    var records = JSON.createArrayNode();
    for (var message : batch) {
      ObjectNode record = records.addObject();
      record.put("messageId", message.id());
      record.put("receiptHandle", message.receipt());
      record.put("body", message.body());
      record
          .putObject("attributes")
          .put("ApproximateReceiveCount", String.valueOf(message.receiveCount()))
          .put("SentTimestamp", String.valueOf(message.sentAt().toEpochMilli()))
          .put("SenderId", Stack.ACCOUNT)
          .put(
              "ApproximateFirstReceiveTimestamp",
              String.valueOf(message.firstReceivedAt().toEpochMilli()));
      record.set("messageAttributes", lambdaAttributes(message.attributes()));
      record.put("md5OfBody", Md5.hex(message.body()));
      record.put("eventSource", "aws:sqs");
      record.put("eventSourceARN", source.queueArn());
      record.put("awsRegion", Stack.REGION);
    }
    return JSON.writeValueAsBytes(JSON.createObjectNode().set("Records", records));
  }

  /** Lambda writes {@code stringValue} where SQS writes {@code StringValue}. */
  private static ObjectNode lambdaAttributes(String attributes) throws IOException {
    var lambda = JSON.createObjectNode();
    for (var attribute : JSON.readTree(attributes).properties()) {
      var value = lambda.putObject(attribute.getKey());
      attribute
          .getValue()
          .properties()
          .forEach(
              it ->
                  value.set(
                      Character.toLowerCase(it.getKey().charAt(0)) + it.getKey().substring(1),
                      it.getValue()));
      value.putArray("stringListValues");
      value.putArray("binaryListValues");
    }
    return lambda;
  }
}
