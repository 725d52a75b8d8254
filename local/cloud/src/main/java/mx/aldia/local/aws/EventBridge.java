package mx.aldia.local.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import mx.aldia.local.bus.Bus;

/** EventBridge's PutEvents: each entry is answered for itself. */
public final class EventBridge {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_ENTRIES = 10;
  private static final int MOST_BYTES = 256 * 1024;

  private final Bus bus;

  private EventBridge(Bus bus) {
    this.bus = bus;
  }

  /** Puts the service on an endpoint. */
  public static void on(AwsEndpoint endpoint, Bus bus) {
    endpoint.on("AWSEvents.PutEvents", new EventBridge(bus)::putEvents);
  }

  private JsonNode putEvents(ObjectNode request) throws AwsError {
    JsonNode entries = request.path("Entries");
    if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      throw new AwsError(
          "ValidationException", "1 to 10 entries are expected, not " + entries.size());
    }
    if (bytes(entries) > MOST_BYTES) {
      throw new AwsError(
          "ValidationException", "Total size of the entries in the request is over the limit.");
    }
    var answer = JSON.createObjectNode();
    var results = answer.putArray("Entries");
    int failed = 0;
    for (JsonNode entry : entries) {
      try {
        String id = put(entry);
        results.addObject().put("EventId", id);
      } catch (AwsError e) {
        results.addObject().put("ErrorCode", e.type()).put("ErrorMessage", e.text());
        failed++;
      }
    }
    return answer.put("FailedEntryCount", failed);
  }

  private String put(JsonNode entry) throws AwsError {
    if (!entry.path("EventBusName").asText("default").equals(bus.name())) {
      throw new AwsError("ResourceNotFoundException", "no event bus " + entry.path("EventBusName"));
    }
    for (String required : new String[] {"Source", "DetailType", "Detail"}) {
      if (entry.path(required).asText().isEmpty()) {
        throw new AwsError("InvalidArgument", "Parameter " + required + " is not valid.");
      }
    }
    return bus.put(entry.path("Source").asText(), entry.path("DetailType").asText(), detail(entry));
  }

  private static ObjectNode detail(JsonNode entry) throws AwsError {
    try {
      if (JSON.readTree(entry.path("Detail").asText()) instanceof ObjectNode detail) {
        return detail;
      }
    } catch (JsonProcessingException _) {
      // said below, as for any detail that is no object
    }
    throw new AwsError("MalformedDetail", "Detail is malformed.");
  }

  private static int bytes(JsonNode entries) {
    int bytes = 0;
    for (JsonNode entry : entries) {
      for (String counted : new String[] {"Source", "DetailType", "Detail"}) {
        bytes += entry.path(counted).asText().getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return bytes;
  }
}
