package mx.aldia.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mx.aldia.local.Stack;
import mx.aldia.local.acceptance.EveryRouteStory;
import mx.aldia.local.gateway.Route;
import mx.aldia.local.template.Node;
import mx.aldia.local.template.Template;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What functions call of AWS is heard while a business uses every route; template.yaml allows each
 * exactly that. What no story on one machine can show is said here with its reason.
 */
final class LeastPrivilegeTest {
  private static final Template TEMPLATE =
      Template.of(Path.of(System.getProperty("aldia.root", "../..")));
  private static final Stack STACK =
      new Stack(TEMPLATE, "http://127.0.0.1:1", Map.of("MailFrom", "a@example.mx"));

  /** Allowed without having been heard. */
  private static final Map<String, String> REASONS =
      Map.of(
          "EventRelay sqs:SendMessage RelayFailures",
              "Lambda itself sends there, under the function's role, what failed for good",
          "ClockAdvance sqs:SendMessage ClockQueue",
              "an advance asks for another run only when its time is up: ClockHandlerTest sees it",
          "ReminderSweep sqs:SendMessage RemindersQueue",
              "only what is due on the wall clock is asked for: SweepTest and AsLambdaTest see it",
          "ReminderSweep sqs:SendMessage ClockQueue",
              "only an advance that was left alone: AsLambdaTest sees it");

  private static Set<String> used;

  @BeforeAll
  static void listen() throws Exception {
    used = EveryRouteStory.told(TEMPLATE);
  }

  @Test
  void the_story_uses_every_route() {
    assertThat(used)
        .containsExactlyInAnyOrderElementsOf(
            Route.all(TEMPLATE).stream().map(Route::key).collect(Collectors.toSet()));
  }

  @Test
  void a_function_may_do_what_it_does() {
    var missing = new ArrayList<String>();
    for (var function : functions()) {
      var heard = CallRecorder.of(function);
      assertThat(heard).as(function + " was heard; others: " + CallRecorder.callers()).isNotEmpty();
      heard.removeAll(allowed(function));
      heard.forEach(it -> missing.add(function + " " + it));
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void a_function_may_do_nothing_else() {
    var superfluous = new ArrayList<String>();
    for (var function : functions()) {
      var allowed = allowed(function);
      allowed.removeAll(CallRecorder.of(function));
      allowed.forEach(it -> superfluous.add(function + " " + it));
    }
    superfluous.removeAll(REASONS.keySet());
    assertThat(superfluous).isEmpty();
  }

  private static List<String> functions() {
    return List.copyOf(TEMPLATE.resources("AWS::Serverless::Function").keySet());
  }

  /** Its policies as pairs of an action and a resource. */
  private static Set<String> allowed(String function) {
    var allowed = new TreeSet<String>();
    for (Node policy : TEMPLATE.resource(function).get("Properties").get("Policies").elements()) {
      for (Node statement : policy.get("Statement").elements()) {
        for (Node action : statement.get("Action").elements()) {
          for (String resource : resources(statement)) {
            allowed.add(action.text() + " " + resource);
          }
        }
      }
    }
    return allowed;
  }

  private static List<String> resources(Node statement) {
    if (statement.get("NotResource").exists()) {
      assertThat(STACK.resolve(statement.get("NotResource"))).isEqualTo("arn:aws:sns:*:*:*");
      return List.of("number");
    }
    return statement.get("Resource").elements().stream()
        .map(it -> named(STACK.resolve(it)))
        .toList();
  }

  /** An ARN by the name of what it is in the template. */
  private static String named(String arn) {
    var last = arn.substring(arn.lastIndexOf(':') + 1);
    return switch (arn.split(":", -1)[2]) {
      case "dynamodb" -> last.replace("table/" + STACK.tableName(), "Table");
      case "kms" -> "SecretsKey";
      case "events" -> "Bus";
      case "ses" -> "mail";
      default -> last;
    };
  }
}
