package mx.aldia.local.trial;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Counts its ticks. */
public final class TrialTickHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
  /** When each one was scheduled. */
  public static final List<String> TICKS = new CopyOnWriteArrayList<>();

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    TICKS.add(event.getTime().toString());
    return null;
  }
}
