package mx.aldia.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Map;
import mx.aldia.local.Stack;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Stream records as Lambda hands them to a function. */
final class StreamJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StreamJson() {}

  static ObjectNode record(Record record, String streamArn) {
    var change = record.dynamodb();
    var json =
        JSON.createObjectNode()
            .put("eventID", record.eventID())
            .put("eventName", record.eventNameAsString())
            .put("eventVersion", record.eventVersion())
            .put("eventSource", "aws:dynamodb")
            .put("awsRegion", Stack.REGION)
            .put("eventSourceARN", streamArn);
    var dynamodb =
        json.putObject("dynamodb")
            .put("SequenceNumber", change.sequenceNumber())
            .put("SizeBytes", change.sizeBytes())
            .put("StreamViewType", change.streamViewTypeAsString());
    if (change.approximateCreationDateTime() != null) {
      dynamodb.put(
          "ApproximateCreationDateTime", change.approximateCreationDateTime().getEpochSecond());
    }
    dynamodb.set("Keys", item(change.keys()));
    if (change.hasNewImage()) {
      dynamodb.set("NewImage", item(change.newImage()));
    }
    if (change.hasOldImage()) {
      dynamodb.set("OldImage", item(change.oldImage()));
    }
    return json;
  }

  private static ObjectNode item(Map<String, AttributeValue> item) {
    var json = JSON.createObjectNode();
    item.forEach((name, value) -> json.set(name, value(value)));
    return json;
  }

  private static JsonNode value(AttributeValue value) {
    var json = JSON.createObjectNode();
    switch (value.type()) {
      case S -> json.put("S", value.s());
      case N -> json.put("N", value.n());
      case BOOL -> json.put("BOOL", value.bool());
      case NUL -> json.put("NULL", true);
      case B -> json.put("B", base64(value.b()));
      case SS -> value.ss().forEach(json.putArray("SS")::add);
      case NS -> value.ns().forEach(json.putArray("NS")::add);
      case BS -> value.bs().forEach(it -> json.withArray("BS").add(base64(it)));
      case M -> json.set("M", item(value.m()));
      case L -> {
        var list = json.putArray("L");
        value.l().forEach(it -> list.add(value(it)));
      }
      // DynamoDB Local's stream tells an empty map without its type.
      case UNKNOWN_TO_SDK_VERSION -> json.putObject("M");
    }
    return json;
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }
}
