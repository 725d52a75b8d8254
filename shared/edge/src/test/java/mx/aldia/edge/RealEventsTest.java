package mx.aldia.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mx.aldia.testkit.http.TestContext;
import org.junit.jupiter.api.Test;

/** The JSON as AWS sends it, through Lambda's own reading and writing. */
class RealEventsTest {
  @Test
  void a_request_of_the_gateway_is_answered_in_its_format() throws IOException {
    var pay =
        Route.post(
            "/v1/invoices/{id}/payments",
            Scope.write("payments"),
            request -> {
              var fields = request.fields().known("method", "received_on", "reference");
              long amount = fields.minor("amount").atLeast(1).required();
              return Response.of(
                  fields.read(() -> amount),
                  paid ->
                      Response.created(
                          new JsonObject()
                              .text("tenant", request.tenant().value())
                              .text("invoice", request.param("id"))
                              .text("key", request.header("Idempotency-Key"))
                              .integer("amount", paid)));
            });

    var response =
        new HttpHandler("payment-webhooks", List.of(pay))
            .handleRequest(
                read(APIGatewayV2HTTPEvent.class, "events/http-api-request.json"),
                new TestContext());
    var gateway = Calls.json(written(APIGatewayV2HTTPResponse.class, response));

    assertThat(gateway.path("statusCode").intValue()).isEqualTo(201);
    assertThat(gateway.path("isBase64Encoded").booleanValue()).isFalse();
    assertThat(gateway.path("headers").path("Request-Id").asText()).isEqualTo("WqRFPh0voAMEMkB=");
    assertThat(Calls.json(gateway.path("body").asText()))
        .isEqualTo(
            Calls.json(
                """
                {"tenant":"ten_01KE9ZB0M0000000000000000A",
                 "invoice":"inv_01KE9ZB0M0000000000000000B","key":"5f4dcc3b-0001","amount":116000}
                """));
  }

  @Test
  void an_event_of_the_bus_comes_out_of_its_queue_as_it_went_in() throws IOException {
    var seen = new ArrayList<Envelope>();

    var response =
        new QueueHandler("thank-you-messages", seen::add, Acknowledge.NOBODY)
            .handleRequest(read(SQSEvent.class, "events/sqs-invoice-paid.json"), new TestContext());

    assertThat(seen).extracting(Envelope::type).containsExactly("invoice.paid");
    assertThat(written(SQSBatchResponse.class, response)).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void every_golden_event_is_an_envelope() throws IOException {
    try (var golden = Files.newDirectoryStream(path("events"), "event-*.json")) {
      for (var file : golden) {
        var event = Envelope.of(Calls.json(Files.readString(file)));

        assertThat("event-" + event.type() + ".json").isEqualTo(file.getFileName().toString());
        assertThat(event.data().isObject()).as(event.type()).isTrue();
      }
    }
  }

  private static Path path(String file) {
    return Path.of(System.getProperty("aldia.root", "../.."), file);
  }

  private static <T> T read(Class<T> type, String file) throws IOException {
    var path = path(file);
    try (var json = Files.newInputStream(path)) {
      return LambdaEventSerializers.serializerFor(type, type.getClassLoader()).fromJson(json);
    }
  }

  private static <T> String written(Class<T> type, T value) {
    var json = new ByteArrayOutputStream();
    LambdaEventSerializers.serializerFor(type, type.getClassLoader()).toJson(value, json);
    return json.toString(StandardCharsets.UTF_8);
  }
}
