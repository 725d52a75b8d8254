package mx.aldia.local.function;

import java.security.Provider;
import java.security.SecureRandomSpi;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A provider of {@code SecureRandom} whose chance is known. A generator gets its state when it is
 * made and keeps it, as it would in a snapshot; one that is made later gets other state.
 */
public final class Chance extends Provider {
  static final String NAME = "Chance";

  private static final AtomicLong ASKED = new AtomicLong();
  private static final Random MACHINE = new Random(0);

  Chance() {
    super(NAME, "1", "chance that is known");
    putService(
        new Service(this, "SecureRandom", "Known", Known.class.getName(), List.of(), Map.of()));
  }

  /** From here on the machine's chance is this. */
  static void is(long seed) {
    MACHINE.setSeed(seed);
  }

  /** How often a generator was asked, but for TLS. */
  static long asked() {
    return ASKED.get();
  }

  /** Made by the provider, hence public. */
  public static final class Known extends SecureRandomSpi {
    private final Random state;

    /** Its state is the machine's next chance. */
    public Known() {
      synchronized (MACHINE) {
        state = new Random(MACHINE.nextLong());
      }
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
      // what is known stays known
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
      if (!StackWalker.getInstance().walk(it -> it.anyMatch(Known::isTls))) {
        ASKED.incrementAndGet();
      }
      state.nextBytes(bytes);
    }

    /** An SDK's client has a TLS context, which draws once when it is made, and anew to connect. */
    private static boolean isTls(StackWalker.StackFrame frame) {
      return frame.getClassName().startsWith("sun.security.ssl.");
    }

    @Override
    protected byte[] engineGenerateSeed(int bytes) {
      var seed = new byte[bytes];
      engineNextBytes(seed);
      return seed;
    }
  }
}
