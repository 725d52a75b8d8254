package mx.aldia.tenants;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mx.aldia.edge.Environment;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Log;
import mx.aldia.table.ClockStore.Due;
import mx.aldia.table.Cloud;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The queue that the sweep fills for live tenants and an advance fills for a sandbox. */
final class RemindersQueue implements Commands {
  private static final Log LOG = Log.of(RemindersQueue.class);

  /** SQS's own bound on one batch. */
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final String url;

  RemindersQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  static RemindersQueue of(Map<String, String> variables) {
    return new RemindersQueue(
        new Cloud(variables).client(SqsClient.builder(), "SQS").build(),
        Environment.of(variables, "REMINDERS_QUEUE_URL").get("REMINDERS_QUEUE_URL"));
  }

  @Override
  public void send(List<Due> due) {
    for (int from = 0; from < due.size(); from += BATCH) {
      var entries = new ArrayList<SendMessageBatchRequestEntry>();
      for (var one : due.subList(from, Math.min(from + BATCH, due.size()))) {
        entries.add(
            SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .messageBody(new JsonObject().text("pk", one.pk()).text("sk", one.sk()).json())
                .build());
      }
      var answer = sqs.sendMessageBatch(send -> send.queueUrl(url).entries(entries));
      if (!answer.failed().isEmpty()) {
        LOG.warn("commands refused; they are given again", "count", answer.failed().size());
      }
    }
  }
}
