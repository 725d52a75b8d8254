package mx.aldia.cfdi.seal;

import static mx.aldia.cfdi.seal.UnreadableKey.Reason.NOT_A_CERTIFICATE;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of SAT: a CSD, which seals invoices, or a FIEL (e.firma), with which a person signs
 * and no invoice may be sealed.
 *
 * @param number 20 digits, SAT's NoCertificado: the serial number's bytes read as ASCII
 * @param rfc the owner's, in capitals
 * @param name as SAT wrote it, often with the kind of company at its end
 */
public record SatCertificate(
    X509Certificate x509, String number, String rfc, String name, Kind kind) {
  private static final String UNIQUE_IDENTIFIER = "2.5.4.45";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String ORGANIZATION = "2.5.4.10";
  private static final String ORGANIZATIONAL_UNIT = "2.5.4.11";
  private static final String SAT = "SERVICIO DE ADMINISTRACION TRIBUTARIA";
  private static final int DATA_ENCIPHERMENT = 3;
  private static final int KEY_AGREEMENT = 4;

  public enum Kind {
    CSD,
    FIEL
  }

  /**
   * Reads a {@code .cer} file, DER or PEM.
   *
   * @throws UnreadableKey if it is not an X.509 certificate with an RSA key
   */
  public static SatCertificate read(byte[] bytes) {
    try {
      var x509 =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(bytes));
      if (!(x509.getPublicKey() instanceof RSAPublicKey)) {
        throw new UnreadableKey(NOT_A_CERTIFICATE, "the certificate has no RSA key");
      }
      var subject = x509.getSubjectX500Principal().getEncoded();
      return new SatCertificate(
          x509,
          new String(x509.getSerialNumber().toByteArray(), StandardCharsets.US_ASCII),
          rfc(values(subject, UNIQUE_IDENTIFIER)),
          String.join(" ", values(subject, COMMON_NAME)),
          kind(x509, values(subject, ORGANIZATIONAL_UNIT)));
    } catch (CertificateException | IllegalArgumentException e) {
      throw new UnreadableKey(NOT_A_CERTIFICATE, "this is not a certificate", e);
    }
  }

  /** As a CFDI carries it: DER in base 64 without line breaks. */
  public String base64() {
    return Base64.getEncoder().encodeToString(der());
  }

  /** The {@code .cer} file in DER, whatever form it was read from. */
  public byte[] der() {
    try {
      return x509.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }

  /** From a CFDI's {@code Certificado}; null if it is not a certificate at all. */
  public static @Nullable SatCertificate fromBase64(String text) {
    try {
      return read(Base64.getDecoder().decode(text.replace(" ", "")));
    } catch (IllegalArgumentException | UnreadableKey e) {
      return null;
    }
  }

  /** Whether it names SAT as who issued it; that SAT really did, the PAC finds out. */
  public boolean isIssuedBySat() {
    return values(x509.getIssuerX500Principal().getEncoded(), ORGANIZATION).stream()
        .anyMatch(it -> it.equalsIgnoreCase(SAT));
  }

  public boolean isFiel() {
    return kind == Kind.FIEL;
  }

  public Instant validFrom() {
    return x509.getNotBefore().toInstant();
  }

  public Instant validUntil() {
    return x509.getNotAfter().toInstant();
  }

  public boolean isValidAt(Instant instant) {
    return !instant.isBefore(validFrom()) && !instant.isAfter(validUntil());
  }

  public PublicKey publicKey() {
    return x509.getPublicKey();
  }

  /** Whether this seal (base 64) over this cadena was made with this certificate's key. */
  public boolean verifies(String cadena, String seal) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(publicKey());
      signature.update(cadena.getBytes(StandardCharsets.UTF_8));
      return signature.verify(Base64.getDecoder().decode(seal.replace(" ", "")));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The number and whose it is; never the key. */
  @Override
  public String toString() {
    return kind + " " + number + " of " + rfc;
  }

  private static Kind kind(X509Certificate x509, List<String> units) {
    boolean[] usage = x509.getKeyUsage();
    if (usage != null && (usage[DATA_ENCIPHERMENT] || usage[KEY_AGREEMENT])) {
      return Kind.FIEL;
    }
    return units.isEmpty() ? Kind.FIEL : Kind.CSD;
  }

  /** {@code RFC / RFC of the legal representative}, or the RFC alone. */
  private static String rfc(List<String> identifiers) {
    if (identifiers.isEmpty()) {
      return "";
    }
    var whole = identifiers.getFirst();
    var slash = whole.indexOf('/');
    return (slash < 0 ? whole : whole.substring(0, slash)).strip();
  }

  private static List<String> values(byte[] name, String oid) {
    var found = new ArrayList<String>();
    for (var set : Der.read(name).parts()) {
      for (var attribute : set.parts()) {
        if (attribute.part(0).oid().equals(oid)) {
          found.add(attribute.part(1).string());
        }
      }
    }
    return found;
  }
}
