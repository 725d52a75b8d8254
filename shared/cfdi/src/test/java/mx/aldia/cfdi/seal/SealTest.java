package mx.aldia.cfdi.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mx.aldia.cfdi.Documents.INGRESO;
import static mx.aldia.cfdi.Documents.complement;
import static mx.aldia.cfdi.Documents.set;
import static mx.aldia.cfdi.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import mx.aldia.cfdi.Documents;
import mx.aldia.cfdi.Keys;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.cfdi.xml.WriteXml;
import org.junit.jupiter.api.Test;

class SealTest {
  private static final char[] PASSWORD = "contraseña 12".toCharArray();

  @Test
  void the_cadena_is_every_value_in_sats_order() {
    assertThat(CadenaOriginal.of(INGRESO))
        .isEqualTo(
            "||4.0|A|1|2026-03-02T10:00:00|03|30001000000500009001|contado|1500.00|100.00|MXN"
                + "|1358.00|I|01|PUE|06600|04|01234567-89AB-CDEF-0123-456789ABCDEF"
                + "|TES030201001|TALLER ESPAÑA|601"
                + "|CLI850101AB1|CLIENTE & HIJOS|64000|601|G03"
                + "|84111506|2|E48|Asesoría|500.00|1000.00|100.00|02"
                + "|900.00|002|Tasa|0.160000|144.00"
                + "|900.00|001|Tasa|0.100000|90.00|900.00|002|Tasa|0.106667|96.00"
                + "|TER900101AB1|TERCERO|601|64000|24 47 3807 4003832|15956011002"
                + "|01010101|2|parte|10.00|20.00|24 47 3807 4003832"
                + "|01010101|B|1|H87|pieza|Libro|500.00|500.00|02|500.00|002|Exento"
                + "|001|90.00|002|96.00|186.00|900.00|002|Tasa|0.160000|144.00|500.00|002|Exento"
                + "|144.00||");
  }

  @Test
  void a_payments_cadena_has_its_withholdings_first() {
    assertThat(CadenaOriginal.of(Documents.PAGO))
        .contains("|02|1000.00|001|Tasa|0.100000|100.00|1000.00|002|Tasa|0.106667|106.667|")
        .contains("|20.00|002|Exento|10.00|003|Cuota|6.455500|64.555|001|100.00|002|106.667|003|")
        .endsWith("|2|2000.00|2000.00|0.00|01||");
  }

  @Test
  void what_is_required_is_there_even_when_empty_and_what_is_optional_only_if_it_is() {
    var cadena = CadenaOriginal.of(Element.cfdi("Comprobante").with("Serie", "").build());

    assertThat(cadena).isEqualTo("|" + "|" + "|" + "|".repeat(8) + "||");
  }

  @Test
  void addenda_seal_and_stamp_are_no_part_of_the_cadena() {
    var stamped =
        with(
            INGRESO,
            set("@Sello", "x"),
            set("@Certificado", "y"),
            complement(Namespaces.TFD, "tfd", "TimbreFiscalDigital"));

    assertThat(CadenaOriginal.of(stamped)).isEqualTo(CadenaOriginal.of(INGRESO));
  }

  @Test
  void an_unknown_complement_is_refused_rather_than_sealed_wrong() {
    var unknown = with(INGRESO, complement("http://www.sat.gob.mx/aerolineas", "a", "Aerolineas"));

    assertThatThrownBy(() -> CadenaOriginal.of(unknown)).isInstanceOf(UnknownComplement.class);
  }

  @Test
  void a_stamps_cadena_is_its_own() {
    var stamp =
        Element.of(Namespaces.TFD, "tfd", "TimbreFiscalDigital")
            .with("SelloSAT", "z")
            .with("NoCertificadoSAT", "n")
            .with("SelloCFD", "s")
            .with("RfcProvCertif", "SPR190613I52")
            .with("FechaTimbrado", "2026-03-02T10:01:00")
            .with("UUID", "U")
            .with("Version", "1.1")
            .build();

    assertThat(CadenaOriginal.ofStamp(stamp))
        .isEqualTo("||1.1|U|2026-03-02T10:01:00|SPR190613I52|s|n||");
  }

  @Test
  void a_key_as_sat_encrypts_it_opens_with_its_password_alone() {
    var file = Keys.CSD.key(PASSWORD);

    assertThat(SealingKey.open(Keys.CSD.cer(), file, PASSWORD).certificate().rfc())
        .isEqualTo(Keys.SELLER);
    assertThat(reason(Keys.CSD.cer(), file, "otra")).isEqualTo(UnreadableKey.Reason.WRONG_PASSWORD);
  }

  @Test
  void files_that_are_something_else_are_told_apart() {
    var key = Keys.CSD.key(PASSWORD);
    var cer = Keys.CSD.cer();

    assertThat(reason(key, cer, "x")).isEqualTo(UnreadableKey.Reason.NOT_A_CERTIFICATE);
    assertThat(reason(cer, "hola".getBytes(UTF_8), "x")).isEqualTo(UnreadableKey.Reason.NOT_A_KEY);
    assertThat(reason(cer, new byte[0], "x")).isEqualTo(UnreadableKey.Reason.NOT_A_KEY);
    assertThat(reason(cer, Keys.FIEL.key(PASSWORD), new String(PASSWORD)))
        .isEqualTo(UnreadableKey.Reason.NOT_A_PAIR);
  }

  @Test
  void a_csd_is_told_from_a_fiel_and_says_whose_it_is_and_until_when() {
    var csd = Keys.CSD.certificate();

    assertThat(csd.isFiel()).isFalse();
    assertThat(Keys.FIEL.certificate().isFiel()).isTrue();
    assertThat(csd.number()).isEqualTo("30001000000500009001");
    assertThat(csd.rfc()).isEqualTo("TES030201001");
    assertThat(csd.name()).isEqualTo("TALLER ESPAÑA SA DE CV");
    assertThat(csd.isValidAt(Instant.parse("2027-12-31T23:59:59Z"))).isTrue();
    assertThat(csd.isValidAt(Instant.parse("2028-01-01T00:00:01Z"))).isFalse();
  }

  @Test
  void sealing_again_with_the_same_key_changes_nothing() {
    var key = Keys.CSD.sealingKey();
    var once = SealDocument.seal(WriteXml.bytes(INGRESO), key);

    assertThat(SealDocument.seal(once, key)).isEqualTo(once);
    assertThat(ReadXml.read(once).text("Sello"))
        .isEqualTo(SealDocument.seal(INGRESO, key).text("Sello"));
  }

  @Test
  void der_says_when_it_ends_early() {
    for (var broken :
        List.of(
            new byte[] {0x30},
            new byte[] {0x30, 5, 1},
            new byte[] {0x30, (byte) 0x84, 127, 0, 0, 0})) {
      assertThatThrownBy(() -> Der.read(broken)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Der.read(Der.oid("1.2.840.113549.1.5.13")).oid()).isEqualTo("1.2.840.113549.1.5.13");
    assertThat(Der.read(Der.oid("2.5.4.45")).oid()).isEqualTo("2.5.4.45");
  }

  private static UnreadableKey.Reason reason(byte[] cer, byte[] key, String password) {
    try {
      SealingKey.open(cer, key, password.toCharArray());
      throw new AssertionError("it opened");
    } catch (UnreadableKey e) {
      return e.reason();
    }
  }
}
