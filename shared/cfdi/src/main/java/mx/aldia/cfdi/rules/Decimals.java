package mx.aldia.cfdi.rules;

/** Numbers as SAT's schema writes them, told by hand: a document is asked hundreds of times. */
final class Decimals {
  private static final int MOST_DIGITS = 18;

  private Decimals() {}

  /** Whether a text is up to 18 digits, and up to so many decimals after a point. */
  static boolean isAmount(String text, int mostDecimals) {
    var point = text.indexOf('.');
    int whole = point < 0 ? text.length() : point;
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    return whole >= 1
        && whole <= MOST_DIGITS
        && decimals <= mostDecimals
        && (point < 0 || decimals >= 1)
        && areDigits(text, 0, whole)
        && areDigits(text, whole + 1, text.length());
  }

  /** Whether a text is that many digits and nothing else. */
  static boolean isNumber(String text, int digits) {
    return text.length() == digits && areDigits(text, 0, digits);
  }

  private static boolean areDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }
}
