package mx.aldia.table;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants and numbers as text whose order is theirs: fixed width, UTC, to the millisecond. */
final class Stamp {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuuMM").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuuMMddHH").withZone(ZoneOffset.UTC);

  private Stamp() {}

  static String of(Instant instant) {
    return MILLIS.format(instant);
  }

  static Instant parse(String text) {
    return Instant.parse(text);
  }

  static String month(Instant instant) {
    return MONTH.format(instant);
  }

  static String hour(Instant instant) {
    return HOUR.format(instant);
  }

  /** Ten digits hold every sequence that one item will ever see. */
  static String sequence(long number) {
    return "%010d".formatted(number);
  }
}
