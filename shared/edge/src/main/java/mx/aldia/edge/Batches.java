package mx.aldia.edge;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Map;
import mx.aldia.json.JsonText;

/**
 * Each message of a batch alone: one that fails goes back to its queue, and in the end to its DLQ.
 */
final class Batches {
  private static final Log LOG = Log.of(Batches.class);

  /** What is done with the JSON of one message; gives the id to log. */
  interface Work {
    String on(SQSMessage message, JsonNode body);
  }

  private Batches() {}

  static SQSBatchResponse each(String consumer, SQSEvent batch, Work work) {
    var failures = new ArrayList<BatchItemFailure>();
    if (batch.getRecords() != null) {
      for (var message : batch.getRecords()) {
        if (!Log.within(message.getMessageId(), () -> succeeds(consumer, message, work))) {
          failures.add(new BatchItemFailure(message.getMessageId()));
        }
      }
    }
    return new SQSBatchResponse(failures);
  }

  /** How often the queue has brought a message, this time included. */
  static int timesBrought(SQSMessage message) {
    var attributes =
        message.getAttributes() == null ? Map.<String, String>of() : message.getAttributes();
    return Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1"));
  }

  private static boolean succeeds(String consumer, SQSMessage message, Work work) {
    long begun = System.nanoTime();
    try {
      var id = work.on(message, JsonText.read(message.getBody()));
      LOG.info(
          "message",
          "consumer",
          consumer,
          "id",
          id,
          "millis",
          (System.nanoTime() - begun) / 1_000_000);
      return true;
    } catch (JsonText.Malformed e) {
      LOG.error("message is no JSON", e, "consumer", consumer);
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("message failed", e, "consumer", consumer);
      return false;
    }
  }
}
