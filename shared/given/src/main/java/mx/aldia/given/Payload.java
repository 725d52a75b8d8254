package mx.aldia.given;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.testkit.http.TestContext;

/**
 * A trigger's real JSON out of {@code events/}, read as Lambda reads it, told of the tenant,
 * customer, invoice and payment of the test instead of its own.
 */
public final class Payload {
  static final String TENANT = "ten_01KE9ZB0M0000000000000000A";
  static final String INVOICE = "inv_01KE9ZB0M0000000000000000B";
  static final String CUSTOMER = "cus_01KE9ZB0M0000000000000000C";
  static final String PAYMENT = "pay_01KE9ZB0M0000000000000000E";

  private String json;

  private Payload(String json) {
    this.json = json;
  }

  /** The file of this name. */
  public static Payload of(String file) {
    var root = System.getProperty("aldia.root");
    if (root == null) {
      throw new IllegalStateException(
          "Set -Daldia.root to the project's folder; Maven does it by itself.");
    }
    try {
      return new Payload(Files.readString(Path.of(root, "events", file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Payload about(InvoiceId invoice, CustomerId customer) {
    return with(TENANT, invoice.tenant().value())
        .with(INVOICE, invoice.value())
        .with(INVOICE.substring(4), invoice.value().substring(4))
        .with(CUSTOMER, customer.value());
  }

  public Payload about(PaymentId payment) {
    return with(PAYMENT, payment.value());
  }

  /** With other words in the place of some of its own, wherever they stand. */
  public Payload with(String words, String others) {
    json = json.replace(words, others);
    return this;
  }

  /**
   * Hands it to a queue's consumer.
   *
   * @return the ids of the messages that go back to the queue
   */
  public List<String> failuresOf(RequestHandler<SQSEvent, SQSBatchResponse> consumer) {
    return consumer
        .handleRequest(as(SQSEvent.class), new TestContext())
        .getBatchItemFailures()
        .stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  /** As the trigger sends it. */
  public byte[] bytes() {
    return json.getBytes(UTF_8);
  }

  public <T> T as(Class<T> type) {
    return LambdaEventSerializers.serializerFor(type, Payload.class.getClassLoader())
        .fromJson(new ByteArrayInputStream(bytes()));
  }

  /** For a handler that takes the map that a trigger's JSON is. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> asMap() {
    return (Map<String, Object>) as(Map.class);
  }
}
