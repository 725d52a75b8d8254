package mx.aldia.reminders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.util.Map;
import mx.aldia.table.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The minute's tick; which minute it was does not matter, so its event stays the map it comes as:
 * Lambda's own class for it would bring a date library along.
 */
public final class SweepHandler implements RequestHandler<Map<String, Object>, @Nullable Void> {
  private final Sweep sweep;

  public SweepHandler() {
    this(System.getenv());
  }

  public SweepHandler(Map<String, String> environment) {
    this(Wiring.sweep(environment));
  }

  /**
   * Of these parts.
   *
   * @param reminders where the queue of reminders is, and {@code clocks} that of sandbox clocks
   */
  public SweepHandler(Table table, SqsClient sqs, String reminders, String clocks, Clock wall) {
    this(Wiring.sweep(table, sqs, reminders, clocks, wall));
  }

  SweepHandler(Sweep sweep) {
    this.sweep = sweep;
  }

  @Override
  public @Nullable Void handleRequest(Map<String, Object> tick, Context context) {
    sweep.sweep();
    return null;
  }
}
