package mx.aldia.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Puts each new event item on the bus. Where one cannot be put, it answers with that record, and
 * the stream begins again there: what came after it may be told twice, nothing is ever left out.
 */
public final class RelayHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final Relay relay;

  /** As Lambda makes it. */
  public RelayHandler() {
    this(System.getenv());
  }

  /** With an environment of its own, where many functions share one JVM. */
  public RelayHandler(Map<String, String> environment) {
    this(Wiring.relay(environment));
  }

  /**
   * Of these parts.
   *
   * @param pause waits so long before what the bus refused is put again
   */
  public RelayHandler(EventBridgeClient events, String bus, Consumer<Duration> pause) {
    this(new Relay(events, bus, pause));
  }

  private RelayHandler(Relay relay) {
    this.relay = relay;
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    List<DynamodbStreamRecord> events = event.getRecords().stream().filter(EventItem::is).toList();
    var failure = relay.relay(events);
    failure.ifPresent(
        it ->
            context
                .getLogger()
                .log("relay stopped at record %s: %s".formatted(it.record(), it.reason())));
    return new StreamsEventResponse(
        failure.map(it -> List.of(new BatchItemFailure(it.record()))).orElse(List.of()));
  }
}
