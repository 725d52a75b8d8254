package mx.aldia.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.testkit.http.TestContext;
import org.junit.jupiter.api.Test;

class QueueHandlerTest {
  private static final String PAID =
      """
      {"version":"0","id":"x","detail-type":"invoice.paid.v1","source":"aldia","detail":
       {"id":"evt_1_5_0","type":"invoice.paid","schema":1,"tenant":"ten_1","subject":"inv_1",
        "sequence":5,"at":"2026-01-05T15:00:00Z","data":{"number":"A-1"},"accounted":true}}
      """;

  private final List<Envelope> seen = new ArrayList<>();
  private final List<String> acknowledged = new ArrayList<>();
  private final QueueHandler handler =
      new QueueHandler(
          "thank-you-messages", this::see, (name, event) -> acknowledged.add(name + event.id()));

  private void see(Envelope event) {
    if (event.text("number").equals("B-2")) {
      throw new IllegalStateException("cannot thank for B-2");
    }
    seen.add(event);
  }

  @Test
  void an_event_of_the_bus_is_read_handled_and_accounted() {
    assertThat(failures(handler.handleRequest(batch(PAID), new TestContext()))).isEmpty();

    assertThat(seen).hasSize(1);
    var event = seen.getFirst();
    assertThat(event.id()).isEqualTo("evt_1_5_0");
    assertThat(event.tenant()).isEqualTo(new TenantId("ten_1"));
    assertThat(event.sequence()).isEqualTo(5);
    assertThat(event.at()).isEqualTo(Instant.parse("2026-01-05T15:00:00Z"));
    assertThat(event.type()).isEqualTo("invoice.paid");
    assertThat(acknowledged).containsExactly("thank-you-messagesevt_1_5_0");
  }

  @Test
  void an_envelope_comes_back_as_it_went() {
    handler.handleRequest(batch(PAID), new TestContext());

    assertThat(Envelope.of(Calls.json(seen.getFirst().json().json()))).isEqualTo(seen.getFirst());
  }

  @Test
  void one_that_fails_goes_back_alone_and_is_not_accounted() {
    var batch =
        batch(PAID, PAID.replace("A-1", "B-2"), "{no json", "{}", PAID.replace("5,", "\"5\","));

    var response = handler.handleRequest(batch, new TestContext());

    assertThat(failures(response)).containsExactly("m1", "m2", "m3", "m4");
    assertThat(acknowledged).hasSize(1);
  }

  @Test
  void an_event_that_no_clock_waits_for_is_not_accounted() {
    var live = PAID.replace(",\"accounted\":true", "");

    assertThat(failures(handler.handleRequest(batch(live), new TestContext()))).isEmpty();

    assertThat(seen).hasSize(1);
    assertThat(acknowledged).isEmpty();
    assertThat(Envelope.of(Calls.json(seen.getFirst().json().json()))).isEqualTo(seen.getFirst());
  }

  @Test
  void no_clock_waits_for_what_has_failed_for_the_last_time() {
    var broken = batch(PAID.replace("A-1", "B-2"));

    broken.getRecords().getFirst().setAttributes(Map.of("ApproximateReceiveCount", "4"));
    assertThat(failures(handler.handleRequest(broken, new TestContext()))).containsExactly("m0");
    assertThat(acknowledged).isEmpty();
    broken.getRecords().getFirst().setAttributes(Map.of("ApproximateReceiveCount", "5"));
    assertThat(failures(handler.handleRequest(broken, new TestContext()))).containsExactly("m0");
    assertThat(acknowledged).containsExactly("thank-you-messagesevt_1_5_0");
  }

  @Test
  void an_accounting_that_fails_brings_the_message_again() {
    var unaccounted =
        new QueueHandler(
            "c",
            this::see,
            (_, _) -> {
              throw new IllegalStateException("clock is busy");
            });

    assertThat(failures(unaccounted.handleRequest(batch(PAID), new TestContext())))
        .containsExactly("m0");
  }

  @Test
  void a_command_is_its_own_json() {
    var obeyed = new ArrayList<JsonNode>();
    var commands =
        new CommandHandler(
            "reminders",
            command -> {
              if (!command.has("due")) {
                throw new IllegalArgumentException("no due entry");
              }
              obeyed.add(command);
            });

    var response = commands.handleRequest(batch("{\"due\":\"k\"}", "{}"), new TestContext());

    assertThat(obeyed).hasSize(1);
    assertThat(failures(response)).containsExactly("m1");
  }

  @Test
  void an_empty_batch_is_done() {
    assertThat(failures(handler.handleRequest(new SQSEvent(), new TestContext()))).isEmpty();
  }

  private static List<String> failures(SQSBatchResponse response) {
    return response.getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private static SQSEvent batch(String... bodies) {
    var event = new SQSEvent();
    event.setRecords(
        IntStream.range(0, bodies.length)
            .mapToObj(
                i -> {
                  var message = new SQSMessage();
                  message.setMessageId("m" + i);
                  message.setBody(bodies[i]);
                  return message;
                })
            .toList());
    return event;
  }
}
