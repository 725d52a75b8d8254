package mx.aldia.relay;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in the table: written once, in the transaction of the fact it tells.
 *
 * @param data JSON, passed on as it is
 * @param internal for our own functions only; its name on the bus says so
 * @param accounted whether a sandbox's clock waits for its consumers
 */
record EventItem(
    String id,
    String type,
    String schema,
    String tenant,
    String subject,
    String sequence,
    String at,
    String data,
    boolean internal,
    boolean accounted) {
  private static final String SORT_KEY_PREFIX = "EVENT#";
  private static final JsonFactory JSON = new JsonFactory();

  /** Whether a change of the table is a new event; all other changes are nobody's business here. */
  static boolean is(DynamodbStreamRecord record) {
    if (!"INSERT".equals(record.getEventName())) {
      return false;
    }
    @Nullable AttributeValue sortKey = record.getDynamodb().getKeys().get("SK");
    return sortKey != null && sortKey.getS() != null && sortKey.getS().startsWith(SORT_KEY_PREFIX);
  }

  static EventItem of(DynamodbStreamRecord record) {
    var image = record.getDynamodb().getNewImage();
    return new EventItem(
        text(image, "id"),
        text(image, "type"),
        number(image, "schema"),
        text(image, "tenant"),
        text(image, "subject"),
        number(image, "sequence"),
        text(image, "at"),
        text(image, "data"),
        flag(image, "internal"),
        flag(image, "accounted"));
  }

  /** The name that rules match: {@code invoice.paid.v1}, {@code internal.document.rendered.v1}. */
  String detailType() {
    return (internal ? "internal." : "") + type + ".v" + schema;
  }

  /** The envelope as consumers read it. */
  String envelope() {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("id", id);
      json.writeStringField("type", type);
      json.writeFieldName("schema");
      json.writeNumber(schema);
      json.writeStringField("tenant", tenant);
      json.writeStringField("subject", subject);
      json.writeFieldName("sequence");
      json.writeNumber(sequence);
      json.writeStringField("at", at);
      json.writeFieldName("data");
      json.writeRawValue(data);
      if (accounted) {
        json.writeBooleanField("accounted", true);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String text(Map<String, AttributeValue> image, String name) {
    @Nullable AttributeValue value = image.get(name);
    if (value == null || value.getS() == null) {
      throw new IllegalArgumentException("event item without " + name);
    }
    return value.getS();
  }

  private static String number(Map<String, AttributeValue> image, String name) {
    @Nullable AttributeValue value = image.get(name);
    if (value == null || value.getN() == null) {
      throw new IllegalArgumentException("event item without " + name);
    }
    return value.getN();
  }

  private static boolean flag(Map<String, AttributeValue> image, String name) {
    @Nullable AttributeValue value = image.get(name);
    return value != null && Boolean.TRUE.equals(value.getBOOL());
  }
}
