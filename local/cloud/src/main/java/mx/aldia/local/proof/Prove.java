package mx.aldia.local.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mx.aldia.edge.Log;
import mx.aldia.local.Console;
import mx.aldia.local.Home;
import mx.aldia.local.LocalCloud;
import mx.aldia.local.proof.crash.CrashProof;
import mx.aldia.local.proof.hostile.HostileProof;
import mx.aldia.local.template.Template;

/**
 * {@code ./aldia prove <what> [--name number ...]}: ends with 0 when all held, with 1 when
 * something did not, with 2 when it could not be understood.
 */
public final class Prove {
  private Prove() {}

  /** What is proven goes to standard output as it is found. */
  public static void main(String[] arguments) {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    System.exit(run(List.of(arguments), out));
  }

  private static int run(List<String> arguments, PrintStream out) {
    var root = Path.of(System.getProperty("aldia.root", ".")).toAbsolutePath();
    try {
      if (arguments.isEmpty()) {
        throw new Options.Misread("say what: crashes or hostile");
      }
      var rest = arguments.subList(1, arguments.size());
      boolean holds =
          switch (arguments.getFirst()) {
            case "crashes" -> {
              var options = Options.read(rest, Set.of("kills", "invoices", "seed"));
              yield new CrashProof(
                      root,
                      (int) options.number("kills", 20),
                      (int) options.number("invoices", 200),
                      options.seed(),
                      out)
                  .run();
            }
            case "hostile" -> {
              var options = Options.read(rest, Set.of("requests", "seed"));
              yield hostile(root, (int) options.number("requests", 10_000), options.seed(), out);
            }
            default -> throw new Options.Misread("nobody proves " + arguments.getFirst());
          };
      return holds ? 0 : 1;
    } catch (Options.Misread e) {
      System.err.println("aldia: " + e.getMessage());
      return 2;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Against a cloud of its own in this process, as {@code ./aldia up} has it. */
  private static boolean hostile(Path root, int requests, long seed, PrintStream out)
      throws IOException, InterruptedException {
    var home = new Home(Folders.make("hostile"));
    var log =
        new PrintStream(
            new FileOutputStream(home.folder().resolve("aldia.log").toFile()), true, UTF_8);
    Log.to(
        new PrintStream(
            new FileOutputStream(home.folder().resolve("functions.log").toFile()), true, UTF_8));
    var settings =
        new LocalCloud.Settings(
            root, Template.of(root), home, 0, Optional.of(Duration.ofSeconds(1)), false);
    boolean holds;
    try (var cloud = LocalCloud.start(settings, new Console(log, Clock.systemUTC()))) {
      holds = new HostileProof(cloud, root, home.folder(), requests, seed, out).run();
    }
    if (holds) {
      Folders.delete(home.folder());
    } else {
      out.println("its home is left in " + home.folder());
    }
    return holds;
  }
}
