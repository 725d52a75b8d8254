package mx.aldia.local.simulation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What happened, told in lines for whoever has to understand it. Besides it is the print of a run:
 * two runs of one plan have the same.
 */
final class Tale {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS").withZone(ZoneId.of("America/Mexico_City"));

  private final boolean kept;
  private final List<String> lines = new ArrayList<>();
  private long print = 17;
  private Optional<String> teller = Optional.empty();

  private Tale(boolean kept) {
    this.kept = kept;
  }

  /** One whose lines can be read. */
  static Tale told() {
    return new Tale(true);
  }

  /** One of which only the print is kept. */
  static Tale untold() {
    return new Tale(false);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  long print() {
    return print;
  }

  /** A call's effect: what it changes is told as the caller's deed. */
  <T> T by(World world, String who, String what, Supplier<T> effect) {
    mark(world.nanos(), who, what);
    teller = Optional.of(who);
    try {
      return effect.get();
    } finally {
      teller = Optional.empty();
    }
  }

  void fault(World world, String who, String what) {
    mark(world.nanos(), who, what);
    if (kept) {
      lines.add("%s  !! %s: %s".formatted(TIME.format(world.now()), who, what));
    }
  }

  /** Something of the business happens. */
  void tell(Instant at, Supplier<String> what) {
    if (kept) {
      lines.add("%s  %s: %s".formatted(TIME.format(at), teller.orElse("-"), what.get()));
    }
  }

  private void mark(long at, String who, String what) {
    print = ((print * 31 + at) * 31 + who.hashCode()) * 31 + what.hashCode();
  }
}
