package mx.aldia.edge;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages our texts are written in. */
public enum Language {
  ES,
  EN;

  /** {@code es} or {@code en}, as {@code Content-Language} says it. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The language a caller prefers, Spanish where it does not say or says it badly.
   *
   * @param acceptLanguage the header as received: {@code en-GB;q=0.8, es;q=0.9}
   */
  public static Language preferred(@Nullable String acceptLanguage) {
    if (acceptLanguage == null) {
      return ES;
    }
    var best = ES;
    int bestWeight = 0;
    for (var part : acceptLanguage.split(",", 20)) {
      var range = part.strip();
      int semicolon = range.indexOf(';');
      var tag = (semicolon < 0 ? range : range.substring(0, semicolon)).strip();
      int weight = semicolon < 0 ? 1000 : thousandths(range.substring(semicolon + 1));
      var language = named(tag);
      if (language != null && weight > bestWeight) {
        best = language;
        bestWeight = weight;
      }
    }
    return best;
  }

  private static @Nullable Language named(String tag) {
    int hyphen = tag.indexOf('-');
    return switch ((hyphen < 0 ? tag : tag.substring(0, hyphen)).toLowerCase(Locale.ROOT)) {
      case "es", "*" -> ES;
      case "en" -> EN;
      default -> null;
    };
  }

  /** {@code q=0.85} is 850; what is no weight is 0, which means "not this one". */
  private static int thousandths(String parameter) {
    var text = parameter.strip().toLowerCase(Locale.ROOT).replace(" ", "");
    if (!text.matches("q=(1(\\.0{0,3})?|0(\\.\\d{0,3})?)")) {
      return 0;
    }
    var digits = (text.substring(2).replace(".", "") + "000").substring(0, 4);
    return Integer.parseInt(digits);
  }
}
