package mx.aldia.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mx.aldia.edge.QueueHandler;
import mx.aldia.local.gateway.Route;
import mx.aldia.local.queue.QueueSource;
import mx.aldia.local.template.Node;
import mx.aldia.local.template.Template;
import org.junit.jupiter.api.Test;

/** What must hold of {@code template.yaml} whoever extends it. */
final class TemplateTest {
  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String QUEUE = "AWS::SQS::Queue";

  private static final Path ROOT = Path.of(System.getProperty("aldia.root", "../.."));
  private static final Template TEMPLATE = Template.of(ROOT);
  private static final Stack STACK =
      new Stack(
          TEMPLATE,
          "http://127.0.0.1:1",
          Map.of(
              "PublicOrigin", "https://example.mx",
              "MailFrom", "a@example.mx",
              "OperatorKeyHash", "0",
              "LinkSecret", "0"));

  @Test
  void every_route_has_one_owner() {
    var owners =
        Route.all(TEMPLATE).stream()
            .collect(Collectors.groupingBy(Route::key, TreeMap::new, Collectors.toList()));

    assertThat(owners)
        .isNotEmpty()
        .allSatisfy((key, routes) -> assertThat(routes).as(key).hasSize(1));
  }

  @Test
  void no_two_routes_take_the_same_path_under_different_parameter_names() {
    var shapes =
        Route.all(TEMPLATE).stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.method() + " " + it.path().replaceAll("\\{[^}]*}", "{}")));

    assertThat(shapes).allSatisfy((shape, routes) -> assertThat(routes).as(shape).hasSize(1));
  }

  @Test
  void only_these_routes_ask_for_no_key() {
    assertThat(Route.all(TEMPLATE).stream().filter(Route::open).map(Route::key))
        .containsExactlyInAnyOrder(
            "GET /healthz",
            "GET /openapi.yaml",
            "POST /webhooks/{gateway}/{tenant}",
            "GET /i/{token}",
            "GET /i/{token}/pdf",
            "GET /i/{token}/xml",
            "GET /i/{token}/tax_data",
            "POST /i/{token}/tax_data",
            "POST /i/{token}/confirm_receipt",
            "GET /u/{token}",
            "POST /u/{token}");
  }

  @Test
  void every_queue_that_is_read_gives_up_after_bounded_tries_into_dead_letters() {
    for (var source : QueueSource.all(STACK)) {
      Node queue = TEMPLATE.resource(name(source.queueArn())).get("Properties");
      Node redrive = queue.get("RedrivePolicy");
      assertThat(redrive.get("maxReceiveCount").number())
          .as(source.function() + ": what fails is known to fail for the last time")
          .isEqualTo(QueueHandler.TRIES);
      assertThat(TEMPLATE.resources(QUEUE))
          .containsKey(name(STACK.resolve(redrive.get("deadLetterTargetArn"))));
    }
  }

  @Test
  void every_queue_is_read_or_is_where_failures_lie_under_an_alarm() {
    var read =
        QueueSource.all(STACK).stream().map(it -> name(it.queueArn())).collect(Collectors.toSet());
    var alarmed =
        TEMPLATE.resources("AWS::CloudWatch::Alarm").values().stream()
            .flatMap(alarm -> alarm.get("Properties").get("Dimensions").elements().stream())
            .filter(dimension -> dimension.get("Name").text().equals("QueueName"))
            .map(dimension -> STACK.resolve(dimension.get("Value")))
            .collect(Collectors.toSet());

    assertThat(TEMPLATE.resources(QUEUE).keySet())
        .allSatisfy(
            queue -> assertThat(read.contains(queue) ^ alarmed.contains(queue)).as(queue).isTrue());
  }

  @Test
  void a_message_stays_hidden_six_times_as_long_as_its_function_may_run() {
    int standard = TEMPLATE.root().get("Globals").get("Function").get("Timeout").number();
    for (var source : QueueSource.all(STACK)) {
      int timeout = properties(source.function()).get("Timeout").numberOr(standard);
      int hidden =
          TEMPLATE
              .resource(name(source.queueArn()))
              .get("Properties")
              .get("VisibilityTimeout")
              .number();
      assertThat(hidden).as(source.function()).isGreaterThanOrEqualTo(6 * timeout);
    }
  }

  @Test
  void a_batch_fails_message_by_message() {
    assertThat(
            events("SQS").map(it -> it.get("FunctionResponseTypes").elements().getFirst().text()))
        .isNotEmpty()
        .containsOnly("ReportBatchItemFailures");
    assertThat(events("DynamoDB"))
        .singleElement()
        .satisfies(
            stream -> {
              assertThat(stream.get("FunctionResponseTypes").elements().getFirst().text())
                  .isEqualTo("ReportBatchItemFailures");
              assertThat(stream.get("BisectBatchOnFunctionError").text()).isEqualTo("true");
              assertThat(stream.get("MaximumRetryAttempts").number()).isPositive();
              assertThat(stream.get("DestinationConfig").get("OnFailure").exists()).isTrue();
            });
  }

  @Test
  void every_rule_ends_in_a_queue_that_takes_it_and_gives_up_into_another() {
    Node policy = TEMPLATE.resource("ConsumerQueuesPolicy").get("Properties");
    var allowed =
        policy
            .get("PolicyDocument")
            .get("Statement")
            .elements()
            .getFirst()
            .get("Resource")
            .elements()
            .stream()
            .map(STACK::resolve)
            .toList();
    for (var rule : TEMPLATE.resources("AWS::Events::Rule").entrySet()) {
      for (Node target : rule.getValue().get("Properties").get("Targets").elements()) {
        assertThat(allowed).as(rule.getKey()).contains(STACK.resolve(target.get("Arn")));
        assertThat(allowed)
            .as(rule.getKey())
            .contains(STACK.resolve(target.get("DeadLetterConfig").get("Arn")));
        assertThat(target.get("RetryPolicy").get("MaximumRetryAttempts").exists()).isTrue();
      }
    }
  }

  @Test
  void a_schedule_tries_a_bounded_number_of_times() {
    assertThat(events("ScheduleV2"))
        .isNotEmpty()
        .allSatisfy(
            schedule ->
                assertThat(schedule.get("RetryPolicy").get("MaximumRetryAttempts").exists())
                    .isTrue());
  }

  @Test
  void functions_behind_the_api_start_from_a_snapshot() {
    var http =
        Route.all(TEMPLATE).stream()
            .map(Route::function)
            .collect(Collectors.toCollection(TreeSet::new));
    http.add("ApiAuthorizer");

    assertThat(http)
        .allSatisfy(
            function ->
                assertThat(properties(function).get("SnapStart").get("ApplyOn").textOr("none"))
                    .as(function)
                    .isEqualTo("PublishedVersions"));
  }

  @Test
  void every_function_may_do_what_its_environment_points_at_and_little_else() {
    for (String function : TEMPLATE.resources(FUNCTION).keySet()) {
      var actions = actions(function);
      Node own = properties(function).get("Environment").get("Variables");
      assertThat(actions.stream().anyMatch(it -> it.startsWith("kms:")))
          .as(function + " asks KMS only if it keeps or opens tenants' secrets")
          .isEqualTo(List.of("TenantAdmin", "Payments", "TaxStamping").contains(function));
      assertThat(actions.contains("sqs:SendMessage"))
          .as(function + " sends to the queues it knows, and only then")
          .isEqualTo(
              own.entries().keySet().stream().anyMatch(it -> it.endsWith("_QUEUE_URL"))
                  || function.equals("EventRelay"));
      assertThat(actions.contains("ses:SendRawEmail"))
          .as(function + " sends mail if it has a sender")
          .isEqualTo(own.get("MAIL_FROM").exists());
      assertThat(actions).as(function).noneMatch(it -> it.contains("*"));
      assertThat(statements(function))
          .as(function)
          .noneMatch(
              it -> it.get("Resource").elements().stream().anyMatch(r -> "*".equals(r.value())));
    }
  }

  @Test
  void only_the_relay_puts_events() {
    assertThat(
            TEMPLATE.resources(FUNCTION).keySet().stream()
                .filter(it -> actions(it).contains("events:PutEvents")))
        .containsExactly("EventRelay");
  }

  @Test
  void the_environment_of_every_function_can_be_resolved() {
    assertThat(TEMPLATE.resources(FUNCTION).keySet())
        .allSatisfy(it -> assertThat(STACK.variables(it)).containsKeys("TABLE_NAME", "BUS_NAME"));
  }

  @Test
  void every_function_is_packed_from_a_module_of_its_own_house() {
    assertThat(TEMPLATE.resources(FUNCTION).keySet())
        .allSatisfy(
            it -> {
              String zip = properties(it).get("CodeUri").text();
              assertThat(zip).as(it).matches("functions/[a-z-]+/target/function\\.zip");
              assertThat(Files.exists(ROOT.resolve(zip.replace("target/function.zip", "pom.xml"))))
                  .as(zip)
                  .isTrue();
            });
  }

  @Test
  void every_handler_is_there() {
    var missing = new ArrayList<String>();
    for (String function : TEMPLATE.resources(FUNCTION).keySet()) {
      String handler = properties(function).get("Handler").text();
      try {
        Class.forName(handler, false, getClass().getClassLoader());
      } catch (ClassNotFoundException e) {
        missing.add(function + ": " + handler);
      }
    }
    assertThat(missing).isEmpty();
  }

  private static Node properties(String function) {
    return TEMPLATE.resource(function).get("Properties");
  }

  private static Stream<Node> events(String type) {
    return TEMPLATE.resources(FUNCTION).values().stream()
        .flatMap(it -> it.get("Properties").get("Events").entries().values().stream())
        .filter(it -> it.get("Type").text().equals(type))
        .map(it -> it.get("Properties"));
  }

  private static List<Node> statements(String function) {
    return properties(function).get("Policies").elements().stream()
        .flatMap(policy -> policy.get("Statement").elements().stream())
        .toList();
  }

  private static List<String> actions(String function) {
    return statements(function).stream()
        .flatMap(statement -> statement.get("Action").elements().stream())
        .map(Node::text)
        .toList();
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
