package mx.aldia.letters;

import java.util.regex.Pattern;

/** Telephone numbers as people write them. */
final class Telephone {
  /** Ten digits: eight of them in the three largest cities, which have two before. */
  private static final Pattern MEXICAN =
      Pattern.compile("\\+52(?:(55|56|33|81)(\\d{4})(\\d{4})|(\\d{3})(\\d{3})(\\d{4}))");

  private Telephone() {}

  /**
   * {@code 55 5555 0100}, {@code 442 123 4567}; another country's number stays as it is.
   *
   * @param e164 as it is kept
   */
  static String shown(String e164) {
    var number = MEXICAN.matcher(e164);
    if (!number.matches()) {
      return e164;
    }
    int first = number.group(1) != null ? 1 : 4;
    return String.join(" ", number.group(first), number.group(first + 1), number.group(first + 2));
  }
}
