package mx.aldia.cfdi.pac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mx.aldia.cfdi.Documents.INGRESO;
import static mx.aldia.cfdi.Documents.PAGO;
import static mx.aldia.cfdi.Documents.set;
import static mx.aldia.cfdi.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import mx.aldia.cfdi.Keys;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.pac.Pac.Rejected;
import mx.aldia.cfdi.pac.Pac.Stamped;
import mx.aldia.cfdi.pac.Pac.Unknown;
import mx.aldia.cfdi.rules.Finding;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.seal.SealDocument;
import mx.aldia.cfdi.verify.StampCertificates;
import mx.aldia.cfdi.verify.Verdict;
import mx.aldia.cfdi.verify.VerifyDocument;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.cfdi.xml.WriteXml;
import org.junit.jupiter.api.Test;

class SandboxPacTest {
  /** Ten past ten in Mexico City: the documents say ten. */
  private static final Instant NOW = Instant.parse("2026-03-02T16:10:00Z");

  private final StampMemory memory = StampMemory.inProcess();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void a_document_that_is_right_is_stamped_and_verifies() {
    for (var document : List.of(INGRESO, PAGO)) {
      var stamped = (Stamped) pac(NOW).stamp(sealed(document), "k");

      assertThat(stamped.before()).isFalse();
      assertThat(stamped.stamp().uuid()).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
      assertThat(stamped.stamp().at()).hasToString("2026-03-02T10:10");
      assertThat(stamped.stamp().cadena()).startsWith("||1.1|" + stamped.stamp().uuid() + "|");
      var verdict = verify(stamped.xml());
      assertThat(verdict.stamp()).isEqualTo(Verdict.State.VALID);
      assertThat(verdict.isValid()).isTrue();
    }
  }

  @Test
  void the_same_document_has_one_stamp_however_often_it_is_sent() {
    var first = (Stamped) pac(NOW).stamp(sealed(INGRESO), "k");
    var second = (Stamped) pac(NOW.plusSeconds(3600)).stamp(sealed(INGRESO), "k");

    assertThat(second.before()).isTrue();
    assertThat(second.xml()).isEqualTo(first.xml());
  }

  @Test
  void a_time_out_after_stamping_is_cleared_up_by_asking_again() {
    var timesOut = sealed(with(INGRESO, set("@Folio", "TIMEOUT-1")));

    assertThat(pac(NOW).stamp(timesOut, "k")).isInstanceOf(Unknown.class);
    assertThat(((Stamped) pac(NOW).stamp(timesOut, "k")).before()).isTrue();
  }

  @Test
  void it_does_as_it_is_told() {
    assertThat(stampFolio("DOWN-1")).isInstanceOf(Unknown.class);
    assertThat(stampFolio("DOWN-1")).isInstanceOf(Unknown.class);
    assertThat(stampFolio("SLOW-1")).isInstanceOf(Stamped.class);
    assertThat(pauses).containsExactly(Duration.ofSeconds(8));
    assertThat(((Rejected) stampFolio("REJECT-CFDI40145-7")).code()).isEqualTo("CFDI40145");
  }

  @Test
  void what_breaks_a_rule_is_rejected_with_its_code_and_all_else_that_is_wrong() {
    var wrong = with(INGRESO, set("@Total", "1.00"), set("@MetodoPago", "PIP"));

    var rejected = (Rejected) pac(NOW).stamp(sealed(wrong), "k");

    assertThat(rejected.findings()).extracting(Finding::code).contains("CFDI40119", "CFDI40124");
    assertThat(rejected.code()).isEqualTo(rejected.findings().getFirst().code());
  }

  @Test
  void a_date_beyond_72_hours_or_in_the_future_is_rejected() {
    assertThat(code(NOW.plus(Duration.ofHours(73)))).isEqualTo("401");
    assertThat(code(NOW.minus(Duration.ofHours(1)))).isEqualTo("401");
    assertThat(pac(NOW.plus(Duration.ofHours(71))).stamp(sealed(INGRESO), "k"))
        .isInstanceOf(Stamped.class);
  }

  @Test
  void what_is_changed_after_sealing_sealed_with_a_fiel_or_no_xml_is_rejected() {
    var changed = with(SealDocument.seal(INGRESO, Keys.CSD.sealingKey()), set("@Folio", "2"));
    var fiel = SealDocument.seal(INGRESO, Keys.FIEL.sealingKey());

    assertThat(codeOf(WriteXml.bytes(changed))).isEqualTo("CFDI40102");
    assertThat(codeOf(WriteXml.bytes(fiel))).isEqualTo("306");
    assertThat(codeOf("<a".getBytes(UTF_8))).isEqualTo("301");
  }

