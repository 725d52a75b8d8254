package mx.aldia.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|EN",
        "EN-gb|EN",
        "es-MX,es;q=0.9,en;q=0.8|ES",
        "en;q=0.8, es;q=0.9|ES",
        "es;q=0.1, en;q=0.25|EN",
        "fr, en;q=0.5|EN",
        "fr, de|ES",
        "es;q=0, en;q=0.001|EN",
        "en;q=0|ES",
        "*|ES",
        "en, *|EN",
        "en;q=1.000|EN",
        "en;q=2|ES",
        "en;level=1|ES",
        ";;;,,,q=|ES",
        "''|ES"
      })
  void the_language_of_most_weight_is_spoken(String header, Language expected) {
    assertThat(Language.preferred(header)).isEqualTo(expected);
  }

  @Test
  void spanish_is_spoken_to_who_does_not_say() {
    assertThat(Language.preferred(null)).isEqualTo(Language.ES);
  }
}
