package mx.aldia.cfdi.cancel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import mx.aldia.cfdi.seal.SealingKey;
import mx.aldia.domain.tax.Cancellation;

/**
 * The request that SAT takes: {@code Cancelacion} with one folio and an enveloped XML signature
 * (C14N 20010315, rsa-sha1: SAT has no other) by the CSD.
 *
 * <p>It is written in its canonical form to begin with: attributes in alphabetical order, one
 * namespace an element, no empty tags, no white space. So what is signed is what is written.
 */
public final class SignedCancellation {
  private static final String CANCELACFD = "http://cancelacfd.sat.gob.mx";
  private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  /** SAT's issuers say more of themselves than RFC 2253 has names for. */
  private static final Map<String, String> NAMES =
      Map.of(
          "1.2.840.113549.1.9.1", "emailAddress",
          "1.2.840.113549.1.9.2", "unstructuredName",
          "2.5.4.17", "postalCode",
          "2.5.4.45", "x500UniqueIdentifier");

  private SignedCancellation() {}

  /**
   * The signed request.
   *
   * @param key the CSD of the issuer; its RFC is the one that asks
   * @param at local time where SAT is; not in the future
   */
  public static byte[] of(Cancellation.Request request, SealingKey key, LocalDateTime at) {
    var head =
        "<Cancelacion xmlns=\"%s\" Fecha=\"%s\" RfcEmisor=\"%s\">"
            .formatted(CANCELACFD, SECONDS.format(at), escaped(key.certificate().rfc()));
    var body = "<Folios><Folio%s></Folio></Folios>".formatted(attributes(request));
    var end = "</Cancelacion>";
    var signature = signature(key, sha1(head + body + end));
    return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + head + body + signature + end)
        .getBytes(UTF_8);
  }

  /** A substitute only where there is one: some certifiers refuse an empty one with 301. */
  private static String attributes(Cancellation.Request request) {
    return request.substitute().map(" FolioSustitucion=\"%s\""::formatted).orElse("")
        + " Motivo=\"%s\" UUID=\"%s\"".formatted(request.motivo().code(), request.uuid());
  }

  private static String signature(SealingKey key, String digest) {
    var info =
        element("CanonicalizationMethod", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315")
            + element("SignatureMethod", DSIG + "rsa-sha1")
            + "<Reference URI=\"\"><Transforms>"
            + element("Transform", DSIG + "enveloped-signature")
            + "</Transforms>"
            + element("DigestMethod", DSIG + "sha1")
            + "<DigestValue>%s</DigestValue></Reference>".formatted(digest);
    // Alone, SignedInfo carries the namespace that it inherits inside the signature.
    var value = key.sealSha1("<SignedInfo xmlns=\"%s\">%s</SignedInfo>".formatted(DSIG, info));
    return "<Signature xmlns=\"%s\"><SignedInfo>%s</SignedInfo>".formatted(DSIG, info)
        + "<SignatureValue>%s</SignatureValue>%s</Signature>".formatted(value, keyInfo(key));
  }

  private static String keyInfo(SealingKey key) {
    var certificate = key.certificate();
    var issuer = certificate.x509().getIssuerX500Principal().getName(X500Principal.RFC2253, NAMES);
    return "<KeyInfo><X509Data><X509IssuerSerial><X509IssuerName>%s</X509IssuerName>"
            .formatted(escaped(issuer))
        + "<X509SerialNumber>%s</X509SerialNumber></X509IssuerSerial>"
            .formatted(certificate.x509().getSerialNumber())
        + "<X509Certificate>%s</X509Certificate></X509Data></KeyInfo>"
            .formatted(certificate.base64());
  }

  private static String element(String name, String algorithm) {
    return "<%1$s Algorithm=\"%2$s\"></%1$s>".formatted(name, algorithm);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static String sha1(String canonical) {
    try {
      var digest = MessageDigest.getInstance("SHA-1").digest(canonical.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-1", e);
    }
  }
}
