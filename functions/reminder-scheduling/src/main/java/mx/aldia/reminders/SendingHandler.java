package mx.aldia.reminders;

import java.util.Map;
import mx.aldia.edge.CommandHandler;
import mx.aldia.sending.Courier;
import mx.aldia.table.Deployment;

/** Obeys the commands of the sweep and of sandbox clocks: what is due is done now, or moved. */
public final class SendingHandler extends CommandHandler {
  public SendingHandler() {
    this(System.getenv());
  }

  public SendingHandler(Map<String, String> environment) {
    this(Deployment.of(environment), Courier.of(environment));
  }

  /** Of these parts. */
  public SendingHandler(Deployment deployment, Courier courier) {
    this(Wiring.commands(deployment, courier));
  }

  private SendingHandler(Commands commands) {
    super("reminder-scheduling", commands::obey, Commands.TRIES, commands::giveUp);
  }
}
