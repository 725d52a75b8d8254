package mx.aldia.letters;

import java.util.regex.Pattern;

/** Keeps what others typed within its line: no header can be forged, no text be turned around. */
final class OneLine {
  private static final Pattern NOT_OF_A_LINE =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069\\s]+");

  private OneLine() {}

  static String of(String text) {
    return NOT_OF_A_LINE.matcher(text).replaceAll(" ").strip();
  }

  /**
   * @throws IllegalArgumentException if nothing is left of it
   */
  static String needed(String text, String what) {
    var line = of(text);
    if (line.isEmpty()) {
      throw new IllegalArgumentException("a letter needs " + what);
    }
    return line;
  }
}
