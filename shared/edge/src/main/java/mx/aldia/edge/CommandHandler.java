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
  private final int tries;
  private final Consumer<JsonNode> giveUp;

  /**
   * Handles each command alone.
   *
   * @param name for the log
   * @param obey what is done; it may be told again
   */
  public CommandHandler(String name, Consumer<JsonNode> obey) {
    this(name, obey, Integer.MAX_VALUE, _ -> {});
  }

  /**
   * As the other, for commands of which something is left to be done when they have failed.
   *
   * @param tries as often as the queue brings a command before it is a dead letter
   * @param giveUp told a command whose last try has failed
   */
  public CommandHandler(
      String name, Consumer<JsonNode> obey, int tries, Consumer<JsonNode> giveUp) {
    this.name = name;
    this.obey = obey;
    this.tries = tries;
    this.giveUp = giveUp;
  }

  @Override
  public final SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return Batches.each(
        name,
        batch,
        (message, command) -> {
          try {
            obey.accept(command);
          } catch (RuntimeException e) {
            if (Batches.timesBrought(message) >= tries) {
              giveUp.accept(command);
            }
            throw e;
          }
          return "-";
        });
  }
}
