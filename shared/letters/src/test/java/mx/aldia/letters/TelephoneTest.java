package mx.aldia.letters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TelephoneTest {
  @ParameterizedTest
  @CsvSource({
    "+525555550100, 55 5555 0100",
    "+523312345678, 33 1234 5678",
    "+524421234567, 442 123 4567",
    "+15125550100, +15125550100",
    "+52555555010, +52555555010"
  })
  void a_mexican_number_is_grouped_as_it_is_said(String e164, String shown) {
    assertThat(Telephone.shown(e164)).isEqualTo(shown);
  }
}
