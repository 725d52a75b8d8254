package mx.aldia.local.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.TreeMap;
import java.util.UUID;
import mx.aldia.local.Stack;
import mx.aldia.local.queue.Md5;
import mx.aldia.local.queue.Message;
import mx.aldia.local.queue.Queue;
import mx.aldia.local.queue.Queues;

/** SQS in its JSON protocol, as far as a function or a person with an SDK needs it. */
public final class Sqs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_ENTRIES = 10;
  private static final int MOST_BYTES = 1024 * 1024;

  private final Queues queues;

  private Sqs(Queues queues) {
    this.queues = queues;
  }

  /** Puts the service on an endpoint. */
  public static void on(AwsEndpoint endpoint, Queues queues) {
    var sqs = new Sqs(queues);
    endpoint
        .on("AmazonSQS.SendMessage", sqs::sendMessage)
        .on("AmazonSQS.SendMessageBatch", sqs::sendMessageBatch)
        .on("AmazonSQS.ReceiveMessage", sqs::receiveMessage)
        .on("AmazonSQS.DeleteMessage", sqs::deleteMessage)
        .on("AmazonSQS.ChangeMessageVisibility", sqs::changeMessageVisibility)
        .on("AmazonSQS.GetQueueAttributes", sqs::getQueueAttributes)
        .on("AmazonSQS.StartMessageMoveTask", sqs::startMessageMoveTask);
  }

  private JsonNode sendMessage(ObjectNode request) throws AwsError {
    return send(queue(request.path("QueueUrl")), request);
  }

  private JsonNode sendMessageBatch(ObjectNode request) throws AwsError {
    Queue queue = queue(request.path("QueueUrl"));
    JsonNode entries = request.path("Entries");
    if (entries.isEmpty()) {
      throw new AwsError(
          "com.amazonaws.sqs#EmptyBatchRequest", "There should be at least one entry.");
    }
    if (entries.size() > MOST_ENTRIES) {
      throw new AwsError(
          "com.amazonaws.sqs#TooManyEntriesInBatchRequest", "Maximum number of entries is 10.");
    }
    var answer = JSON.createObjectNode();
    var successful = answer.putArray("Successful");
    var failed = answer.putArray("Failed");
    for (JsonNode entry : entries) {
      String id = entry.path("Id").asText();
      try {
        successful.add(send(queue, entry).put("Id", id));
      } catch (AwsError e) {
        failed
            .addObject()
            .put("Id", id)
            .put("SenderFault", true)
            .put("Code", e.type())
            .put("Message", e.text());
      }
    }
    return answer;
  }

  private static ObjectNode send(Queue queue, JsonNode message) throws AwsError {
    String body = message.path("MessageBody").asText();
    if (body.isEmpty() || body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new AwsError(
          "com.amazonaws.sqs#InvalidParameterValue", "The message body is empty or too long.");
    }
    JsonNode attributes = message.path("MessageAttributes");
    var answer = JSON.createObjectNode();
    if (!attributes.isEmpty()) {
      answer.put("MD5OfMessageAttributes", md5(attributes));
    }
    return answer
        .put("MD5OfMessageBody", Md5.hex(body))
        .put(
            "MessageId",
            queue.send(
                body,
                attributes.isEmpty() ? "{}" : attributes.toString(),
                Duration.ofSeconds(message.path("DelaySeconds").asInt(0)),
                () -> {}));
  }

  private JsonNode receiveMessage(ObjectNode request) throws AwsError {
    Queue queue = queue(request.path("QueueUrl"));
    var hidden =
        request.has("VisibilityTimeout")
            ? Duration.ofSeconds(request.path("VisibilityTimeout").asInt())
            : queue.visibility();
    var patience = Duration.ofSeconds(request.path("WaitTimeSeconds").asInt(0));
    var answer = JSON.createObjectNode();
    try {
      for (Message message :
          queue.receive(request.path("MaxNumberOfMessages").asInt(1), patience, hidden)) {
        answer.withArray("Messages").add(received(message));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwsError(503, "ServiceUnavailable", "interrupted");
    }
    return answer;
  }

  private static ObjectNode received(Message message) throws AwsError {
    var json =
        JSON.createObjectNode()
            .put("MessageId", message.id())
            .put("ReceiptHandle", message.receipt())
            .put("Body", message.body())
            .put("MD5OfBody", Md5.hex(message.body()));
    json.putObject("Attributes")
        .put("ApproximateReceiveCount", String.valueOf(message.receiveCount()))
        .put("SentTimestamp", String.valueOf(message.sentAt().toEpochMilli()));
    try {
      JsonNode attributes = JSON.readTree(message.attributes());
      if (!attributes.isEmpty()) {
        json.set("MessageAttributes", attributes);
        json.put("MD5OfMessageAttributes", md5(attributes));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    return json;
  }

  private JsonNode deleteMessage(ObjectNode request) throws AwsError {
    queue(request.path("QueueUrl")).delete(request.path("ReceiptHandle").asText());
    return JSON.createObjectNode();
  }

  private JsonNode changeMessageVisibility(ObjectNode request) throws AwsError {
    queue(request.path("QueueUrl"))
        .hide(
            request.path("ReceiptHandle").asText(),
            Duration.ofSeconds(request.path("VisibilityTimeout").asInt()));
    return JSON.createObjectNode();
  }

  private JsonNode getQueueAttributes(ObjectNode request) throws AwsError {
    Queue queue = queue(request.path("QueueUrl"));
    var depth = queue.depth();
    var answer = JSON.createObjectNode();
    answer
        .putObject("Attributes")
        .put("ApproximateNumberOfMessages", String.valueOf(depth.visible()))
        .put("ApproximateNumberOfMessagesNotVisible", String.valueOf(depth.hidden()))
        .put("ApproximateNumberOfMessagesDelayed", "0")
        .put("VisibilityTimeout", String.valueOf(queue.visibility().toSeconds()))
        .put("QueueArn", Stack.queueArn(queue.name()));
    return answer;
  }

  /** Redrive: what lies in the dead letters goes back to the queue it came from. */
  private JsonNode startMessageMoveTask(ObjectNode request) throws AwsError {
    Queue deadLetters = queue(request.path("SourceArn"));
    Queue source =
        queues.all().stream()
            .filter(
                it ->
                    it.redrive().map(redrive -> redrive.deadLetters() == deadLetters).orElse(false))
            .findFirst()
            .orElseThrow(
                () ->
                    new AwsError(
                        "com.amazonaws.sqs#InvalidParameterValue",
                        "Source queue must be configured as a Dead Letter Queue."));
    try {
      var batch = deadLetters.receive(MOST_ENTRIES, Duration.ZERO, Duration.ofMinutes(1));
      while (!batch.isEmpty()) {
        for (Message message : batch) {
          source.send(message.body(), message.attributes(), Duration.ZERO, () -> {});
          deadLetters.delete(message.receipt());
        }
        batch = deadLetters.receive(MOST_ENTRIES, Duration.ZERO, Duration.ofMinutes(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwsError(503, "ServiceUnavailable", "interrupted");
    }
    return JSON.createObjectNode().put("TaskHandle", UUID.randomUUID().toString());
  }

  private Queue queue(JsonNode urlOrArn) throws AwsError {
    return queues
        .find(urlOrArn.asText())
        .orElseThrow(
            () ->
                new AwsError(
                    "com.amazonaws.sqs#QueueDoesNotExist",
                    "The specified queue does not exist: " + urlOrArn));
  }

  /** As SQS does: names in order, each part with its length, 1 for text and 2 for bytes. */
  private static String md5(JsonNode attributes) {
    var sorted = new TreeMap<String, JsonNode>();
    attributes.properties().forEach(it -> sorted.put(it.getKey(), it.getValue()));
    var bytes = new ByteArrayOutputStream();
    sorted.forEach(
        (name, value) -> {
          part(bytes, name.getBytes(StandardCharsets.UTF_8));
          part(bytes, value.path("DataType").asText().getBytes(StandardCharsets.UTF_8));
          boolean isText = value.has("StringValue");
          bytes.write(isText ? 1 : 2);
          part(
              bytes,
              isText
                  ? value.path("StringValue").asText().getBytes(StandardCharsets.UTF_8)
                  : Base64.getDecoder().decode(value.path("BinaryValue").asText()));
        });
    return Md5.hex(bytes.toByteArray());
  }

  private static void part(ByteArrayOutputStream out, byte[] bytes) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }
}
