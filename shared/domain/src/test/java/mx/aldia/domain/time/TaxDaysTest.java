package mx.aldia.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;

class TaxDaysTest {
  @Test
  void a_term_of_three_days_passes_over_weekends_and_holidays() {
    assertThat(TaxDays.after(LocalDate.parse("2026-01-05"), 3)).isEqualTo("2026-01-08");
    assertThat(TaxDays.after(LocalDate.parse("2026-01-08"), 3)).isEqualTo("2026-01-13");
    assertThat(TaxDays.after(LocalDate.parse("2026-01-10"), 3)).isEqualTo("2026-01-14");
    assertThat(TaxDays.after(LocalDate.parse("2026-01-30"), 3)).isEqualTo("2026-02-05");
    assertThat(TaxDays.after(LocalDate.parse("2026-04-30"), 3)).isEqualTo("2026-05-07");
  }

  @Test
  void the_fifth_of_may_is_no_day_for_the_tax_authority_and_is_one_for_labour() {
    var fifthOfMay = LocalDate.parse("2026-05-05");

    assertThat(TaxDays.counts(fifthOfMay)).isFalse();
    assertThat(LaborHolidays.isHoliday(fifthOfMay)).isFalse();
  }

  @Test
  void a_term_ends_on_a_day_that_counts_and_holds_as_many_as_it_says() {
    Property.forAll(
        500,
        (random, _) -> {
          var from = LocalDate.ofEpochDay(random.nextLong(18_000, 25_000));
          int days = random.nextInt(1, 20);

          var last = TaxDays.after(from, days);

          assertThat(TaxDays.counts(last)).isTrue();
          assertThat(from.plusDays(1).datesUntil(last.plusDays(1)).filter(TaxDays::counts).count())
              .isEqualTo(days);
        });
  }
}
