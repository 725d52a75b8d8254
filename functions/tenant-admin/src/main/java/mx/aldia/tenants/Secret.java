package mx.aldia.tenants;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mx.aldia.domain.tenant.ApiKey;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Hashes;

/** The secret of a key, held for as long as it takes to tell it once. */
record Secret(String text) {
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** 62 to the 43rd is a little more than 256 bits. */
  private static final int LENGTH = 43;

  private static final int HINT = 4;

  static Secret fresh(Tenant.Mode mode) {
    var random = new SecureRandom();
    var text = new StringBuilder("ald_").append(mode.name().toLowerCase(Locale.ROOT)).append('_');
    for (int i = 0; i < LENGTH; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return new Secret(text.toString());
  }

  /** The key that this secret opens, with nothing in it that opens anything. */
  ApiKey key(
      String id,
      TenantId tenant,
      Tenant.Mode mode,
      String name,
      Set<String> scopes,
      Instant createdAt,
      Optional<Instant> expiresAt) {
    return new ApiKey(
        id,
        tenant,
        mode,
        Hashes.sha256(text),
        text.substring(text.length() - HINT),
        name,
        scopes,
        createdAt,
        expiresAt,
        Optional.empty());
  }

  @Override
  public String toString() {
    return "Secret[...]";
  }
}
