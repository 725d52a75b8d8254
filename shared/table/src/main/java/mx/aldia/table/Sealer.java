package mx.aldia.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under a key derived from the deployment's own secret and a purpose. The name of what
 * is sealed is authenticated with it, so that one ciphertext cannot stand in for another.
 */
public final class Sealer {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Supplier<byte[]> secret;
  private final String purpose;

  /**
   * A sealer for one purpose.
   *
   * @param secret at least 32 random bytes
   */
  public Sealer(byte[] secret, String purpose) {
    this(() -> secret, purpose);
  }

  /** As the other; the secret is asked for at each use, so that no snapshot holds it. */
  public Sealer(Supplier<byte[]> secret, String purpose) {
    this.secret = secret;
    this.purpose = purpose;
  }

  byte[] seal(String name, byte[] plain) {
    var nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, name);
      var sealed = cipher.doFinal(plain);
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  byte[] open(String name, byte[] sealed) {
    try {
      var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, nonce, name)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot open what was sealed", e);
    }
  }

  private SecretKeySpec key() {
    return new SecretKeySpec(derive(secret.get(), purpose), "AES");
  }

  private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(UTF_8));
    return cipher;
  }

  private static byte[] derive(byte[] secret, String purpose) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HmacSHA256", e);
    }
  }
}
