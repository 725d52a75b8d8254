package mx.aldia.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

final class RelayHandlerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void only_new_events_go_out_each_under_its_name() throws IOException {
    var bus = new FakeBus(_ -> true);

    var failures = relay(bus, streamPayload().getRecords());

    assertThat(failures).isEmpty();
    assertThat(bus.taken)
        .extracting(PutEventsRequestEntry::detailType)
        .containsExactly("invoice.issued.v1", "internal.document.rendered.v1");
    assertThat(bus.taken)
        .allSatisfy(
            entry -> {
              assertThat(entry.source()).isEqualTo("aldia");
              assertThat(entry.eventBusName()).isEqualTo("the-bus");
            });
  }

  @Test
  void the_envelope_is_json_with_numbers_as_numbers_and_the_data_inside() throws IOException {
    var bus = new FakeBus(_ -> true);

    relay(bus, streamPayload().getRecords());

    JsonNode expected =
        JSON.readTree(
            """
            {"id":"evt_01KE9ZB0M0000000000000000B_1_0","type":"invoice.issued","schema":1,
             "tenant":"ten_01KE9ZB0M0000000000000000A","subject":"inv_01KE9ZB0M0000000000000000B",
             "sequence":1,"at":"2026-01-05T15:00:00Z",
             "data":{"number":"A-1","total":116000,"currency":"MXN"}}
            """);
    assertThat(JSON.readTree(bus.taken.getFirst().detail())).isEqualTo(expected);
  }

  @Test
  void what_a_sandbox_s_clock_waits_for_says_so() throws IOException {
    var bus = new FakeBus(_ -> true);
    var awaited = record(1, "{}");
    awaited.getDynamodb().getNewImage().put("accounted", new AttributeValue().withBOOL(true));

    relay(bus, List.of(awaited, record(2, "{}")));

    assertThat(JSON.readTree(bus.taken.getFirst().detail()).get("accounted").booleanValue())
        .isTrue();
    assertThat(JSON.readTree(bus.taken.getLast().detail()).has("accounted")).isFalse();
  }

  @Test
  void what_the_bus_refuses_once_is_put_again_and_nothing_else_is() {
    Set<String> refusedOnce = new HashSet<>();
    var bus = new FakeBus(entry -> sequence(entry) != 3 || !refusedOnce.add(entry.detail()));

    var failures = relay(bus, records(1, 12));

    assertThat(failures).isEmpty();
    assertThat(bus.taken).hasSize(12).doesNotHaveDuplicates();
    assertThat(bus.requestSizes).containsExactly(10, 1, 2);
  }

  @Test
  void where_the_bus_refuses_for_good_the_stream_begins_again_at_that_record() {
    var bus = new FakeBus(entry -> sequence(entry) != 14);

    var failures = relay(bus, records(1, 25));

    assertThat(failures).containsExactly("record-14");
    assertThat(bus.taken)
        .extracting(RelayHandlerTest::sequence)
        .contains(1, 10, 11, 13)
        .doesNotContain(14, 21);
  }

  @Test
  void a_record_that_cannot_be_read_is_reported_after_all_before_it_went_out() {
    var bus = new FakeBus(_ -> true);
    var broken = record(3, "{}");
    broken.getDynamodb().getNewImage().remove("type");

    var failures = relay(bus, List.of(record(1, "{}"), record(2, "{}"), broken, record(4, "{}")));

    assertThat(failures).containsExactly("record-3");
    assertThat(bus.taken).extracting(RelayHandlerTest::sequence).containsExactly(1, 2);
  }

  @Test
  void no_request_is_larger_than_the_bus_takes() {
    var bus = new FakeBus(_ -> true);
    var large =
        "{\"text\":\"" + "ñ".repeat(50_000) + "\"}"; // 100 KB in UTF-8: two fit, three do not

    relay(bus, IntStream.rangeClosed(1, 5).mapToObj(i -> record(i, large)).toList());

    assertThat(bus.requestSizes).containsExactly(2, 2, 1);
  }

  private static List<String> relay(FakeBus bus, List<DynamodbStreamRecord> records) {
    var event = new DynamodbEvent();
    event.setRecords(records);
    return new RelayHandler(bus, "the-bus", _ -> {})
        .handleRequest(event, context()).getBatchItemFailures().stream()
            .map(BatchItemFailure::getItemIdentifier)
            .toList();
  }

  private static DynamodbEvent streamPayload() throws IOException {
    try (var file =
        Files.newInputStream(
            Path.of(System.getProperty("aldia.root", "../.."), "events/dynamodb-stream.json"))) {
      return LambdaEventSerializers.serializerFor(
              DynamodbEvent.class, RelayHandlerTest.class.getClassLoader())
          .fromJson(file);
    }
  }

  private static List<DynamodbStreamRecord> records(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> record(i, "{}")).toList();
  }

  private static DynamodbStreamRecord record(int sequence, String data) {
    var key =
        Map.of(
            "PK", new AttributeValue("T#t#I#i"),
            "SK", new AttributeValue("EVENT#%020d#00".formatted(sequence)));
    var image = new HashMap<>(key);
    Stream.of("id", "type", "tenant", "subject", "at")
        .forEach(name -> image.put(name, new AttributeValue(name)));
    image.put("schema", new AttributeValue().withN("1"));
    image.put("sequence", new AttributeValue().withN("" + sequence));
    image.put("data", new AttributeValue(data));
    var record = new DynamodbStreamRecord();
    record.setEventName("INSERT");
    record.setDynamodb(
        new StreamRecord()
            .withKeys(key)
            .withNewImage(image)
            .withSequenceNumber("record-" + sequence));
    return record;
  }

  private static int sequence(PutEventsRequestEntry entry) {
    try {
      return JSON.readTree(entry.detail()).get("sequence").intValue();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            RelayHandlerTest.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> method.getName().equals("getLogger") ? new Quiet() : "none");
  }

  private static final class Quiet implements LambdaLogger {
    @Override
    public void log(String message) {}

    @Override
    public void log(byte[] message) {}
  }
}
