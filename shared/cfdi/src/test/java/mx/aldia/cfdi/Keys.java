package mx.aldia.cfdi;

import java.time.Instant;
import mx.aldia.cfdi.seal.SatCertificate.Kind;
import mx.aldia.cfdi.seal.SelfMadeCertificate;
import mx.aldia.cfdi.seal.SelfMadeCertificate.Wanted;

/** Certificates made once for all tests: making a key takes a while. */
public final class Keys {
  public static final String SELLER = "TES030201001";
  public static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
  public static final Instant UNTIL = Instant.parse("2028-01-01T00:00:00Z");

  public static final SelfMadeCertificate CSD =
      SelfMadeCertificate.make(
          new Wanted(
              Kind.CSD,
              "30001000000500009001",
              SELLER + " / XAXX010101000",
              "TALLER ESPAÑA SA DE CV",
              FROM,
              UNTIL));

  public static final SelfMadeCertificate FIEL =
      SelfMadeCertificate.make(
          new Wanted(
              Kind.FIEL, "30001000000400009002", SELLER, "TALLER ESPAÑA SA DE CV", FROM, UNTIL));

  public static final SelfMadeCertificate PAC =
      SelfMadeCertificate.make(
          new Wanted(Kind.CSD, "30001000000500009003", "SPR190613I52", "PAC", FROM, UNTIL));

  private Keys() {}
}
