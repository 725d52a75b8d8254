package mx.aldia.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** A bus that takes what it is told to take, and remembers it. */
final class FakeBus implements EventBridgeClient {
  final List<PutEventsRequestEntry> taken = new ArrayList<>();
  final List<Integer> requestSizes = new ArrayList<>();
  private final Function<PutEventsRequestEntry, Boolean> takes;

  FakeBus(Function<PutEventsRequestEntry, Boolean> takes) {
    this.takes = takes;
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    requestSizes.add(request.entries().size());
    return PutEventsResponse.builder()
        .entries(request.entries().stream().map(this::result).toList())
        .build();
  }

  private PutEventsResultEntry result(PutEventsRequestEntry entry) {
    if (takes.apply(entry)) {
      taken.add(entry);
      return PutEventsResultEntry.builder().eventId("bus-" + taken.size()).build();
    }
    return PutEventsResultEntry.builder()
        .errorCode("ThrottlingException")
        .errorMessage("too fast")
        .build();
  }

  @Override
  public String serviceName() {
    return "events";
  }

  @Override
  public void close() {}
}
