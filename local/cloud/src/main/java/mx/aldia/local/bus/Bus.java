package mx.aldia.local.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mx.aldia.local.Stack;
import mx.aldia.local.queue.Queue;
import mx.aldia.local.queue.Queues;
import mx.aldia.local.template.Node;
import software.amazon.event.ruler.Machine;

/** The event bus: the rules of the template say which queue gets an event. */
public final class Bus {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Machine rules = Machine.builder().build();
  private final Map<String, List<Queue>> targets = new HashMap<>();
  private final Settlements settlements;
  private final Clock wall;

  /**
   * Sets up the rules.
   *
   * @param settlements told of each message that an event became, and of its end
   */
  public Bus(Stack stack, Queues queues, Settlements settlements, Clock wall) {
    this.name = stack.resolve(stack.template().resource("Bus").get("Properties").get("Name"));
    this.settlements = settlements;
    this.wall = wall;
    stack
        .template()
        .resources("AWS::Events::Rule")
        .forEach((rule, resource) -> add(rule, resource.get("Properties"), stack, queues));
  }

  /** What its events must name. */
  public String name() {
    return name;
  }

  /**
   * Hands an event to every queue whose rule it matches.
   *
   * @return the event's id on the bus
   */
  public String put(String source, String detailType, ObjectNode detail) {
    var id = UUID.randomUUID().toString();
    var event = event(id, source, detailType, detail).toString();
    var matched = matching(event);
    var subject = detail.path("id").asText(id);
    settlements.open(subject, matched.size());
    matched.forEach(
        queue -> queue.send(event, "{}", Duration.ZERO, () -> settlements.close(subject)));
    return id;
  }

  private List<Queue> matching(String event) {
    try {
      return rules.rulesForJSONEvent(event).stream()
          .flatMap(rule -> targets.getOrDefault(rule, List.of()).stream())
          .distinct()
          .toList();
    } catch (Exception e) { // the matcher declares no narrower one
      throw new IllegalStateException("event-ruler cannot match " + event, e);
    }
  }

  private ObjectNode event(String id, String source, String detailType, JsonNode detail) {
    var event =
        JSON.createObjectNode()
            .put("version", "0")
            .put("id", id)
            .put("detail-type", detailType)
            .put("source", source)
            .put("account", Stack.ACCOUNT)
            .put("time", wall.instant().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", Stack.REGION);
    event.putArray("resources");
    event.set("detail", detail);
    return event;
  }

  private void add(String rule, Node properties, Stack stack, Queues queues) {
    try {
      rules.addRule(rule, JSON.writeValueAsString(properties.get("EventPattern").value()));
    } catch (IOException e) {
      throw new UncheckedIOException("template.yaml: the pattern of " + rule, e);
    }
    targets.put(
        rule,
        properties.get("Targets").elements().stream()
            .map(target -> queues.ofArn(stack.resolve(target.get("Arn"))))
            .toList());
  }
}
