package mx.aldia.tenants;

import java.util.Map;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Environment;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Log;
import mx.aldia.table.Cloud;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Where advances wait for somebody to do them. */
final class ClockQueue {
  private static final Log LOG = Log.of(ClockQueue.class);

  private final SqsClient sqs;
  private final String url;

  ClockQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  static ClockQueue of(Map<String, String> variables) {
    return new ClockQueue(
        new Cloud(variables).client(SqsClient.builder(), "SQS").build(),
        Environment.of(variables, "CLOCK_QUEUE_URL").get("CLOCK_QUEUE_URL"));
  }

  /** Asks for the advance to be taken up. A command that is lost is made good by the sweep. */
  void tell(TenantId tenant) {
    var command = new JsonObject().text("tenant", tenant.value()).json();
    try {
      sqs.sendMessage(send -> send.queueUrl(url).messageBody(command));
    } catch (SdkException e) {
      LOG.error("advance not begun; the sweep will", e, "tenant", tenant.value());
    }
  }
}
