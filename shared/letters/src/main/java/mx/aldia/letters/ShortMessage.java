package mx.aldia.letters;

import java.text.Normalizer;
import java.util.List;

/**
 * The SMS: one part of GSM-7. An accent would send it as UCS-2, 70 characters a part, at twice the
 * price; ñ and ü are in the alphabet and stay.
 */
final class ShortMessage {
  static final int ONE_PART = 160;

  /** A shorter name would no longer be known. */
  private static final int SHORTEST_SENDER = 12;

  private ShortMessage() {}

  static String of(Letter letter, Words words) {
    var link = " " + letter.first().page();
    var room = ONE_PART - link.length();
    var sender = gsm(letter.from().tradeName());
    for (var wording : words.sms(letter, sender)) {
      if (gsm(wording).length() <= room) {
        return gsm(wording) + link;
      }
    }
    return barest(words.sms(letter, "").getLast(), sender, room) + link;
  }

  /** Cuts the sender's name, never the invoice, its date or the link. */
  private static String barest(String wordingWithoutSender, String sender, int room) {
    var rest = gsm(wordingWithoutSender);
    var kept =
        Math.clamp(
            room - rest.length(), Math.min(SHORTEST_SENDER, sender.length()), sender.length());
    return sender.substring(0, kept).strip() + rest;
  }

  /** In GSM-7's basic set: each character counts once. */
  static String gsm(String text) {
    var result = new StringBuilder();
    text.codePoints().forEach(c -> result.append(gsm(c)));
    return result.toString();
  }

  private static String gsm(int character) {
    if (KEPT.indexOf(character) >= 0) {
      return Character.toString(character);
    }
    var base = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKD);
    return base.codePoints()
        .filter(c -> KEPT.indexOf(c) >= 0)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static final String KEPT =
      String.join(
          "",
          List.of(
              "abcdefghijklmnopqrstuvwxyz",
              "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
              "0123456789",
              " !\"#$%&'()*+,-./:;<=>?@_",
              "¡¿ñÑüÜ"));
}
