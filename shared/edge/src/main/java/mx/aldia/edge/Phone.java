package mx.aldia.edge;

import java.util.Optional;
import java.util.regex.Pattern;

/** Telephone numbers as people write them, kept as E.164. */
final class Phone {
  private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9 ().-]{8,24}");
  private static final int MEXICAN_DIGITS = 10;

  private Phone() {}

  /** {@code +52} and ten digits for a Mexican number, else what was written after its {@code +}. */
  static Optional<String> read(String text) {
    if (!WRITTEN.matcher(text).matches()) {
      return Optional.empty();
    }
    var digits = text.replaceAll("[^0-9]", "");
    if (text.startsWith("+")) {
      return digits.length() >= 8 && digits.length() <= 15 && digits.charAt(0) != '0'
          ? Optional.of("+" + digits)
          : Optional.empty();
    }
    return digits.length() == MEXICAN_DIGITS ? Optional.of("+52" + digits) : Optional.empty();
  }
}
