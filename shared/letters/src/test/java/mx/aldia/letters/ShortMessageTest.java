package mx.aldia.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import mx.aldia.domain.collections.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ShortMessageTest {
  static List<Reader> readers() {
    return LettersTest.readers().toList();
  }

  @ParameterizedTest
  @MethodSource("readers")
  void every_occasion_fits_one_part_without_accents(Reader reader) {
    for (var letter : Samples.everyOccasion(reader).values()) {
      var sms = Letters.write(letter).sms();

      assertThat(sms).hasSizeLessThanOrEqualTo(160).endsWith(" " + Samples.PAGE);
      assertThat(sms).matches("[\\x20-\\x5A_a-z¡¿ñÑüÜ]+");
      assertThat(sms).contains("Estudio Rio", "A-12");
    }
  }

  @Test
  void an_overdue_one_asks_who_has_paid_to_say_so() {
    assertThat(Letters.write(Samples.reminder(Tone.FIRM, Samples.LAURA, 7)).sms())
        .isEqualTo(
            "Estudio Rio: Laura, factura A-12, fecha de pago viernes 15 de mayo de 2026. Si ya pago,"
                + " avisenos aqui: https://pagos.estudiorio.mx/i/Zk3v9QmX2bYt7LrPc8WnDg");
  }

  @Test
  void a_long_name_gives_way_before_the_invoice_its_day_or_the_link() {
    var sender =
        new Sender(
            "Comercializadora y Distribuidora de Productos Especializados del Noroeste",
            null,
            null,
            "a@b.mx",
            null,
            null);
    var long_ = Samples.reminder(Tone.FIRM, Samples.LAURA, 7);
    var letter =
        new Letter(
            long_.occasion(), sender, long_.to(), long_.bills(), List.of(), long_.today(), null);

    assertThat(Letters.write(letter).sms())
        .hasSizeLessThanOrEqualTo(160)
        .startsWith("Comercializa")
        .contains("A-12", "15 de mayo de 2026", "Si ya pago, avisenos aqui:")
        .endsWith(Samples.PAGE.toString());
  }

  @Test
  void a_link_too_long_for_one_part_is_kept_whole() {
    var link = URI.create("https://" + "a".repeat(150) + ".mx/i/Zk3v9QmX2bYt7LrPc8WnDg");
    var bill = Bill.fresh("A-12", "", Samples.DUE, Samples.DUE, Samples.bill().total(), link);

    assertThat(
            Letters.write(
                    Samples.letter(
                        new Occasion.Reminder(Tone.FIRM), Samples.LAURA, bill, Samples.DUE))
                .sms())
        .contains("A-12")
        .endsWith(link.toString());
  }

  @Test
  void letters_outside_the_alphabet_are_left_out_and_ene_stays() {
    assertThat(ShortMessage.gsm("Peña & Núñez {日本} ~ año €5 “hola”"))
        .isEqualTo("Peña & Nuñez   año 5 hola");
  }
}
