package mx.aldia.local.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mx.aldia.local.simulation.World.Hazard;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** SQS as functions reach it. A queue's address is its name. */
final class Queues implements SqsClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Hazard NO_ANSWER =
      new Hazard(Fault.LOST_ANSWER, true, () -> SdkClientException.create("the connection broke"));

  private final World world;
  private final Names names;
  private final Map<String, Queue> queues = new LinkedHashMap<>();

  Queues(World world, Names names) {
    this.world = world;
    this.names = names;
  }

  void add(Queue queue) {
    queues.put(queue.name(), queue);
  }

  Queue get(String name) {
    var queue = queues.get(name);
    if (queue == null) {
      throw new IllegalArgumentException("no queue " + name);
    }
    return queue;
  }

  List<Queue> all() {
    return List.copyOf(queues.values());
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    return world.call(
        "asks how many wait",
        List.of(),
        () ->
            GetQueueAttributesResponse.builder()
                .attributes(
                    Map.of(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        Integer.toString(get(request.queueUrl()).waiting())))
                .build());
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    return world.call(
        "sends a command",
        List.of(NO_ANSWER),
        () -> {
          if (world.strikes(Fault.QUEUE_REFUSES, "sends a command")) {
            throw SdkClientException.create("the queue does not answer");
          }
          send(request.queueUrl(), request.messageBody());
          return SendMessageResponse.builder().messageId("sent").build();
        });
  }

  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    return world.call(
        "sends commands",
        List.of(NO_ANSWER),
        () -> {
          var sent = new ArrayList<SendMessageBatchResultEntry>();
          var failed = new ArrayList<BatchResultErrorEntry>();
          for (var entry : request.entries()) {
            if (world.strikes(Fault.QUEUE_REFUSES, "sends commands " + entry.id())) {
              failed.add(BatchResultErrorEntry.builder().id(entry.id()).code("Internal").build());
            } else {
              send(request.queueUrl(), entry.messageBody());
              sent.add(SendMessageBatchResultEntry.builder().id(entry.id()).build());
            }
          }
          return SendMessageBatchResponse.builder().successful(sent).failed(failed).build();
        });
  }

  private void send(String queue, String body) {
    try {
      var command = JSON.readTree(body);
      var subject =
          command.has("tenant")
              ? "the clock"
              : names.entry(command.path("pk").asText(), command.path("sk").asText());
      get(queue).send(body, subject);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a command that is no JSON", e);
    }
  }
}
