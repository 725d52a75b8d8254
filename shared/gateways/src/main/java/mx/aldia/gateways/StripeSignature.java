package mx.aldia.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code Stripe-Signature: t=<seconds>,v1=<hex>[,v1=<hex>...]}: HMAC-SHA256 over {@code t.<body>},
 * with the whole secret, its {@code whsec_} included, as the key.
 *
 * @param seconds when it was signed, by the sender's clock
 * @param v1 one for each secret in force at the sender
 * @see <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe's own description</a>
 */
record StripeSignature(long seconds, List<String> v1) {
  static final String HEADER = "Stripe-Signature";

  /** Stripe's own default for what is old; it lets the future pass, and we do not. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String HMAC = "HmacSHA256";

  /** Twelve digits reach the year 33658; more would only serve to overflow something. */
  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

  /** The first {@code t}, every {@code v1}; other schemes are skipped. Empty if there is no t. */
  static Optional<StripeSignature> parse(String header) {
    Optional<String> time = Optional.empty();
    var v1 = new ArrayList<String>();
    for (var item : header.split(",", -1)) {
      var equals = item.indexOf('=');
      var key = equals < 0 ? "" : item.substring(0, equals).strip();
      var value = item.substring(equals + 1).strip();
      if (key.equals("t") && time.isEmpty()) {
        time = Optional.of(value);
      } else if (key.equals("v1")) {
        v1.add(value);
      }
    }
    return time.filter(SECONDS.asMatchPredicate())
        .map(digits -> new StripeSignature(Long.parseLong(digits), List.copyOf(v1)));
  }

  /** Whether one of the signatures was made over these bytes with one of the secrets. */
  boolean holds(byte[] body, List<String> secrets) {
    var held = false;
    for (var secret : secrets) {
      if (secret.isEmpty()) {
        continue; // a setting left blank is no key
      }
      var expected = sign(body, secret).getBytes(UTF_8);
      for (var candidate : v1) {
        held |= MessageDigest.isEqual(expected, candidate.getBytes(UTF_8));
      }
    }
    return held;
  }

  boolean tooOld(Instant wall) {
    return seconds < wall.getEpochSecond() - TOLERANCE.toSeconds();
  }

  boolean tooNew(Instant wall) {
    return seconds > wall.getEpochSecond() + TOLERANCE.toSeconds();
  }

  private String sign(byte[] body, String secret) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), HMAC));
      mac.update((seconds + ".").getBytes(UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
