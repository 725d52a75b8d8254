package mx.aldia.edge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import mx.aldia.domain.tenant.TenantId;

/**
 * Positions in a list as a caller may carry them: opaque, signed, and good only for the list and
 * tenant they were made for.
 */
public final class Cursors {
  /** 128 bits: nobody guesses one, and a cursor stays short. */
  private static final int TAG_BYTES = 16;

  private final Supplier<byte[]> key;

  /**
   * Signs and opens with a key.
   *
   * @param key asked for at each use, so that nothing secret is held before a snapshot is taken
   */
  public Cursors(Supplier<byte[]> key) {
    this.key = key;
  }

  /**
   * A cursor for a position.
   *
   * @param list the list and its filters, whatever makes a position meaningless elsewhere
   */
  public String seal(TenantId tenant, String list, String position) {
    var said = position.getBytes(StandardCharsets.UTF_8);
    var tag = tag(tenant, list, said);
    var all = Arrays.copyOf(tag, TAG_BYTES + said.length);
    System.arraycopy(said, 0, all, TAG_BYTES, said.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** The position of a cursor that {@link #seal} made for this tenant and list. */
  public Optional<String> open(TenantId tenant, String list, String cursor) {
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    if (all.length < TAG_BYTES) {
      return Optional.empty();
    }
    var said = Arrays.copyOfRange(all, TAG_BYTES, all.length);
    var expected = Arrays.copyOf(tag(tenant, list, said), TAG_BYTES);
    return MessageDigest.isEqual(expected, Arrays.copyOf(all, TAG_BYTES))
        ? Optional.of(new String(said, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private byte[] tag(TenantId tenant, String list, byte[] position) {
    var prefix =
        ("cursor\n" + tenant.value() + "\n" + list + "\n").getBytes(StandardCharsets.UTF_8);
    var message = Arrays.copyOf(prefix, prefix.length + position.length);
    System.arraycopy(position, 0, message, prefix.length, position.length);
    return Hashes.hmacSha256(key.get(), message);
  }
}
