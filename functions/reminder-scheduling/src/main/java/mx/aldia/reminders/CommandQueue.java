package mx.aldia.reminders;

import java.util.ArrayList;
import java.util.List;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Log;
import mx.aldia.table.SweepStore.DueKey;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue of commands, each naming a due entry. */
final class CommandQueue {
  private static final Log LOG = Log.of(CommandQueue.class);

  /** SQS's own bound on one SendMessageBatch. */
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final String url;

  CommandQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  /** How many commands wait, about. */
  int backlog() {
    var waiting = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    var attributes =
        sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(waiting)).attributes();
    return Integer.parseInt(attributes.getOrDefault(waiting, "0"));
  }

  /** Sends all of them; one that the queue does not take is found again by the next sweep. */
  void send(List<DueKey> keys) {
    for (int from = 0; from < keys.size(); from += BATCH) {
      send(entries(keys.subList(from, Math.min(from + BATCH, keys.size()))), keys.size());
    }
  }

  private void send(List<SendMessageBatchRequestEntry> entries, int of) {
    var answer = sqs.sendMessageBatch(batch -> batch.queueUrl(url).entries(entries));
    if (!answer.failed().isEmpty()) {
      LOG.warn("commands not taken", "failed", answer.failed().size(), "of", of);
    }
  }

  private static List<SendMessageBatchRequestEntry> entries(List<DueKey> keys) {
    var entries = new ArrayList<SendMessageBatchRequestEntry>();
    for (var key : keys) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(new JsonObject().text("pk", key.pk()).text("sk", key.sk()).json())
              .build());
    }
    return entries;
  }
}
