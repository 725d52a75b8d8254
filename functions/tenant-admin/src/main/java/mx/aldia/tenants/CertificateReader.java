package mx.aldia.tenants;

import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import mx.aldia.cfdi.seal.KeyFile;
import mx.aldia.cfdi.seal.SatCertificate;
import mx.aldia.cfdi.seal.SealingKey;
import mx.aldia.cfdi.seal.UnreadableKey;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.Fields;

/**
 * A certificate with its key as a caller brings them, tried before they are kept: whoever learns
 * here that it is the wrong one learns it before an invoice waits for it. Every fault at once.
 */
final class CertificateReader {
  /** SAT's files have two to three thousand bytes; four times that, in base 64. */
  private static final int LONGEST_FILE = 16_000;

  private static final int LONGEST_PASSWORD = 256;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{20}");
  private static final byte[] NOTHING = {};

  private final Fields fields;
  private final Tenant tenant;
  private final Instant now;

  private CertificateReader(Fields fields, Tenant tenant, Instant now) {
    this.fields = fields;
    this.tenant = tenant;
    this.now = now;
  }

  /** A certificate that seals for this tenant now, and its key. */
  record Brought(SatCertificate certificate, RSAPrivateCrtKey key) {
    @Override
    public String toString() {
      return "Brought[" + certificate + "]";
    }
  }

  /**
   * Reads {@code cer}, {@code key} and {@code password}.
   *
   * @param now on the tenant's clock: so its documents are dated
   */
  static Outcome<Brought> read(Fields fields, Tenant tenant, Instant now) {
    var brought = new CertificateReader(fields, tenant, now).read();
    return fields.read(brought::orElseThrow);
  }

  private Optional<Brought> read() {
    var cer = file("cer");
    var keyFile = file("key");
    var password = fields.text("password").max(LONGEST_PASSWORD).required();
    var certificate = cer.length == 0 ? Optional.<SatCertificate>empty() : certificate(cer);
    certificate.ifPresent(this::judge);
    var key =
        keyFile.length == 0 || password.isEmpty()
            ? Optional.<RSAPrivateCrtKey>empty()
            : key(keyFile, password);
    return certificate.flatMap(it -> key.flatMap(its -> pair(it, its)));
  }

  private byte[] file(String name) {
    return fields
        .text(name)
        .max(LONGEST_FILE)
        .multiline()
        .as(CertificateReader::decode, "not_base64", NOTHING)
        .required();
  }

  private static Optional<byte[]> decode(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text.replaceAll("\\s", "")))
          .filter(bytes -> bytes.length > 0);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Optional<SatCertificate> certificate(byte[] cer) {
    try {
      return Optional.of(SatCertificate.read(cer));
    } catch (UnreadableKey _) {
      fields.refuse("cer", "not_a_certificate");
      return Optional.empty();
    }
  }

  /** Each fault by itself: whoever brings an expired FIEL of somebody else is told all three. */
  private void judge(SatCertificate certificate) {
    if (!NUMBER.matcher(certificate.number()).matches()
        || (!tenant.isSandbox() && !certificate.isIssuedBySat())) {
      fields.refuse("cer", "not_a_certificate_of_sat");
    }
    if (certificate.isFiel()) {
      fields.refuse("cer", "certificate_is_a_fiel");
    }
    if (tenant.rfc().isEmpty()) {
      fields.refuse("cer", "tenant_has_no_rfc", certificate.rfc());
    } else if (!tenant.rfc().get().equals(certificate.rfc())) {
      fields.refuse("cer", "certificate_of_another_rfc", certificate.rfc(), tenant.rfc().get());
    }
    if (now.isBefore(certificate.validFrom())) {
      fields.refuse("cer", "certificate_not_yet_valid", day(certificate.validFrom()));
    } else if (now.isAfter(certificate.validUntil())) {
      fields.refuse("cer", "certificate_expired", day(certificate.validUntil()));
    }
  }

  private LocalDate day(Instant instant) {
    ZoneId zone = tenant.zone();
    return instant.atZone(zone).toLocalDate();
  }

  private Optional<RSAPrivateCrtKey> key(byte[] file, String password) {
    try {
      return Optional.of(KeyFile.open(file, password.toCharArray()));
    } catch (UnreadableKey e) {
      switch (e.reason()) {
        case WRONG_PASSWORD -> fields.refuse("password", "password_does_not_open_key");
        case UNKNOWN_ENCRYPTION -> fields.refuse("key", "unknown_key_encryption");
        case NOT_A_KEY, NOT_A_CERTIFICATE, NOT_A_PAIR -> fields.refuse("key", "not_a_key_file");
      }
      return Optional.empty();
    }
  }

  private Optional<Brought> pair(SatCertificate certificate, RSAPrivateCrtKey key) {
    try {
      SealingKey.of(certificate, key);
      return Optional.of(new Brought(certificate, key));
    } catch (UnreadableKey _) {
      fields.refuse("key", "key_of_another_certificate");
      return Optional.empty();
    }
  }
}
