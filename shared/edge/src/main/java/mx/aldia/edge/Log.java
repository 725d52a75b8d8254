package mx.aldia.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import mx.aldia.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * One JSON line for each thing worth knowing: ids, routes, counts, times. Never a body, an e-mail,
 * an RFC or a token; where a failure's own message carries one, it is struck out here.
 *
 * <p>Written by hand because a logging framework costs a cold start 300 ms and more.
 */
public final class Log {
  private static final int FRAMES = 25;
  private static final Pattern SECRETS =
      Pattern.compile(
          "[\\w.+%-]+@[\\w-]+(\\.[\\w-]+)+" // e-mail
              + "|\\b(ald|whsec|sk|rk|pk|ops)_[\\w-]{8,}" // keys
              + "|\\b[A-ZÑ&]{3,4}\\d{6}[A-Z0-9]{3}\\b" // RFC
              + "|(?<![\\w-])[\\w-]{22}(?![\\w-])"); // link tokens

  private static final ScopedValue<String> REQUEST = ScopedValue.newInstance();

  private static volatile @Nullable PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

  private final String logger;

  private Log(String logger) {
    this.logger = logger;
  }

  public static Log of(Class<?> type) {
    return new Log(type.getSimpleName());
  }

  /** Where lines go from now on, in all of this process; its standard error until told. */
  public static void to(PrintStream lines) {
    out = lines;
  }

  /**
   * Lines are not even made from now on, in all of this process: for who runs it a million times.
   */
  public static void off() {
    out = null;
  }

  /** Every line that is written while the work goes on carries this id. */
  static <T> T within(String request, Supplier<T> work) {
    return ScopedValue.where(REQUEST, request).call(work::get);
  }

  /** {@code log.info("sent", "message", id, "millis", 12)}: names and values in turn. */
  public void info(String what, Object... namesAndValues) {
    write("INFO", what, null, namesAndValues);
  }

  public void warn(String what, Object... namesAndValues) {
    write("WARN", what, null, namesAndValues);
  }

  public void error(String what, @Nullable Throwable failure, Object... namesAndValues) {
    write("ERROR", what, failure, namesAndValues);
  }

  private void write(
      String level, String what, @Nullable Throwable failure, Object... namesAndValues) {
    var lines = out;
    if (lines != null) {
      lines.println(JsonText.write(line(logger, level, what, failure, namesAndValues)));
    }
  }

  static ObjectNode line(
      String logger,
      String level,
      String what,
      @Nullable Throwable failure,
      Object... namesAndValues) {
    var line = JsonText.object().put("level", level).put("logger", logger).put("what", what);
    if (REQUEST.isBound()) {
      line.put("request", REQUEST.get());
    }
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      var name = String.valueOf(namesAndValues[i]);
      switch (namesAndValues[i + 1]) {
        case Integer number -> line.put(name, number);
        case Long number -> line.put(name, number);
        case Boolean bool -> line.put(name, bool);
        default -> line.put(name, struck(String.valueOf(namesAndValues[i + 1])));
      }
    }
    if (failure != null) {
      var causes = line.putArray("failure");
      for (Throwable at = failure; at != null && causes.size() < 5; at = at.getCause()) {
        causes.add(at.getClass().getName() + ": " + struck(String.valueOf(at.getMessage())));
      }
      var frames = new ArrayList<String>();
      for (var frame : failure.getStackTrace()) {
        if (frames.size() == FRAMES) {
          break;
        }
        frames.add(frame.toString());
      }
      frames.forEach(line.putArray("frames")::add);
    }
    return line;
  }

  private static String struck(String text) {
    return SECRETS.matcher(text).replaceAll("***");
  }
}