  @Test
  void a_stamp_that_was_altered_or_is_of_another_seal_is_found_out() {
    var stamped = ((Stamped) pac(NOW).stamp(sealed(INGRESO), "k")).xml();

    assertThat(
            stampCodes(
                stamped.replaceFirst(
                    "UUID=\"[0-9A-F]{8}-[0-9A-F-]*\" Fe",
                    "UUID=\"11234567-89AB-CDEF-0123-456789ABCDEF\" Fe")))
        .containsExactly("TFD-SELLOSAT");
    assertThat(stampCodes(stamped.replaceFirst("SelloCFD=\"..", "SelloCFD=\"AA")))
        .containsExactly("TFD-SELLOCFD", "TFD-SELLOSAT");
    assertThat(
            stampCodes(
                stamped.replaceFirst("FechaTimbrado=\"2026-03-02", "FechaTimbrado=\"2026-03-09")))
        .containsExactly("TFD-SELLOSAT", "401");
    var twice = stamped.replaceFirst("(<tfd:.*/>)", "$1$1");
    assertThat(stampCodes(twice)).containsExactly("TFD-UNO");
    assertThat(verify(stamped, StampCertificates.none()).warnings())
        .extracting(Finding::code)
        .contains("TFD-CERTIFICADO");
    assertThat(verify(stamped, StampCertificates.none()).isValid()).isTrue();
  }

  @Test
  void sat_is_asked_by_uuid_both_rfcs_total_and_the_seals_end() {
    var amp = with(INGRESO, set("Receptor/@Rfc", "C&I850101AB1"));
    var stamped = (Stamped) pac(NOW).stamp(sealed(amp), "k");
    var document = ReadXml.read(stamped.xml().getBytes(UTF_8));
    var seal = document.text("Sello");
    var end = seal.substring(seal.length() - 8);

    assertThat(SatQuery.qr(document))
        .isEqualTo(
            "https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx?id=%s&re=%s"
                    .formatted(stamped.stamp().uuid(), Keys.SELLER)
                + "&rr=C&amp;I850101AB1&tt=1358.0&fe="
                + end);
    assertThat(SatQuery.expression(document))
        .isEqualTo(
            "?re=%s&rr=C&amp;I850101AB1&tt=1358.0&id=%s&fe=%s"
                .formatted(Keys.SELLER, stamped.stamp().uuid(), end));
  }

  @Test
  void each_place_lives_by_its_own_clock() {
    assertThat(PlaceOfIssue.zone("06600")).hasToString("America/Mexico_City");
    assertThat(PlaceOfIssue.zone("22000")).hasToString("America/Tijuana");
    assertThat(PlaceOfIssue.zone("83000")).hasToString("America/Hermosillo");
    assertThat(PlaceOfIssue.zone("80000")).hasToString("America/Mazatlan");
    assertThat(PlaceOfIssue.zone("77500")).hasToString("America/Cancun");
    assertThat(PlaceOfIssue.zone("63732")).hasToString("America/Mexico_City");
    assertThat(PlaceOfIssue.zone("x")).hasToString("America/Mexico_City");
  }

  private Pac.Answer stampFolio(String folio) {
    return pac(NOW).stamp(sealed(with(INGRESO, set("@Folio", folio))), "k");
  }

  private String code(Instant now) {
    return ((Rejected) pac(now).stamp(sealed(INGRESO), "k")).code();
  }

  private String codeOf(byte[] xml) {
    return ((Rejected) pac(NOW).stamp(xml, "k")).code();
  }

  private static List<String> stampCodes(String xml) {
    return verify(xml).blocking().stream().map(Finding::code).toList();
  }

  private static Verdict verify(String xml) {
    return verify(xml, StampCertificates.of(List.of(Keys.PAC.certificate())));
  }

  private static Verdict verify(String xml, StampCertificates certificates) {
    return new VerifyDocument(Catalogs.own(), certificates)
        .verify(ReadXml.read(xml.getBytes(UTF_8)));
  }

  private static byte[] sealed(Element document) {
    return WriteXml.bytes(SealDocument.seal(document, Keys.CSD.sealingKey()));
  }

  private Pac pac(Instant now) {
    return new SandboxPac(
        Keys.PAC.sealingKey(),
        Clock.fixed(now, ZoneOffset.UTC),
        new Rules(Catalogs.own()),
        memory,
        Mood.byFolio(Duration.ofSeconds(8)),
        pauses::add);
  }
}
