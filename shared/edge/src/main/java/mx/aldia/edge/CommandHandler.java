package mx.aldia.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** Obeys commands that came straight to a queue: the JSON of the message is the command's own. */
public class CommandHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final String name;
  private final Consumer<JsonNode> obey;

  /**
   * Handles each command alone.
   *
   * @param name for the log
   * @param obey what is done; it may be told again
   */
  public CommandHandler(String name, Consumer<JsonNode> obey) {
    this.name = name;
    this.obey = obey;
  }

  @Override
  public final SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return Batches.each(
        name,
        batch,
        command -> {
          obey.accept(command);
          return "-";
        });
  }
}
