package mx.aldia.domain.id;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes ULIDs: 48 bits of wall-clock milliseconds and 80 random bits, in 26 characters of
 * Crockford's base 32, so that later ones sort later.
 *
 * <p>Holds no random state: a function restored from a SnapStart snapshot draws fresh bits, so two
 * copies of one snapshot never make the same id.
 *
 * @see <a href="https://github.com/ulid/spec">the ULID specification</a>
 */
public final class Ulid {
  private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int RANDOM_BYTES = 10;

  private final Clock wall;
  private final Supplier<? extends RandomGenerator> random;

  public Ulid(Clock wall) {
    this(wall, SecureRandom::new);
  }

  /** As the other, with other chance: it is asked for at each id, so that no snapshot holds it. */
  public Ulid(Clock wall, Supplier<? extends RandomGenerator> random) {
    this.wall = wall;
    this.random = random;
  }

  /** A fresh identifier of 26 characters. */
  public String next() {
    var bits = new byte[RANDOM_BYTES];
    random.get().nextBytes(bits);
    return encode(wall.millis(), bits);
  }

  static String encode(long millis, byte[] random) {
    var text = new char[26];
    for (int i = 9; i >= 0; i--) {
      text[i] = DIGITS[(int) (millis & 31)];
      millis >>>= 5;
    }
    // 80 bits in two halves of 40: eight digits each.
    for (int half = 0; half < 2; half++) {
      long bits = 0;
      for (int i = 0; i < 5; i++) {
        bits = bits << 8 | (random[half * 5 + i] & 0xff);
      }
      for (int i = 7; i >= 0; i--) {
        text[10 + half * 8 + i] = DIGITS[(int) (bits & 31)];
        bits >>>= 5;
      }
    }
    return new String(text);
  }
}
