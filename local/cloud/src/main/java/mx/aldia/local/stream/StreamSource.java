package mx.aldia.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import mx.aldia.local.Stack;
import mx.aldia.local.template.Node;
import software.amazon.event.ruler.Ruler;

/**
 * The function that reads the table's stream, as the template says.
 *
 * @param failuresArn the queue of what failed for good
 * @param patterns a record goes to the function if one of them matches, or there is none
 */
public record StreamSource(
    String function, int batchSize, int maximumRetries, String failuresArn, List<String> patterns) {
  private static final int DEFAULT_BATCH = 100;
  private static final int DEFAULT_RETRIES = 100;

  /** The one of the template. */
  public static StreamSource of(Stack stack) {
    for (var resource : stack.template().resources("AWS::Serverless::Function").entrySet()) {
      for (Node event : resource.getValue().get("Properties").get("Events").entries().values()) {
        if (event.get("Type").text().equals("DynamoDB")) {
          return of(stack, resource.getKey(), event.get("Properties"));
        }
      }
    }
    throw new IllegalStateException("template.yaml: no function reads the table's stream");
  }

  private static StreamSource of(Stack stack, String function, Node it) {
    return new StreamSource(
        function,
        it.get("BatchSize").numberOr(DEFAULT_BATCH),
        it.get("MaximumRetryAttempts").numberOr(DEFAULT_RETRIES),
        stack.resolve(it.get("DestinationConfig").get("OnFailure").get("Destination")),
        it.get("FilterCriteria").get("Filters").elements().stream()
            .map(filter -> filter.get("Pattern").text())
            .toList());
  }

  boolean takes(JsonNode record) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> matches(record.toString(), pattern));
  }

  private static boolean matches(String record, String pattern) {
    try {
      return Ruler.matchesRule(record, pattern);
    } catch (Exception e) { // the matcher declares no narrower one
      throw new IllegalStateException(
          "template.yaml: a stream filter cannot be matched: " + pattern, e);
    }
  }
}
