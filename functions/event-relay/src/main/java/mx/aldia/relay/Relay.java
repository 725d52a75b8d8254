package mx.aldia.relay;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Puts events on the bus in the order they come, as many at a time as the bus takes. */
final class Relay {
  private static final String SOURCE = "aldia";
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final EventBridgeClient events;
  private final String bus;
  private final Consumer<Duration> pause;

  /**
   * A relay to one bus.
   *
   * @param pause waits so long before what was refused is put again
   */
  Relay(EventBridgeClient events, String bus, Consumer<Duration> pause) {
    this.events = events;
    this.bus = bus;
    this.pause = pause;
  }

  /**
   * The first record that is not on the bus; all before it are.
   *
   * @param record its sequence number in the stream
   */
  record Failure(String record, String reason) {}

  /** An entry, and the stream record it was read from. */
  record Outgoing(String record, PutEventsRequestEntry entry) {}

  /** Empty when all are on the bus. */
  Optional<Failure> relay(List<DynamodbStreamRecord> records) {
    var outgoing = new ArrayList<Outgoing>();
    Optional<Failure> unreadable = Optional.empty();
    for (var record : records) {
      var number = record.getDynamodb().getSequenceNumber();
      try {
        outgoing.add(new Outgoing(number, entry(EventItem.of(record))));
      } catch (IllegalArgumentException e) {
        unreadable = Optional.of(new Failure(number, String.valueOf(e.getMessage())));
        break;
      }
    }
    for (var batch : Batches.of(outgoing)) {
      var failure = put(batch);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return unreadable;
  }

  private PutEventsRequestEntry entry(EventItem event) {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source(SOURCE)
        .detailType(event.detailType())
        .detail(event.envelope())
        .build();
  }

  /** Of a batch that was taken in part, only the rest is put again. */
  private Optional<Failure> put(List<Outgoing> batch) {
    var left = batch;
    var reason = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) {
        pause.accept(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
      }
      try {
        var results = events.putEvents(request(left)).entries();
        reason = firstReason(results);
        left = refused(left, results);
      } catch (SdkException e) {
        reason = e.getClass().getSimpleName() + ": " + e.getMessage();
      }
      if (left.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(new Failure(left.getFirst().record(), reason));
  }

  private static PutEventsRequest request(List<Outgoing> batch) {
    return PutEventsRequest.builder().entries(batch.stream().map(Outgoing::entry).toList()).build();
  }

  private static List<Outgoing> refused(List<Outgoing> sent, List<PutEventsResultEntry> results) {
    var refused = new ArrayList<Outgoing>();
    for (int i = 0; i < sent.size(); i++) {
      if (i >= results.size() || results.get(i).eventId() == null) {
        refused.add(sent.get(i));
      }
    }
    return refused;
  }

  private static String firstReason(List<PutEventsResultEntry> results) {
    return results.stream()
        .filter(result -> result.eventId() == null)
        .map(result -> result.errorCode() + ": " + result.errorMessage())
        .findFirst()
        .orElse("");
  }
}
