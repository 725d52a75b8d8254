package mx.aldia.local.trial;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told; fails where the test says so. */
public final class TrialQueueHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /** Bodies that were taken, in order. */
  public static final List<String> TAKEN = new CopyOnWriteArrayList<>();

  /** A message whose body contains one of these is refused. */
  public static final List<String> REFUSED = new CopyOnWriteArrayList<>();

  /** Bodies that were refused, once for each try. */
  public static final List<String> TRIES = new CopyOnWriteArrayList<>();

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    var failures =
        event.getRecords().stream()
            .filter(message -> REFUSED.stream().anyMatch(message.getBody()::contains))
            .toList();
    failures.forEach(message -> TRIES.add(message.getBody()));
    event.getRecords().stream()
        .filter(message -> !failures.contains(message))
        .forEach(message -> TAKEN.add(message.getBody()));
    return new SQSBatchResponse(
        failures.stream().map(it -> new BatchItemFailure(it.getMessageId())).toList());
  }
}
