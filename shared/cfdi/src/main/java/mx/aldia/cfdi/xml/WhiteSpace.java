package mx.aldia.cfdi.xml;

/** White space as XML means it: space, tab, CR, LF. A no-break space is a letter like another. */
public final class WhiteSpace {
  private WhiteSpace() {}

  /** Trimmed, and each run of white space made one space (XPath's {@code normalize-space}). */
  public static String collapse(String text) {
    if (isCollapsed(text)) {
      return text;
    }
    var result = new StringBuilder(text.length());
    boolean pending = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isWhite(c)) {
        pending = !result.isEmpty();
      } else {
        if (pending) {
          result.append(' ');
          pending = false;
        }
        result.append(c);
      }
    }
    return result.toString();
  }

  static boolean isCollapsed(String text) {
    boolean before = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean white = isWhite(c);
      if (white && (before || c != ' ')) {
        return false;
      }
      before = white;
    }
    return text.isEmpty() || !before;
  }

  private static boolean isWhite(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
