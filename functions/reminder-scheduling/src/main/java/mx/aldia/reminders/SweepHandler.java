package mx.aldia.reminders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The minute's tick; which minute it was does not matter. */
public final class SweepHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
  private final Sweep sweep;

  public SweepHandler() {
    this(System.getenv());
  }

  public SweepHandler(Map<String, String> environment) {
    this(Wiring.sweep(environment));
  }

  SweepHandler(Sweep sweep) {
    this.sweep = sweep;
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent tick, Context context) {
    sweep.sweep();
    return null;
  }
}
