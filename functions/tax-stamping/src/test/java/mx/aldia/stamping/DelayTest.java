package mx.aldia.stamping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelayTest {
  @Test
  void it_is_told_after_a_minute_a_day_and_sixty_hours_and_on_the_last_day_of_its_month() {
    assertThat(told("2026-01-05T15:00:00Z"))
        .containsExactly(
            at("2026-01-05T15:01:00Z"),
            at("2026-01-06T15:00:00Z"),
            at("2026-01-08T03:00:00Z"),
            at("2026-01-31T15:00:00Z"));
  }

  @Test
  void near_the_end_of_the_month_its_last_morning_comes_before_the_day_is_over() {
    assertThat(told("2026-01-30T23:00:00Z").get(1)).isEqualTo(at("2026-01-31T15:00:00Z"));
  }

  @Test
  void on_the_last_day_itself_an_hour_is_late() {
    assertThat(told("2026-02-01T01:00:00Z"))
        .startsWith(at("2026-02-01T01:01:00Z"), at("2026-02-01T02:00:00Z"));
  }

  private static List<Instant> told(String since) {
    return Delay.told(
        Instant.parse(since), Duration.ofMinutes(1), ZoneId.of("America/Mexico_City"));
  }

  private static Instant at(String instant) {
    return Instant.parse(instant);
  }
}
