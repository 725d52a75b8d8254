package mx.aldia.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RepTimingTest {
  private static final ZoneId MEXICO = ZoneId.of("America/Mexico_City");

  /** Eight in the evening of 31 January in Mexico, which in UTC is February. */
  private static final Instant EVENING = Instant.parse("2026-02-01T02:00:00Z");

  @Test
  void at_once_on_the_next_morning_or_on_the_first_where_the_tenant_is() {
    assertThat(RepTiming.IMMEDIATE.from(EVENING, MEXICO)).isEqualTo(EVENING);
    assertThat(RepTiming.DAILY.from(EVENING, MEXICO)).isEqualTo("2026-02-01T12:00:00Z");
    assertThat(RepTiming.MONTHLY.from(EVENING, MEXICO)).isEqualTo("2026-02-01T12:00:00Z");
    assertThat(RepTiming.MONTHLY.from(Instant.parse("2026-02-01T07:00:00Z"), MEXICO))
        .isEqualTo("2026-03-01T12:00:00Z");
  }
}
