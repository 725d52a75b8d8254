package mx.aldia.domain.tax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import mx.aldia.domain.tax.GlobalPeriod.Every;
import org.junit.jupiter.api.Test;

class GlobalPeriodTest {
  @Test
  void a_week_begins_on_monday_and_counts_for_the_month_of_its_sunday() {
    var week = GlobalPeriod.of(Every.WEEK, LocalDate.parse("2026-01-29"));

    assertThat(week.from()).isEqualTo("2026-01-26");
    assertThat(week.to()).isEqualTo("2026-02-01");
    assertThat(week.month()).isEqualTo(YearMonth.of(2026, 2));
  }

  @Test
  void a_month_has_all_its_days_and_a_day_only_itself() {
    var month = GlobalPeriod.of(Every.MONTH, LocalDate.parse("2028-02-10"));
    assertThat(month.contains(LocalDate.parse("2028-02-01"))).isTrue();
    assertThat(month.contains(LocalDate.parse("2028-02-29"))).isTrue();
    assertThat(month.contains(LocalDate.parse("2028-03-01"))).isFalse();

    var day = GlobalPeriod.of(Every.DAY, LocalDate.parse("2028-02-10"));
    assertThat(day.contains(LocalDate.parse("2028-02-10"))).isTrue();
    assertThat(day.contains(LocalDate.parse("2028-02-11"))).isFalse();
  }
}
