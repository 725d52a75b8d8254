package mx.aldia.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mx.aldia.letters.ToneLint.Offence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ToneLintTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          THREAT          | Si no paga irá a la cárcel.
          THREAT          | Procederemos al EMBARGO de sus bienes
          THREAT          | lo vamos a embargar
          THREAT          | Presentaremos una demanda penal en su contra
          THREAT          | Será reportado al Buró de Crédito
          THREAT          | Este es su último aviso judicial
          THREAT          | Ejerceremos acciones legales en su contra
          THREAT          | Pague o aténgase a las consecuencias
          THREAT          | Pay today or we will sue you
          THREAT          | The police will be informed
          THREAT          | This is your final warning
          INSULT          | Usted es un moroso
          INSULT          | No sea irresponsable
          INSULT          | Don't be a deadbeat
          EXPOSURE        | Lo pondremos en la lista negra
          EXPOSURE        | Vamos a exhibirlo con sus clientes
          EXPOSURE        | Avisaremos a su familia
          EXPOSURE        | We will tell your employer
          FALSE_AUTHORITY | Juzgado Tercero de lo Civil
          FALSE_AUTHORITY | Notificación del SAT sobre su adeudo
          FALSE_AUTHORITY | Por orden del juez
          FALSE_AUTHORITY | Official notice from the court
          SHOUTING        | PAGUE HOY MISMO SU FACTURA VENCIDA
          PROMOTION       | Aproveche nuestra promoción de mayo
          PROMOTION       | Llévese 20% de descuento en su próxima compra
          PROMOTION       | Use this coupon on your next order
          """)
  void what_may_not_be_said_is_named(Offence offence, String text) {
    assertThat(ToneLint.read(text)).extracting(ToneLint.Finding::offence).contains(offence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Le recordamos que su factura vence mañana. Gracias por su confianza.",
        "Sin embargo, si ya pagó, avísenos aquí.",
        "De no llegar a un acuerdo, podremos ejercer las acciones legales que correspondan.",
        "Le pedimos hacer el pago o decirnos qué día podrá hacerlo.",
        "Su factura incluye el descuento por pronto pago que acordamos.",
        "La orden de compra la firmó la Policlínica del Sur; el CFDI se consulta en el portal del SAT.",
        "¿Puede exhibir el comprobante de pago? Gracias.",
        "Factura A-12, RFC ERD200101AB1, BBVA",
        "We would rather settle this directly with you. Please tell us on which day you will pay.",
        "An issue with the delivery? The suede sample and the judgement of colour are on page 2."
      })
  void what_a_decent_person_writes_passes(String text) {
    assertThat(ToneLint.read(text)).isEmpty();
  }

  @Test
  void accents_case_and_invisible_characters_do_not_hide_a_word() {
    assertThat(ToneLint.allows("irá a la CÁRCEL")).isFalse();
    assertThat(ToneLint.allows("ira a la ca\u0301rcel")).isFalse();
    assertThat(ToneLint.allows("irá a la cár\u200Bcel")).isFalse();
    assertThat(ToneLint.allows("lista\n   negra")).isFalse();
  }

  @Test
  void every_letter_we_write_ourselves_passes() {
    for (var reader : List.of(Samples.LAURA, Samples.LAURA_TU, Samples.LAURA_ENGLISH)) {
      for (var letter : Samples.everyOccasion(reader).values()) {
        var written = Letters.write(letter);

        assertThat(ToneLint.read(written.subject())).isEmpty();
        assertThat(ToneLint.read(written.text())).isEmpty();
        assertThat(ToneLint.read(written.sms())).isEmpty();
      }
    }
  }
}
