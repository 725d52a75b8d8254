package mx.aldia.cfdi.seal;

import static mx.aldia.cfdi.seal.UnreadableKey.Reason.NOT_A_PAIR;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A certificate with its private key: what seals. Safe for many threads. */
public final class SealingKey {
  private final SatCertificate certificate;
  private final PrivateKey key;
  private final @Nullable Provider provider;

  private SealingKey(SatCertificate certificate, PrivateKey key, @Nullable Provider provider) {
    this.certificate = certificate;
    this.key = key;
    this.provider = provider;
  }

  /**
   * A certificate and the key that belongs to it.
   *
   * @throws UnreadableKey if the key is not the certificate's
   */
  public static SealingKey of(SatCertificate certificate, RSAPrivateKey key) {
    var other = (RSAPublicKey) certificate.publicKey();
    if (!key.getModulus().equals(other.getModulus())) {
      throw new UnreadableKey(NOT_A_PAIR, "the key does not belong to " + certificate);
    }
    return new SealingKey(certificate, key, null);
  }

  /** Reads both files; the password is the caller's to clear. */
  public static SealingKey open(byte[] cer, byte[] key, char[] password) {
    return of(SatCertificate.read(cer), KeyFile.open(key, password));
  }

  /** The same key, signing with another provider than the JDK's first. */
  public SealingKey using(Provider other) {
    return new SealingKey(certificate, key, other);
  }

  public SatCertificate certificate() {
    return certificate;
  }

  /** SHA256withRSA (PKCS#1 v1.5, so the same text gives the same seal), base 64 in one line. */
  public String seal(String cadena) {
    return sign("SHA256withRSA", cadena);
  }

  /** SHA1withRSA, base 64 in one line: what SAT still wants of a cancellation, and nothing else. */
  public String sealSha1(String canonical) {
    return sign("SHA1withRSA", canonical);
  }

  private String sign(String algorithm, String text) {
    try {
      var signature =
          provider == null
              ? Signature.getInstance(algorithm)
              : Signature.getInstance(algorithm, provider);
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with " + certificate, e);
    }
  }

  @Override
  public String toString() {
    return "key of " + certificate;
  }
}
