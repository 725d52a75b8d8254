package mx.aldia.cfdi.seal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A certificate and its key as SAT would issue them, signed by nobody: for sandboxes and tests. No
 * PAC takes one.
 */
public final class SelfMadeCertificate {
  private static final String SHA256_WITH_RSA = "1.2.840.113549.1.1.11";
  private static final DateTimeFormatter GENERALIZED =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int ITERATIONS = 2048;

  private final SatCertificate certificate;
  private final byte[] cer;
  private final RSAPrivateCrtKey key;

  private SelfMadeCertificate(byte[] cer, RSAPrivateCrtKey key) {
    this.cer = cer;
    this.certificate = SatCertificate.read(cer);
    this.key = key;
  }

  /**
   * What the certificate is to say.
   *
   * @param number 20 digits
   * @param rfc the owner's, with {@code " / RFC"} of its representative after it or not
   */
  public record Wanted(
      SatCertificate.Kind kind,
      String number,
      String rfc,
      String name,
      Instant from,
      Instant until) {}

  /** Makes a fresh key of 2048 bits and the certificate for it. */
  public static SelfMadeCertificate make(Wanted wanted) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048, new SecureRandom());
      return make(wanted, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK makes no RSA keys", e);
    }
  }

  /** The certificate for a key that is there already. */
  public static SelfMadeCertificate make(Wanted wanted, KeyPair pair) {
    if (!(pair.getPrivate() instanceof RSAPrivateCrtKey rsa)) {
      throw new IllegalArgumentException("an RSA key is needed");
    }
    return new SelfMadeCertificate(certificate(wanted, pair), rsa);
  }

  public SatCertificate certificate() {
    return certificate;
  }

  /** The {@code .cer} file. */
  public byte[] cer() {
    return cer.clone();
  }

  public SealingKey sealingKey() {
    return SealingKey.of(certificate, key);
  }

  /** The private key in the clear, PKCS#8: for whoever encrypts it in another way. */
  public byte[] pkcs8() {
    return key.getEncoded();
  }

  /** The {@code .key} file, encrypted as SAT encrypts: PBES2, HMAC-SHA1, triple DES. */
  public byte[] key(char[] password) {
    var random = new SecureRandom();
    var salt = new byte[8];
    var iv = new byte[8];
    random.nextBytes(salt);
    random.nextBytes(iv);
    var spec = new PBEKeySpec(password, salt, ITERATIONS, 192);
    try {
      var secret = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1").generateSecret(spec);
      var cipher = Cipher.getInstance("DESede/CBC/PKCS5Padding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(secret.getEncoded(), "DESede"),
          new IvParameterSpec(iv));
      var derivation =
          Der.sequence(
              Der.oid("1.2.840.113549.1.5.12"),
              Der.sequence(
                  Der.encode(Der.OCTET_STRING, salt), Der.integer(BigInteger.valueOf(ITERATIONS))));
      var encryption =
          Der.sequence(Der.oid("1.2.840.113549.3.7"), Der.encode(Der.OCTET_STRING, iv));
      return Der.sequence(
          Der.sequence(Der.oid("1.2.840.113549.1.5.13"), Der.sequence(derivation, encryption)),
          Der.encode(Der.OCTET_STRING, cipher.doFinal(key.getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no triple DES", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] certificate(Wanted wanted, KeyPair pair) {
    var algorithm = Der.sequence(Der.oid(SHA256_WITH_RSA), Der.encode(Der.NULL, new byte[0]));
    var serial = new BigInteger(1, wanted.number().getBytes(StandardCharsets.US_ASCII));
    var body =
        Der.sequence(
            Der.encode(0xa0, Der.integer(BigInteger.TWO)),
            Der.integer(serial),
            algorithm,
            Der.sequence(attribute("2.5.4.3", "aldia sandbox")),
            Der.sequence(time(wanted.from()), time(wanted.until())),
            subject(wanted),
            pair.getPublic().getEncoded(),
            Der.encode(0xa3, Der.sequence(keyUsage(wanted.kind()))));
    return Der.sequence(body, algorithm, bits(0, sign(body, pair.getPrivate())));
  }

  private static byte[] subject(Wanted wanted) {
    var name = attribute("2.5.4.3", wanted.name());
    var organization = attribute("2.5.4.10", wanted.name());
    var owner = attribute("2.5.4.45", wanted.rfc());
    // A unit (branch) is what a CSD has and a FIEL has not.
    return wanted.kind() == SatCertificate.Kind.CSD
        ? Der.sequence(name, organization, owner, attribute("2.5.4.11", "Sucursal 1"))
        : Der.sequence(name, organization, owner);
  }

  private static byte[] attribute(String oid, String value) {
    return Der.set(Der.sequence(Der.oid(oid), Der.utf8(value)));
  }

  private static byte[] keyUsage(SatCertificate.Kind kind) {
    var usage = kind == SatCertificate.Kind.CSD ? bits(6, (byte) 0xc0) : bits(3, (byte) 0xd8);
    return Der.sequence(Der.oid("2.5.29.15"), Der.encode(Der.OCTET_STRING, usage));
  }

  private static byte[] time(Instant instant) {
    return Der.encode(
        Der.GENERALIZED_TIME, GENERALIZED.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] bits(int unused, byte... bits) {
    var content = new byte[bits.length + 1];
    content[0] = (byte) unused;
    System.arraycopy(bits, 0, content, 1, bits.length);
    return Der.encode(Der.BIT_STRING, content);
  }

  private static byte[] sign(byte[] body, PrivateKey key) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(body);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  /** Never the key. */
  @Override
  public String toString() {
    return certificate + " (self-made, " + Arrays.hashCode(cer) + ")";
  }
}
