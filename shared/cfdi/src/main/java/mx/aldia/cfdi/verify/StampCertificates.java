package mx.aldia.cfdi.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mx.aldia.cfdi.seal.SatCertificate;

/**
 * The certificates PACs stamp with, by number. A stamp names its certificate but does not carry it;
 * whoever verifies has to have it from SAT.
 */
public final class StampCertificates {
  private static final StampCertificates NONE = new StampCertificates(Map.of());

  private final Map<String, SatCertificate> byNumber;

  private StampCertificates(Map<String, SatCertificate> byNumber) {
    this.byNumber = byNumber;
  }

  public static StampCertificates none() {
    return NONE;
  }

  public static StampCertificates of(List<SatCertificate> certificates) {
    var byNumber = new HashMap<String, SatCertificate>();
    certificates.forEach(certificate -> byNumber.put(certificate.number(), certificate));
    return new StampCertificates(Map.copyOf(byNumber));
  }

  public Optional<SatCertificate> find(String number) {
    return Optional.ofNullable(byNumber.get(number));
  }
}
