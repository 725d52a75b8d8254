package mx.aldia.reminders;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Queues that keep what they are given until somebody takes it. */
final class FakeSqs implements SqsClient {
  private final Map<String, List<String>> queues = new HashMap<>();
  private boolean refusesNext;

  /** All that waits in a queue, oldest first; it is empty then. */
  List<String> take(String url) {
    var waiting = queues.remove(url);
    return waiting == null ? List.of() : waiting;
  }

  void refusesNext() {
    refusesNext = true;
  }

  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest batch) {
    if (batch.entries().isEmpty() || batch.entries().size() > 10) {
      throw new IllegalArgumentException("a batch of " + batch.entries().size());
    }
    if (refusesNext) {
      refusesNext = false;
      return SendMessageBatchResponse.builder()
          .failed(
              batch.entries().stream()
                  .map(entry -> BatchResultErrorEntry.builder().id(entry.id()).build())
                  .toList())
          .build();
    }
    queues
        .computeIfAbsent(batch.queueUrl(), _ -> new ArrayList<>())
        .addAll(batch.entries().stream().map(SendMessageBatchRequestEntry::messageBody).toList());
    return SendMessageBatchResponse.builder().build();
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest get) {
    int waiting = queues.getOrDefault(get.queueUrl(), List.of()).size();
    return GetQueueAttributesResponse.builder()
        .attributes(
            Map.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, Integer.toString(waiting)))
        .build();
  }

  @Override
  public String serviceName() {
    return "sqs";
  }

  @Override
  public void close() {}
}
