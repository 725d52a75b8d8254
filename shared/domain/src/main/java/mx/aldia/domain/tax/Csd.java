package mx.aldia.domain.tax;

import java.time.Instant;

/**
 * What is known of a Certificado de Sello Digital without its key: the certificate itself is public
 * and travels in every invoice it seals.
 *
 * @param cer the {@code .cer} file, DER
 * @param number 20 digits, SAT's NoCertificado
 * @param rfc whose it is
 * @param validFrom by the certificate itself, on the wall clock
 * @param validUntil as {@code validFrom}
 * @param selfMade signed by nobody: made for a sandbox that has brought none of its own
 * @param storedAt on the wall clock
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares certificates, and one is not changed
public record Csd(
    byte[] cer,
    String number,
    String rfc,
    Instant validFrom,
    Instant validUntil,
    boolean selfMade,
    Instant storedAt) {
  /** Never the bytes. */
  @Override
  public String toString() {
    return "CSD " + number + " of " + rfc;
  }
}
