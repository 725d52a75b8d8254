package mx.aldia.local;

import java.io.IOException;
import java.time.Clock;

/** {@code ./aldia up}: the cloud on this machine until it is told to stop. */
public final class Up {
  private Up() {}

  /** Ends with 1 and one sentence if it cannot start; else it lives until it is stopped. */
  public static void main(String[] arguments) {
    var console = new Console(System.err, Clock.systemUTC());
    try {
      var instance = Instance.start(Instance.settings(), console);
      console.say("aldia answers at " + instance.cloud().uri());
      console.say("what it sent is shown at " + instance.cloud().uri() + "/inbox");
      console.say("its keys are in " + instance.home().devEnv());
    } catch (CannotStart e) {
      System.err.println("aldia: " + e.getMessage());
      System.exit(1);
    } catch (IOException | RuntimeException e) {
      console.say("aldia could not start", e);
      System.exit(1);
    }
  }
}
