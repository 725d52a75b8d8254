package mx.aldia.local.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mx.aldia.local.template.Node;
import mx.aldia.local.template.Template;
import software.amazon.event.ruler.Machine;

/** What template.yaml says of queues, rules and time limits: the cloud of the stories. */
public final class Setting {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int USUAL_VISIBILITY_SECONDS = 30;

  private final Template template;
  private final Machine rules = Machine.builder().build();
  private final Map<String, List<String>> targets = new HashMap<>();
  private final Map<String, QueueSetting> queues = new LinkedHashMap<>();

  /**
   * A queue that a function reads.
   *
   * @param function the logical id of who reads it
   * @param hides how long a message is hidden from others once it was brought
   * @param tries after so many it is a dead letter
   * @param batch how many are brought at once, at most
   */
  record QueueSetting(String name, String function, Duration hides, int tries, int batch) {}

  private Setting(Template template) {
    this.template = template;
    template.resources("AWS::Events::Rule").forEach((name, rule) -> add(name, rule));
    template
        .resources("AWS::Serverless::Function")
        .forEach((name, function) -> read(name, function.get("Properties")));
  }

  /**
   * Reads it once for many stories.
   *
   * @param root the project's folder
   */
  public static Setting of(Path root) {
    return new Setting(Template.of(root));
  }

  private void add(String name, Node rule) {
    var properties = rule.get("Properties");
    try {
      rules.addRule(name, JSON.writeValueAsString(properties.get("EventPattern").value()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the pattern of " + name, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    targets.put(
        name,
        properties.get("Targets").elements().stream()
            .map(target -> queue(target.get("Arn")))
            .toList());
  }

  private void read(String function, Node properties) {
    for (var event : properties.get("Events").entries().values()) {
      if (event.get("Type").text().equals("SQS")) {
        var source = event.get("Properties");
        var name = queue(source.get("Queue"));
        var queue = template.resource(name).get("Properties");
        queues.put(
            name,
            new QueueSetting(
                name,
                function,
                Duration.ofSeconds(
                    queue.get("VisibilityTimeout").numberOr(USUAL_VISIBILITY_SECONDS)),
                queue.get("RedrivePolicy").get("maxReceiveCount").number(),
                source.get("BatchSize").number()));
      }
    }
  }

  /** {@code !GetAtt Queue.Arn}, however it is written. */
  private static String queue(Node reference) {
    return reference.get("Fn::GetAtt").elements().getFirst().text().replaceAll("\\..*", "");
  }

  /** The queues that an event goes to. */
  List<String> matching(String event) {
    try {
      return rules.rulesForJSONEvent(event).stream()
          .flatMap(rule -> targets.getOrDefault(rule, List.of()).stream())
          .distinct()
          .sorted()
          .toList();
    } catch (Exception e) { // the matcher declares no narrower one
      throw new IllegalStateException("event-ruler cannot match " + event, e);
    }
  }

  Map<String, QueueSetting> queues() {
    return queues;
  }

  /** How long a function may run. */
  Duration limit(String function) {
    var usual = template.root().get("Globals").get("Function").get("Timeout").number();
    var own = template.resource(function).get("Properties").get("Timeout").numberOr(usual);
    return Duration.ofSeconds(own);
  }
}
