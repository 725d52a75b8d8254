package mx.aldia.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

final class ShorthandTest {
  private static final String LETTER =
      """
      Buen día, Rosa Ávila:

      Quizá se le pasó: la factura N-204 venció hace 3 días, el jueves 12 de marzo de 2026, y \
      todavía no vemos registrado su pago.

      Puede ver el detalle y pagar desde el enlace de abajo.

      Factura:              N-204
      Fecha de pago:        jueves 12 de marzo de 2026
      Por pagar:            $18,341.07 MXN

      Si alguien le da otra cuenta para pagar, confírmelo con nosotros antes de transferir.
      """;

  @Test
  void what_was_written_is_read_word_for_word() {
    var random = new Random(7);
    for (int length = 0; length < 20_000; length = length * 2 + 1) {
      var text =
          random
              .ints(length, 1, 0x2_0000)
              .filter(it -> !Character.isSurrogate((char) it) || it > 0xFFFF)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();

      assertThat(Shorthand.read(Shorthand.LETTERS.write(text))).isEqualTo(text);
    }
    assertThat(Shorthand.read(Shorthand.LETTERS.write(LETTER))).isEqualTo(LETTER);
  }

  @Test
  void of_a_letter_little_more_is_kept_than_its_names_dates_and_amounts() {
    assertThat(Shorthand.LETTERS.write(LETTER)).hasSizeLessThan(LETTER.length() / 3);
  }

  @Test
  void a_list_of_phrases_is_never_changed_for_what_was_written_with_it_must_be_read()
      throws IOException {
    assertThat(crc("sheets-1.txt")).isEqualTo(584315966L);
    assertThat(crc("letters-1.txt")).isEqualTo(458337832L);
  }

  @Test
  void what_is_cut_off_or_no_shorthand_is_told() {
    var written = Shorthand.LETTERS.write(LETTER);

    assertThatIllegalStateException()
        .isThrownBy(() -> Shorthand.read(Arrays.copyOf(written, written.length / 2)));
    assertThatIllegalStateException().isThrownBy(() -> Shorthand.read(new byte[] {1, 2, 3, 4}));
  }

  private static long crc(String phrases) throws IOException {
    try (var file = Shorthand.class.getResourceAsStream(phrases)) {
      var crc = new CRC32();
      crc.update(file.readAllBytes());
      return crc.getValue();
    }
  }
}
