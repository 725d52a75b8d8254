package mx.aldia.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuietDaysTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2019-04-21",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2038-04-25",
        "2285-03-22"
      })
  void easter_is_where_the_church_puts_it(LocalDate sunday) {
    assertThat(Easter.sunday(sunday.getYear())).isEqualTo(sunday);
  }

  @Test
  void easter_is_a_sunday_from_22_march_to_25_april() {
    Property.forAll(
        500,
        (random, _) -> {
          var easter = Easter.sunday(random.nextInt(1900, 3000));
          assertThat(easter.getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
          assertThat(easter.getDayOfYear() - (easter.isLeapYear() ? 1 : 0)).isBetween(81, 115);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-04-02",
        "2026-04-03",
        "2026-11-02",
        "2026-12-12",
        "2026-12-24",
        "2026-12-28",
        "2026-12-31"
      })
  void these_days_are_left_in_peace(LocalDate day) {
    assertThat(QuietDays.usual().contains(day)).isTrue();
    assertThat(QuietDays.none().contains(day)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-04-01",
        "2026-04-06",
        "2026-11-03",
        "2026-12-11",
        "2026-12-23",
        "2027-01-04"
      })
  void these_are_days_like_any_other(LocalDate day) {
    assertThat(QuietDays.usual().contains(day)).isFalse();
  }

  @Test
  void a_single_date_can_be_quiet() {
    var day = LocalDate.parse("2026-07-10");

    assertThat(new QuietDays(false, Set.of(), Set.of(day)).contains(day)).isTrue();
    assertThat(new QuietDays(false, Set.of(), Set.of(day)).contains(day.plusYears(1))).isFalse();
  }

  @Test
  void there_are_never_so_many_that_no_day_is_left() {
    var start = LocalDate.parse("2026-01-01");
    var tooMany = start.datesUntil(start.plusDays(QuietDays.MOST + 1)).collect(Collectors.toSet());

    assertThatThrownBy(() -> new QuietDays(false, Set.of(), tooMany))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
