package mx.aldia.cfdi.cancel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import mx.aldia.cfdi.Keys;
import mx.aldia.cfdi.seal.SatCertificate;
import mx.aldia.cfdi.seal.SatCertificate.Kind;
import mx.aldia.cfdi.seal.SelfMadeCertificate;
import mx.aldia.cfdi.seal.SelfMadeCertificate.Wanted;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.domain.tax.Cancellation.Request;
import mx.aldia.domain.tax.Motivo;
import org.junit.jupiter.api.Test;

class SignedCancellationTest {
  private static final String UUID = "01234567-89AB-CDEF-0123-456789ABCDEF";
  private static final String OTHER = "11234567-89AB-CDEF-0123-456789ABCDEF";
  private static final LocalDateTime AT = LocalDateTime.parse("2026-01-08T12:00:00");

  @Test
  void it_says_what_sat_wants_to_know() {
    var request = ReadXml.read(signed(Motivo.REPLACED, Optional.of(OTHER)));

    assertThat(request.is("http://cancelacfd.sat.gob.mx", "Cancelacion")).isTrue();
    assertThat(request.text("RfcEmisor")).isEqualTo(Keys.SELLER);
    assertThat(request.text("Fecha")).isEqualTo("2026-01-08T12:00:00");
    var folio = request.all("Folios", "Folio").getFirst();
    assertThat(folio.text("UUID")).isEqualTo(UUID);
    assertThat(folio.text("Motivo")).isEqualTo("01");
    assertThat(folio.text("FolioSustitucion")).isEqualTo(OTHER);
  }

  @Test
  void without_a_substitute_there_is_no_attribute_for_one() {
    assertThat(new String(signed(Motivo.WRONG, Optional.empty()), UTF_8))
        .doesNotContain("FolioSustitucion");
  }

  @Test
  void its_signature_holds_by_the_jdks_own_xml_signatures() {
    assertThat(RequestSignature.signer(signed(Motivo.WRONG, Optional.empty())))
        .map(SatCertificate::number)
        .contains(Keys.CSD.certificate().number());
  }

  @Test
  void the_signature_breaks_with_any_letter() {
    var signed = new String(signed(Motivo.WRONG, Optional.empty()), UTF_8);

    for (var change :
        new String[][] {
          {"Motivo=\"02\"", "Motivo=\"03\""},
          {UUID, OTHER},
          {"12:00:00", "12:00:01"},
          {Keys.SELLER, "OTR030201001"},
          {"<SignatureValue>", "<SignatureValue>AA"},
          {"<DigestValue>", "<DigestValue>AA"}
        }) {
      var altered = signed.replace(change[0], change[1]);
      assertThat(altered).isNotEqualTo(signed);
      assertThat(RequestSignature.signer(altered.getBytes(UTF_8))).isEmpty();
    }
  }

  @Test
  void an_rfc_with_an_ampersand_is_signed_as_it_is_written() {
    var odd =
        SelfMadeCertificate.make(
            new Wanted(
                Kind.CSD,
                "30001000000500009009",
                "C&Ñ850101AB1",
                "CAÑAS & CÍA",
                Instant.parse("2024-01-01T00:00:00Z"),
                Instant.parse("2028-01-01T00:00:00Z")));

    var signed =
        SignedCancellation.of(
            new Request(UUID, Motivo.WRONG, Optional.empty(), Instant.EPOCH), odd.sealingKey(), AT);

    assertThat(ReadXml.read(signed).text("RfcEmisor")).isEqualTo("C&Ñ850101AB1");
    assertThat(RequestSignature.signer(signed)).isPresent();
  }

  private static byte[] signed(Motivo motivo, Optional<String> substitute) {
    return SignedCancellation.of(
        new Request(UUID, motivo, substitute, Instant.EPOCH), Keys.CSD.sealingKey(), AT);
  }
}
