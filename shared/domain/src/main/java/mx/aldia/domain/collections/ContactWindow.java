package mx.aldia.domain.collections;

import java.time.Duration;
import java.time.LocalTime;

/**
 * The hours in which a debtor may be written to, on the debtor's own clock. One outside the lawful
 * hours cannot be made.
 *
 * @param from the first moment of the day that is open
 * @param to the first moment that is closed again
 */
public record ContactWindow(LocalTime from, LocalTime to) {
  /** CONDUSEF's rules for debt collectors, which we keep for everyone: 07:00 to 22:00. */
  public static final LocalTime EARLIEST = LocalTime.of(7, 0);

  public static final LocalTime LATEST = LocalTime.of(22, 0);

  /** What is decent, which is less than what is lawful. */
  public static final ContactWindow USUAL =
      new ContactWindow(LocalTime.of(9, 0), LocalTime.of(19, 0));

  static final ContactWindow SATURDAY = new ContactWindow(LocalTime.of(10, 0), LocalTime.of(14, 0));

  public ContactWindow {
    if (from.isBefore(EARLIEST) || to.isAfter(LATEST) || !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "hours lie between %s and %s: %s to %s".formatted(EARLIEST, LATEST, from, to));
    }
  }

  Duration length() {
    return Duration.between(from, to);
  }

  /** At least so long, about the same middle, and never beyond the lawful hours. */
  ContactWindow atLeast(Duration least) {
    var missing = least.minus(length());
    if (!missing.isPositive()) {
      return this;
    }
    var half = missing.dividedBy(2);
    var room = Duration.between(EARLIEST, from);
    var earlier = from.minus(half.compareTo(room) < 0 ? half : room);
    var last = LATEST.minus(least);
    var start = earlier.isAfter(last) ? last : earlier;
    return new ContactWindow(start, start.plus(least));
  }
}
