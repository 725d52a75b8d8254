package mx.aldia.cfdi.seal;

import static mx.aldia.cfdi.seal.UnreadableKey.Reason.NOT_A_KEY;
import static mx.aldia.cfdi.seal.UnreadableKey.Reason.UNKNOWN_ENCRYPTION;
import static mx.aldia.cfdi.seal.UnreadableKey.Reason.WRONG_PASSWORD;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens a {@code .key} file as SAT gives it: PKCS#8, encrypted with PBES2 (PBKDF2 with HMAC-SHA1,
 * then triple DES in CBC). {@link javax.crypto.EncryptedPrivateKeyInfo} knows AES only and refuses
 * these, on JDK 25 too; so the few fields are read here.
 */
public final class KeyFile {
  private static final String PBES2 = "1.2.840.113549.1.5.13";
  private static final String PBKDF2 = "1.2.840.113549.1.5.12";
  private static final int MAX_ITERATIONS = 10_000_000;

  private KeyFile() {}

  /**
   * The private key in the file.
   *
   * @param der the file's bytes
   * @param password cleared by nobody here: it is the caller's
   * @throws UnreadableKey if it is no such file, or the password does not open it
   */
  public static RSAPrivateCrtKey open(byte[] der, char[] password) {
    byte[] plain = decrypt(der, password);
    try {
      var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(plain));
      if (key instanceof RSAPrivateCrtKey rsa) {
        return rsa;
      }
      throw new UnreadableKey(NOT_A_KEY, "the key is not an RSA key with its factors");
    } catch (InvalidKeySpecException e) {
      throw new UnreadableKey(WRONG_PASSWORD, "the password does not open this key");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no RSA", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] decrypt(byte[] der, char[] password) {
    Der algorithm;
    byte[] encrypted;
    try {
      var file = Der.read(der);
      algorithm = file.part(0);
      encrypted = file.part(1).content();
      if (algorithm.tag() == Der.INTEGER) {
        return der.clone(); // a plain PKCS#8: its first part is the version
      }
    } catch (IllegalArgumentException e) {
      throw new UnreadableKey(NOT_A_KEY, "this is not a .key file", e);
    }
    try {
      if (!algorithm.part(0).oid().equals(PBES2)
          || !algorithm.part(1).part(0).part(0).oid().equals(PBKDF2)) {
        throw new UnreadableKey(UNKNOWN_ENCRYPTION, "the key is not encrypted with PBES2");
      }
      var derivation = algorithm.part(1).part(0).part(1).parts();
      var cipher = BlockCipher.of(algorithm.part(1).part(1).part(0).oid());
      byte[] salt = derivation.get(0).content();
      int iterations = derivation.get(1).number();
      if (iterations < 1 || iterations > MAX_ITERATIONS) {
        throw new UnreadableKey(NOT_A_KEY, "the key asks for " + iterations + " iterations");
      }
      var last = derivation.getLast();
      var function = last.tag() == Der.SEQUENCE ? function(last.part(0).oid()) : "HmacSHA1";
      byte[] iv = algorithm.part(1).part(1).part(1).content();
      return cipher.decrypt(encrypted, derive(function, password, salt, iterations, cipher), iv);
    } catch (IllegalArgumentException e) {
      throw new UnreadableKey(NOT_A_KEY, "this is not a .key file", e);
    }
  }

  private static byte[] derive(
      String function, char[] password, byte[] salt, int iterations, BlockCipher cipher) {
    var spec = new PBEKeySpec(password, salt, iterations, cipher.keyBits());
    try {
      return SecretKeyFactory.getInstance("PBKDF2With" + function)
          .generateSecret(spec)
          .getEncoded();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnreadableKey(WRONG_PASSWORD, "the password does not open this key", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static String function(String oid) {
    return switch (oid) {
      case "1.2.840.113549.2.7" -> "HmacSHA1";
      case "1.2.840.113549.2.9" -> "HmacSHA256";
      case "1.2.840.113549.2.10" -> "HmacSHA384";
      case "1.2.840.113549.2.11" -> "HmacSHA512";
      default -> throw new UnreadableKey(UNKNOWN_ENCRYPTION, "unknown key derivation " + oid);
    };
  }

  /** The cipher the key is under; triple DES is SAT's, AES what newer tools write. */
  private record BlockCipher(String name, String algorithm, int keyBits) {
    static BlockCipher of(String oid) {
      return switch (oid) {
        case "1.2.840.113549.3.7" -> new BlockCipher("DESede/CBC/PKCS5Padding", "DESede", 192);
        case "2.16.840.1.101.3.4.1.2" -> new BlockCipher("AES/CBC/PKCS5Padding", "AES", 128);
        case "2.16.840.1.101.3.4.1.22" -> new BlockCipher("AES/CBC/PKCS5Padding", "AES", 192);
        case "2.16.840.1.101.3.4.1.42" -> new BlockCipher("AES/CBC/PKCS5Padding", "AES", 256);
        default -> throw new UnreadableKey(UNKNOWN_ENCRYPTION, "unknown cipher " + oid);
      };
    }

    byte[] decrypt(byte[] encrypted, byte[] key, byte[] iv) {
      try {
        var cipher = Cipher.getInstance(name);
        cipher.init(
            Cipher.DECRYPT_MODE, new SecretKeySpec(key, algorithm), new IvParameterSpec(iv));
        return cipher.doFinal(encrypted);
      } catch (GeneralSecurityException e) {
        // The padding is what tells a wrong password, nearly always.
        throw new UnreadableKey(WRONG_PASSWORD, "the password does not open this key", e);
      } finally {
        Arrays.fill(key, (byte) 0);
      }
    }
  }
}
