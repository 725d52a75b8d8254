package mx.aldia.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.function.Consumer;

/**
 * Consumes events of the bus from its own queue. A function extends it with a constructor without
 * arguments:
 *
 * <pre>{@code
 * public final class DeliveryHandler extends QueueHandler {
 *   public DeliveryHandler() {
 *     this(Wiring.fromEnvironment());
 *   }
 *
 *   private DeliveryHandler(Wiring wiring) {
 *     super("invoice-delivery", wiring.deliver()::on, wiring.acknowledge());
 *   }
 * }
 * }</pre>
 */
public class QueueHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /** As often as a queue of template.yaml brings an event before it is a dead letter. */
  public static final int TRIES = 5;

  private final String consumer;
  private final Consumer<Envelope> effect;
  private final Acknowledge acknowledge;

  /**
   * Handles each event alone.
   *
   * @param consumer the name it is accounted under
   * @param effect what is done of an event; it may come again, and it may come late
   */
  public QueueHandler(String consumer, Consumer<Envelope> effect, Acknowledge acknowledge) {
    this.consumer = consumer;
    this.effect = effect;
    this.acknowledge = acknowledge;
  }

  @Override
  public final SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return Batches.each(
        consumer,
        batch,
        (message, body) -> {
          var event = Envelope.of(body.path("detail"));
          try {
            effect.accept(event);
          } catch (RuntimeException e) {
            if (Batches.timesBrought(message) >= TRIES) {
              // It lies among the dead letters from now on, and no clock waits for those.
              account(event);
            }
            throw e;
          }
          account(event);
          return event.id();
        });
  }

  private void account(Envelope event) {
    if (event.accounted()) {
      acknowledge.done(consumer, event);
    }
  }
}
