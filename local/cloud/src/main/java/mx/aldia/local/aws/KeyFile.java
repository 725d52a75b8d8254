package mx.aldia.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import mx.aldia.local.Durable;

/**
 * The one key of this machine's KMS, in a file that only its owner reads. A ciphertext is a version
 * byte, a nonce and AES-GCM's output; the encryption context is authenticated with it.
 */
public final class KeyFile {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte VERSION = 1;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  private KeyFile(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** Opens the file, or makes it with a fresh key. */
  public static KeyFile open(Path file) {
    try {
      if (!Files.exists(file)) {
        var fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        Durable.write(file, Base64.getEncoder().encodeToString(fresh));
      }
      return new KeyFile(Base64.getDecoder().decode(Files.readString(file).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So many random bytes. */
  public byte[] random(int bytes) {
    var out = new byte[bytes];
    random.nextBytes(out);
    return out;
  }

  /**
   * Encrypts under the key.
   *
   * @param context bound to the ciphertext: a JSON object, of which the order does not matter
   */
  public byte[] encrypt(byte[] plain, JsonNode context) {
    try {
      var nonce = random(NONCE_BYTES);
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(canonical(context));
      var sealed = cipher.doFinal(plain);
      return ByteBuffer.allocate(1 + nonce.length + sealed.length)
          .put(VERSION)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Decrypts; empty where the bytes, the key or the context are not those of the encryption. */
  public Optional<byte[]> decrypt(byte[] blob, JsonNode context) {
    if (blob.length < 1 + NONCE_BYTES || blob[0] != VERSION) {
      return Optional.empty();
    }
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, blob, 1, NONCE_BYTES));
      cipher.updateAAD(canonical(context));
      return Optional.of(cipher.doFinal(blob, 1 + NONCE_BYTES, blob.length - 1 - NONCE_BYTES));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  private static byte[] canonical(JsonNode context) {
    var sorted = new TreeMap<String, String>();
    context.properties().forEach(it -> sorted.put(it.getKey(), it.getValue().asText()));
    var text = new StringBuilder();
    sorted.forEach(
        (name, value) ->
            text.append(name.length())
                .append(':')
                .append(name)
                .append(value.length())
                .append(':')
                .append(value));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
