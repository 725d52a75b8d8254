package mx.aldia.local.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mx.aldia.local.simulation.World.Hazard;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** EventBridge with the template's rules: some of a request's events it may not take. */
final class Bus implements EventBridgeClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Hazard NO_ANSWER =
      new Hazard(Fault.LOST_ANSWER, true, () -> SdkClientException.create("the connection broke"));

  private final World world;
  private final Setting setting;
  private final Queues queues;
  private final Names names;
  private final Map<String, Set<String>> delivered = new HashMap<>();

  Bus(World world, Setting setting, Queues queues, Names names) {
    this.world = world;
    this.setting = setting;
    this.queues = queues;
    this.names = names;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  /** The queues that got an event, or nothing where the bus has never seen it. */
  Set<String> queuesOf(String event) {
    return delivered.getOrDefault(event, Set.of());
  }

  boolean hasSeen(String event) {
    return delivered.containsKey(event);
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    return world.call("tells the bus", List.of(NO_ANSWER), () -> put(request));
  }

  private PutEventsResponse put(PutEventsRequest request) {
    var results = new ArrayList<PutEventsResultEntry>();
    int refused = 0;
    for (var entry : request.entries()) {
      var detail = read(entry.detail());
      var id = detail.path("id").asText();
      if (world.strikes(Fault.BUS_REFUSES, "tells the bus " + names.event(id))) {
        refused++;
        results.add(
            PutEventsResultEntry.builder()
                .errorCode("ThrottlingException")
                .errorMessage("too many events")
                .build());
      } else {
        deliver(entry, detail, id);
        results.add(PutEventsResultEntry.builder().eventId("on-the-bus").build());
      }
    }
    return PutEventsResponse.builder().failedEntryCount(refused).entries(results).build();
  }

  private void deliver(PutEventsRequestEntry entry, JsonNode detail, String id) {
    var event =
        JSON.createObjectNode()
            .put("version", "0")
            .put("id", id)
            .put("detail-type", entry.detailType())
            .put("source", entry.source())
            .put("account", "000000000000")
            .put("time", world.now().toString())
            .put("region", "us-east-1");
    event.putArray("resources");
    event.set("detail", detail);
    var text = event.toString();
    var into = delivered.computeIfAbsent(id, _ -> new TreeSet<>());
    for (var queue : setting.matching(text)) {
      into.add(queue);
      queues.get(queue).send(text, names.event(id));
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event that is no JSON", e);
    }
  }
}
