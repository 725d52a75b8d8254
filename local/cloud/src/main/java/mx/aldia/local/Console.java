package mx.aldia.local;

import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What the cloud on this machine has to say to whoever runs it: on standard error, with the time.
 */
public final class Console {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final PrintStream out;
  private final Clock clock;

  public Console(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /** One line. */
  public void say(String line) {
    out.println(TIME.format(clock.instant()) + "  " + line);
  }

  /** One line, and why. */
  public void say(String line, Throwable why) {
    say(line + ": " + why);
    why.printStackTrace(out);
  }
}
