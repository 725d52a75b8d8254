package mx.aldia.cfdi.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code cadena FILE...}, {@code seal FILE --cer C --key K --password-file P}, {@code verify
 * FILE... [--json]}. UTF-8 in and out whatever the locale; what is not the answer goes to stderr.
 */
public final class Main {
  /** Done, and all files well. */
  static final int OK = 0;

  /** Done, and some file is not well. */
  static final int NOT_WELL = 1;

  /** Not understood, or not possible. */
  static final int USAGE = 2;

  private Main() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    var out = stream(FileDescriptor.out);
    var err = stream(FileDescriptor.err);
    int code = run(List.of(args), out, err);
    out.flush();
    err.flush();
    if (out.checkError()) {
      code = USAGE; // a closed pipe must not look like a verdict
    }
    System.exit(code);
  }

  /** The same without a JVM to end. */
  static int run(List<String> args, PrintStream out, PrintStream err) {
    try {
      if (args.isEmpty()) {
        throw new UsageException("what to do?");
      }
      var options = Arguments.parse(args.subList(1, args.size()));
      return switch (args.getFirst()) {
        case "cadena" -> new CadenaCommand(out, err).run(options);
        case "seal" -> new SealCommand(out, err).run(options);
        case "verify" -> new VerifyCommand(out, err).run(options);
        case "bench" -> new BenchCommand(out).run();
        default -> throw new UsageException("unknown command " + args.getFirst());
      };
    } catch (UsageException e) {
      err.println(e.getMessage());
      err.println(
          """
          usage: cadena FILE...
                 seal FILE --cer FILE --key FILE --password-file FILE
                 verify FILE... [--json] [--lang es|en] [--pac-cer FILE]... [--catalogs FILE]
                 bench""");
      return USAGE;
    }
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16),
        false,
        StandardCharsets.UTF_8);
  }
}
