package mx.aldia.letters;

import static mx.aldia.letters.Language.ENGLISH;
import static mx.aldia.letters.Language.SPANISH;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class DaysTest {
  private static final LocalDate DUE = LocalDate.of(2026, 5, 15);

  @Test
  void a_year_of_days_is_named_as_the_languages_own_data_name_it() {
    var spanish = DateTimeFormatter.ofPattern("EEEE d 'de' MMMM 'de' uuuu", Locale.of("es", "MX"));
    var english = DateTimeFormatter.ofPattern("EEEE, MMMM d, uuuu", Locale.US);
    for (var day = LocalDate.of(2028, 1, 1); day.getYear() == 2028; day = day.plusDays(1)) {
      assertThat(Days.full(day, SPANISH)).isEqualTo(spanish.format(day));
      assertThat(Days.full(day, ENGLISH)).isEqualTo(english.format(day));
    }
  }

  @Test
  void a_due_date_is_said_of_today() {
    assertThat(Days.due(DUE, DUE.minusDays(15), SPANISH)).isEqualTo("vence en 15 días");
    assertThat(Days.due(DUE, DUE.minusDays(2), SPANISH)).isEqualTo("vence en 2 días");
    assertThat(Days.dueInFull(DUE, DUE.minusDays(2), SPANISH)).contains("vence en 2 días, el ");
    assertThat(Days.dueInFull(DUE, DUE.minusDays(1), SPANISH)).doesNotContain(", el ");
    assertThat(Days.due(DUE, DUE.minusDays(1), SPANISH)).isEqualTo("vence mañana");
    assertThat(Days.due(DUE, DUE, SPANISH)).isEqualTo("vence hoy");
    assertThat(Days.due(DUE, DUE.plusDays(1), SPANISH)).isEqualTo("venció ayer");
    assertThat(Days.due(DUE, DUE.plusDays(7), SPANISH)).isEqualTo("venció hace 7 días");
    assertThat(Days.due(DUE, DUE.plusDays(7), ENGLISH)).isEqualTo("was due 7 days ago");
  }
}
