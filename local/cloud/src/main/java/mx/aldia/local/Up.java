package mx.aldia.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import mx.aldia.edge.Log;
import mx.aldia.local.template.Template;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./aldia up}: the cloud on this machine until it is told to stop. Its environment: {@code
 * ALDIA_PORT}, {@code ALDIA_HOME}, {@code ALDIA_TICK} (seconds between two ticks of a schedule).
 */
public final class Up {
  private static final int DEFAULT_PORT = 8420;

  private Up() {}

  /** Ends with 1 and one sentence if it cannot start. */
  public static void main(String[] arguments) {
    var console = new Console(System.err, Clock.systemUTC());
    try {
      start(Settings.ofEnvironment(), console);
    } catch (CannotStart e) {
      System.err.println("aldia: " + e.getMessage());
      System.exit(1);
    } catch (IOException | RuntimeException e) {
      console.say("aldia could not start", e);
      System.exit(1);
    }
  }

  /** Starts one and the sandbox tenant in it; the process then lives until it is stopped. */
  static Running start(LocalCloud.Settings settings, Console console)
      throws IOException, CannotStart {
    var home = settings.home();
    Files.createDirectories(home.folder());
    var lock = lock(home);
    Files.deleteIfExists(home.up());
    Durable.write(home.pid(), ProcessHandle.current().pid() + "\n");
    Log.to(new PrintStream(new FileOutputStream(home.functionsLog().toFile(), true), true, UTF_8));
    LocalCloud cloud;
    try {
      cloud = LocalCloud.start(settings, console);
    } catch (BindException e) {
      throw new CannotStart(
          "port %d is taken by another program; stop that one, or choose another port with ALDIA_PORT=8421"
              .formatted(settings.port()));
    }
    var running = new Running(home, cloud, lock);
    Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
    var sandbox = new Sandbox(home, cloud).open();
    Durable.write(home.up(), ProcessHandle.current().pid() + "\n");
    console.say("aldia answers at " + cloud.uri());
    console.say("what it sent is shown at " + cloud.uri() + "/inbox");
    console.say("the keys of tenant " + sandbox + " are in " + home.devEnv());
    return running;
  }

  /** One that runs, and what it holds. */
  record Running(Home home, LocalCloud cloud, FileChannel lock) implements AutoCloseable {
    @Override
    public void close() {
      try {
        Files.deleteIfExists(home.up());
        cloud.close();
        Files.deleteIfExists(home.pid());
        lock.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A reason that whoever started it can mend, in one sentence. */
  static final class CannotStart extends Exception {
    CannotStart(String sentence) {
      super(sentence);
    }
  }

  private static FileChannel lock(Home home) throws IOException, CannotStart {
    var channel =
        FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException _) {
      // held by this very process: the same as by another
    }
    channel.close();
    throw new CannotStart(
        "it runs already in %s; ./aldia down stops it, or ALDIA_HOME=other ALDIA_PORT=8421 starts a second one"
            .formatted(home.folder()));
  }

  /** What the environment says. */
  private static final class Settings {
    static LocalCloud.Settings ofEnvironment() throws CannotStart {
      Path root = Path.of(System.getProperty("aldia.root", "."));
      return new LocalCloud.Settings(
          root,
          Template.of(root),
          new Home(Path.of(textOr("ALDIA_HOME", ".aldia")).toAbsolutePath()),
          number("ALDIA_PORT").orElse(DEFAULT_PORT),
          number("ALDIA_TICK").map(Duration::ofSeconds));
    }

    private static Optional<Integer> number(String name) throws CannotStart {
      String text = textOr(name, "");
      if (text.isEmpty()) {
        return Optional.empty();
      }
      if (!text.matches("\\d{1,5}")) {
        throw new CannotStart(name + " is a whole number, not " + text);
      }
      return Optional.of(Integer.valueOf(text));
    }

    private static String textOr(String name, String otherwise) {
      @Nullable String text = System.getenv(name);
      return text == null ? otherwise : text.strip();
    }
  }
}
