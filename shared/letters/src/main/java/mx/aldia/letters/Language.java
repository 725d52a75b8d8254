package mx.aldia.letters;

import java.util.Locale;

/** The languages a customer is written to in. */
public enum Language {
  SPANISH("es-MX"),
  ENGLISH("en");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** For {@code <html lang>} and {@code Content-Language}. */
  public String tag() {
    return tag;
  }

  /**
   * English for any {@code en-*}; Spanish for all else, since that is where our customers are.
   *
   * @param locale a BCP 47 tag, or anything
   */
  public static Language of(String locale) {
    return Locale.forLanguageTag(locale).getLanguage().equals("en") ? ENGLISH : SPANISH;
  }

  /** The text of this language. */
  public String pick(String spanish, String english) {
    return this == SPANISH ? spanish : english;
  }
}
