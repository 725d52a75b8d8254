package mx.aldia.local.proof.crash;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the callers saw of each invoice, call by call, to be told where something is wrong. */
final class Journal {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Clock wall;
  private final Map<String, List<String>> lines = new ConcurrentHashMap<>();

  Journal(Clock wall) {
    this.wall = wall;
  }

  void write(String about, String line) {
    lines.compute(
        about,
        (_, before) -> {
          var all = before == null ? new ArrayList<String>() : new ArrayList<>(before);
          all.add(TIME.format(wall.instant()) + "  " + line);
          return all;
        });
  }

  List<String> of(String about) {
    return lines.getOrDefault(about, List.of());
  }
}
