package mx.aldia.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaborHolidaysTest {
  @Test
  void an_ordinary_year_has_seven() {
    assertThat(LaborHolidays.of(2026))
        .containsExactlyElementsOf(
            days(2026, "01-01", "02-02", "03-16", "05-01", "09-16", "11-16", "12-25"));
  }

  @Test
  void one_that_falls_on_a_weekend_is_not_moved() {
    assertThat(LaborHolidays.of(2027))
        .containsExactlyElementsOf(
            days(2027, "01-01", "02-01", "03-15", "05-01", "09-16", "11-15", "12-25"));
    assertThat(LaborHolidays.isHoliday(LocalDate.parse("2027-05-01"))).isTrue(); // a Saturday
    assertThat(LaborHolidays.isHoliday(LocalDate.parse("2027-04-30"))).isFalse();
    assertThat(LaborHolidays.isHoliday(LocalDate.parse("2027-05-03"))).isFalse();
  }

  @Test
  void a_new_president_adds_the_first_of_october_since_2024() {
    assertThat(LaborHolidays.of(2024)).hasSize(8).contains(LocalDate.parse("2024-10-01"));
    assertThat(LaborHolidays.of(2030)).hasSize(8).contains(LocalDate.parse("2030-10-01"));
    assertThat(LaborHolidays.of(2024)).doesNotContain(LocalDate.parse("2024-12-01"));
    assertThat(LaborHolidays.of(2025)).hasSize(7);
  }

  @Test
  void until_2018_that_was_the_first_of_december() {
    assertThat(LaborHolidays.of(2018)).hasSize(8).contains(LocalDate.parse("2018-12-01"));
    assertThat(LaborHolidays.of(2012)).hasSize(8).contains(LocalDate.parse("2012-12-01"));
    assertThat(LaborHolidays.of(2018)).doesNotContain(LocalDate.parse("2018-10-01"));
  }

  private static List<LocalDate> days(int year, String... days) {
    return Arrays.stream(days).map(day -> LocalDate.parse(year + "-" + day)).toList();
  }
}
