package mx.aldia.domain.tax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PueTermTest {
  private static final ZoneId MEXICO = ZoneId.of("America/Mexico_City");

  @Test
  void two_working_days_before_the_month_ends_it_is_told() {
    assertThat(told("2026-01-05", "2026-01-05T15:00:00Z")).isEqualTo("2026-01-29T15:00:00Z");
    // 31 May 2026 is a Sunday, 30 a Saturday.
    assertThat(told("2026-05-04", "2026-05-04T15:00:00Z")).isEqualTo("2026-05-28T15:00:00Z");
    // 1 May counts for nothing, but lies after the end of April.
    assertThat(told("2026-04-10", "2026-04-10T15:00:00Z")).isEqualTo("2026-04-28T15:00:00Z");
  }

  @Test
  void issued_after_that_morning_it_is_told_when_the_month_is_over() {
    assertThat(told("2026-01-30", "2026-01-30T15:00:00Z")).isEqualTo("2026-02-01T06:00:00Z");
  }

  @Test
  void money_of_the_last_day_keeps_it_and_money_of_the_next_does_not() {
    var issuedOn = LocalDate.parse("2026-02-10");

    assertThat(PueTerm.keeps(issuedOn, LocalDate.parse("2026-02-28"))).isTrue();
    assertThat(PueTerm.keeps(issuedOn, LocalDate.parse("2026-03-01"))).isFalse();
  }

  private static Instant told(String issuedOn, String now) {
    return PueTerm.told(LocalDate.parse(issuedOn), Instant.parse(now), MEXICO);
  }
}
