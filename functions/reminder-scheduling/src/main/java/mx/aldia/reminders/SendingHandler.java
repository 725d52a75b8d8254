package mx.aldia.reminders;

import java.util.Map;
import mx.aldia.edge.CommandHandler;

/** Obeys the commands of the sweep and of sandbox clocks: what is due is done now, or moved. */
public final class SendingHandler extends CommandHandler {
  public SendingHandler() {
    this(System.getenv());
  }

  public SendingHandler(Map<String, String> environment) {
    this(Wiring.commands(environment));
  }

  SendingHandler(Commands commands) {
    super("reminder-scheduling", commands::obey, Commands.TRIES, commands::giveUp);
  }
}
