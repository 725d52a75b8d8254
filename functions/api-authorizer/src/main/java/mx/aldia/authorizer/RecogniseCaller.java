package mx.aldia.authorizer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import mx.aldia.authorizer.Recognised.OfTenant;
import mx.aldia.authorizer.Recognised.Operator;
import mx.aldia.authorizer.Recognised.Unknown;
import mx.aldia.domain.tenant.ApiKey;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.Hashes;

/**
 * Finds who holds the key of a request. The secret itself is kept nowhere: a key is its sha256, and
 * that needs no salt because a key is random and long.
 */
final class RecogniseCaller {
  /** Scheme in any case, one key; nothing longer is worth hashing. */
  private static final Pattern BEARER =
      Pattern.compile("(?i:bearer) +([A-Za-z0-9_.~+/=-]{1,200}) *");

  private static final Pattern TENANT_KEY = Pattern.compile("ald_(test|live)_[A-Za-z0-9_-]+");

  private final KnownKeys keys;
  private final Optional<String> operatorKeyHash;
  private final Clock wall;

  /**
   * Recognises the holders of these keys.
   *
   * @param operatorKeyHash sha256 of the operator's key, in hex; empty where there is none
   */
  RecogniseCaller(KnownKeys keys, Optional<String> operatorKeyHash, Clock wall) {
    this.keys = keys;
    this.operatorKeyHash = operatorKeyHash;
    this.wall = wall;
  }

  /** Who sent this {@code Authorization} header. */
  Recognised recognise(Optional<String> authorization) {
    if (authorization.filter(it -> !it.isBlank()).isEmpty()) {
      return new Unknown("missing_key");
    }
    var bearer = BEARER.matcher(authorization.get());
    if (!bearer.matches()) {
      return new Unknown("malformed_key");
    }
    var secret = bearer.group(1);
    var hash = Hashes.sha256(secret);
    if (operatorKeyHash.filter(it -> isSame(it, hash)).isPresent()) {
      return new Operator();
    }
    var shape = TENANT_KEY.matcher(secret);
    if (!shape.matches()) {
      return new Unknown("malformed_key");
    }
    var said = shape.group(1).equals("live") ? Tenant.Mode.LIVE : Tenant.Mode.TEST;
    return keys.find(hash).map(key -> judge(key, said)).orElseGet(() -> new Unknown("unknown_key"));
  }

  private Recognised judge(ApiKey key, Tenant.Mode said) {
    if (key.revokedAt().isPresent()) {
      return new Unknown("revoked_key");
    }
    if (!key.isAlive(wall.instant())) {
      return new Unknown("expired_key");
    }
    return key.mode() == said ? new OfTenant(key) : new Unknown("wrong_mode_key");
  }

  /** In a time that tells nothing of how much is the same. */
  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
  }
}
