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
import java.time.Duration;
import java.util.Optional;
import mx.aldia.edge.Log;
import mx.aldia.local.template.Template;
import org.jspecify.annotations.Nullable;

/** A local cloud that holds its home, with the sandbox tenant in it; it ends with the process. */
record Instance(Home home, LocalCloud cloud, FileChannel lock) implements AutoCloseable {
  private static final int DEFAULT_PORT = 8420;

  /** The highest port there is; as seconds between two ticks it is more than half a day. */
  private static final int MOST = 65_535;

  /** Starts one; when this returns, everything answers and {@code dev.env} is right. */
  static Instance start(LocalCloud.Settings settings, Console console)
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
    var instance = new Instance(home, cloud, lock);
    Runtime.getRuntime().addShutdownHook(new Thread(instance::close, "stop"));
    new Sandbox(home, cloud).open();
    Durable.write(home.up(), ProcessHandle.current().pid() + "\n");
    return instance;
  }

  /**
   * What the environment says: {@code ALDIA_PORT}, {@code ALDIA_HOME}, {@code ALDIA_TICK} (seconds
   * between two ticks of a schedule), {@code ALDIA_FUNCTIONS=lambda} (each in its own JVM).
   */
  static LocalCloud.Settings settings() throws CannotStart {
    Path root = Path.of(System.getProperty("aldia.root", "."));
    return new LocalCloud.Settings(
        root,
        Template.of(root),
        new Home(Path.of(textOr("ALDIA_HOME", ".aldia")).toAbsolutePath()),
        number("ALDIA_PORT").orElse(DEFAULT_PORT),
        number("ALDIA_TICK").map(Duration::ofSeconds),
        textOr("ALDIA_FUNCTIONS", "").equals("lambda"));
  }

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
    throw new CannotStart.RunsAlready(home);
  }

  private static Optional<Integer> number(String name) throws CannotStart {
    String text = textOr(name, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MOST) {
      throw new CannotStart("%s is a whole number up to %d, not %s".formatted(name, MOST, text));
    }
    return Optional.of(Integer.valueOf(text));
  }

  private static String textOr(String name, String otherwise) {
    @Nullable String text = System.getenv(name);
    return text == null ? otherwise : text.strip();
  }
}
