package mx.aldia.local.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mx.aldia.local.Stack;
import mx.aldia.local.gateway.Route;
import mx.aldia.local.queue.QueueSource;

/**
 * A file in {@code events/} that AWS would hand to a function, and the function that template.yaml
 * hands it to.
 */
record Trigger(String file, String function) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All of the folder; golden events are what triggers carry, not triggers. */
  static List<Trigger> all(Path root, Stack stack) {
    try (var files = Files.list(root.resolve("events"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("event-"))
          .sorted()
          .map(name -> new Trigger(name, owner(root, stack, name)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String owner(Path root, Stack stack, String name) {
    JsonNode event = read(root.resolve("events").resolve(name));
    JsonNode record = event.path("Records").path(0);
    if (event.path("type").asText().equals("REQUEST")) {
      return "ApiAuthorizer";
    }
    if (event.has("routeKey")) {
      return only(
          name,
          Route.all(stack.template()).stream()
              .filter(it -> it.key().equals(event.path("routeKey").asText()))
              .map(Route::function)
              .toList());
    }
    return switch (record.path("eventSource").asText()) {
      case "aws:sqs" ->
          only(
              name,
              QueueSource.all(stack).stream()
                  .filter(it -> queue(record).equals(last(it.queueArn())))
                  .map(QueueSource::function)
                  .toList());
      case "aws:dynamodb" -> only(name, sourcedBy(stack, "DynamoDB"));
      default -> only(name, sourcedBy(stack, "ScheduleV2"));
    };
  }

  /** Its name in the template; in AWS the stack's name stands before it. */
  private static String queue(JsonNode record) {
    return last(record.path("eventSourceARN").asText()).replaceFirst("^" + Stack.NAME + "-", "");
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  private static List<String> sourcedBy(Stack stack, String type) {
    return stack.template().resources("AWS::Serverless::Function").entrySet().stream()
        .filter(
            function ->
                function.getValue().get("Properties").get("Events").entries().values().stream()
                    .anyMatch(it -> it.get("Type").text().equals(type)))
        .map(it -> it.getKey())
        .toList();
  }

  private static String only(String file, List<String> functions) {
    assertThat(functions).as("whom template.yaml hands events/" + file).hasSize(1);
    return functions.getFirst();
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
