package mx.aldia.domain.tenant;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of a Mexican bank account for transfers: bank, branch, account, and a check digit that
 * tells a slip of the hand.
 */
public final class Clabe {
  private static final Pattern SHAPE = Pattern.compile("[0-9]{18}");
  private static final int[] WEIGHTS = {3, 7, 1};

  private Clabe() {}

  /** The number as written, if its check digit is right. */
  public static Optional<String> read(String text) {
    return Optional.of(text)
        .filter(it -> SHAPE.matcher(it).matches())
        .filter(it -> check(it) == it.charAt(17) - '0');
  }

  private static int check(String digits) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += (digits.charAt(i) - '0') * WEIGHTS[i % 3] % 10;
    }
    return (10 - sum % 10) % 10;
  }
}
