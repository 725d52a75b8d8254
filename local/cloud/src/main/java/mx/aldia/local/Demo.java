package mx.aldia.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import mx.aldia.local.demo.Story;

/**
 * {@code ./aldia demo [--exit]}: plays the story over HTTP on an aldia that it starts, or on the
 * one that runs in this home already. What it started stays up afterwards, unless told to exit.
 */
public final class Demo {
  private Demo() {}

  /** The story on standard output, all else on standard error or in {@code aldia.log}. */
  public static void main(String[] arguments) {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    boolean exit = List.of(arguments).contains("--exit");
    try {
      boolean started = play(out);
      if (started && !exit) {
        out.println();
        out.println("aldia sigue en marcha; Ctrl-C la termina.");
        return;
      }
      System.exit(0);
    } catch (CannotStart e) {
      System.err.println("aldia: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      System.err.println("aldia: the demo did not end well: " + e.getMessage());
    }
    System.exit(1);
  }

  /** Whether it runs in this process. */
  private static boolean play(PrintStream out) throws IOException, CannotStart {
    var settings = Instance.settings();
    Files.createDirectories(settings.home().folder());
    var log = new FileOutputStream(settings.home().log().toFile(), true);
    var console = new Console(new PrintStream(log, true, UTF_8), Clock.systemUTC());
    boolean started;
    try {
      Instance.start(settings, console);
      started = true;
    } catch (CannotStart.RunsAlready _) {
      started = false;
    }
    var dev = DevEnv.read(settings.home().devEnv());
    Story.begin(dev.uri().toString(), dev.operatorKey(), out, Clock.systemUTC()).play();
    return started;
  }
}
