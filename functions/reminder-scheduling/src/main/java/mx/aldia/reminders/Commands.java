package mx.aldia.reminders;

import com.fasterxml.jackson.databind.JsonNode;
import mx.aldia.sending.SendHeld;
import mx.aldia.table.SweepStore;
import mx.aldia.table.SweepStore.Asked;
import mx.aldia.table.SweepStore.DueKey;

/** The commands of the reminders queue: each names a due entry. */
final class Commands {
  /** As often as the queue brings a command before it lays it among the dead letters. */
  static final int TRIES = 5;

  private final SendReminder sending;
  private final TellOverdue telling;
  private final TellUnpaid unpaid;
  private final SendHeld held;
  private final WakeDocument waking;
  private final WarnOfCertificate warning;
  private final SweepStore sweeps;

  Commands(
      SendReminder sending,
      TellOverdue telling,
      TellUnpaid unpaid,
      SendHeld held,
      WakeDocument waking,
      WarnOfCertificate warning,
      SweepStore sweeps) {
    this.sending = sending;
    this.telling = telling;
    this.unpaid = unpaid;
    this.held = held;
    this.waking = waking;
    this.warning = warning;
    this.sweeps = sweeps;
  }

  /**
   * Does what is due.
   *
   * @throws IllegalArgumentException if it is no command of ours
   */
  void obey(JsonNode command) {
    switch (key(command).asks()) {
      case Asked.Reminder(var invoice) -> sending.send(invoice);
      case Asked.Overdue(var invoice) -> telling.tell(invoice);
      case Asked.Unpaid(var invoice) -> unpaid.tell(invoice);
      case Asked.Held(var invoice, var message) -> held.send(invoice, message);
      case Asked.Stamping(var document) -> waking.wake(document);
      case Asked.Certificate(var tenant) -> warning.warn(tenant);
      case Asked.Advance(), Asked.Nothing() ->
          throw new IllegalArgumentException("no command for this queue: " + command);
    }
  }

  /**
   * The last try has failed and the command goes to the dead letters: its entry gets out of the way
   * of the others, or the sweep would ask for it each minute.
   */
  void giveUp(JsonNode command) {
    var key = key(command);
    switch (key.asks()) {
      case Asked.Reminder(var invoice) -> sending.setAside(invoice);
      case Asked.Overdue(var invoice) -> telling.drop(invoice);
      case Asked.Held(var invoice, var message) -> held.giveUp(invoice, message);
      case Asked.Certificate(var tenant) -> warning.giveUp(tenant);
      case Asked.Stamping _, Asked.Unpaid _, Asked.Advance(), Asked.Nothing() -> sweeps.drop(key);
    }
  }

  private static DueKey key(JsonNode command) {
    var pk = command.path("pk").asText("");
    var sk = command.path("sk").asText("");
    return new DueKey(pk, sk);
  }
}
