package mx.aldia.domain.collections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import mx.aldia.domain.time.LaborHolidays;
import mx.aldia.domain.time.QuietDays;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactRulesTest {
  static final ZoneId MEXICO_CITY = ZoneId.of("America/Mexico_City");
  static final ZoneId TIJUANA = ZoneId.of("America/Tijuana");
  private static final ContactWindow LAWFUL =
      new ContactWindow(ContactWindow.EARLIEST, ContactWindow.LATEST);

  private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream().sorted().toList();

  /** Every zone that a Mexican debtor can live in. */
  private static final List<ZoneId> MEXICO =
      List.of(
              "America/Tijuana",
              "America/Hermosillo",
              "America/Mazatlan",
              "America/Bahia_Banderas",
              "America/Chihuahua",
              "America/Ciudad_Juarez",
              "America/Ojinaga",
              "America/Monterrey",
              "America/Matamoros",
              "America/Mexico_City",
              "America/Merida",
              "America/Cancun")
          .stream()
          .map(ZoneId::of)
          .toList();

  @ParameterizedTest
  @CsvSource({
    "06:59:59, false",
    "07:00:00, true",
    "12:00:00, true",
    "21:59:59, true",
    "22:00:00, false",
    "23:59:59, false",
    "00:00:00, false"
  })
  void the_lawful_hours_are_seven_to_ten_at_night(LocalTime time, boolean open) {
    var rules = rules(MEXICO_CITY, LAWFUL);

    assertThat(rules.isOpen(at("2026-07-08", time, MEXICO_CITY))).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({"06:59, 19:00", "09:00, 22:01", "19:00, 19:00", "19:00, 09:00"})
  void hours_beyond_the_law_cannot_be_made(LocalTime from, LocalTime to) {
    assertThatThrownBy(() -> new ContactWindow(from, to))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void when_the_hours_are_over_the_next_contact_day_opens() {
    var rules = rules(MEXICO_CITY, ContactWindow.USUAL);

    assertThat(rules.nextOpen(at("2026-07-10", "18:59:59", MEXICO_CITY)))
        .isEqualTo(at("2026-07-10", "18:59:59", MEXICO_CITY));
    assertThat(rules.nextOpen(at("2026-07-10", "19:00", MEXICO_CITY))) // a Friday
        .isEqualTo(at("2026-07-13", "09:00", MEXICO_CITY));
    assertThat(rules.nextOpen(at("2026-07-10", "03:00", MEXICO_CITY)))
        .isEqualTo(at("2026-07-10", "09:00", MEXICO_CITY));
  }

  @Test
  void what_is_no_reminder_waits_for_a_decent_hour_and_not_for_a_contact_day() {
    var rules = rules(MEXICO_CITY, ContactWindow.USUAL);

    assertThat(rules.nextWithinHours(at("2026-07-11", "12:00", MEXICO_CITY))) // a Saturday
        .isEqualTo(at("2026-07-11", "12:00", MEXICO_CITY));
    assertThat(rules.nextWithinHours(at("2026-07-11", "23:00", MEXICO_CITY)))
        .isEqualTo(at("2026-07-12", "09:00", MEXICO_CITY));
    assertThat(rules.nextWithinHours(at("2026-07-12", "03:00", MEXICO_CITY)))
        .isEqualTo(at("2026-07-12", "09:00", MEXICO_CITY));
  }

  @Test
  void holidays_and_quiet_days_are_passed_over() {
    var rules = rules(MEXICO_CITY, ContactWindow.USUAL);

    // Wednesday before Holy Week's Thursday; Juárez's Monday; the end of the year.
    assertThat(rules.nextOpen(at("2026-04-01", "19:00", MEXICO_CITY)))
        .isEqualTo(at("2026-04-06", "09:00", MEXICO_CITY));
    assertThat(rules.nextOpen(at("2026-03-14", "12:00", MEXICO_CITY)))
        .isEqualTo(at("2026-03-17", "09:00", MEXICO_CITY));
    assertThat(rules.nextOpen(at("2026-12-24", "00:00", MEXICO_CITY)))
        .isEqualTo(at("2027-01-04", "09:00", MEXICO_CITY));
  }

  @Test
  void contact_days_are_found_in_both_directions() {
    var rules = rules(MEXICO_CITY, ContactWindow.USUAL);

    assertThat(rules.contactDayOnOrBefore(LocalDate.parse("2026-04-05")))
        .isEqualTo(LocalDate.parse("2026-04-01"));
    assertThat(rules.contactDayOnOrAfter(LocalDate.parse("2026-04-02")))
        .isEqualTo(LocalDate.parse("2026-04-06"));
    assertThat(rules.contactDayOnOrAfter(LocalDate.parse("2026-04-06")))
        .isEqualTo(LocalDate.parse("2026-04-06"));
  }

  @Test
  void saturday_morning_is_open_by_choice() {
    var without = rules(MEXICO_CITY, ContactWindow.USUAL);
    var with =
        new ContactRules(Optional.of(MEXICO_CITY), ContactWindow.USUAL, true, QuietDays.usual());

    assertThat(without.isOpen(at("2026-07-11", "12:00", MEXICO_CITY))).isFalse();
    assertThat(with.isOpen(at("2026-07-11", "09:59:59", MEXICO_CITY))).isFalse();
    assertThat(with.isOpen(at("2026-07-11", "10:00", MEXICO_CITY))).isTrue();
    assertThat(with.isOpen(at("2026-07-11", "13:59:59", MEXICO_CITY))).isTrue();
    assertThat(with.nextOpen(at("2026-07-11", "14:00", MEXICO_CITY)))
        .isEqualTo(at("2026-07-13", "09:00", MEXICO_CITY));
    assertThat(with.isOpen(at("2026-07-12", "12:00", MEXICO_CITY))).isFalse();
  }

  @Test
  void afternoon_hours_leave_nothing_of_saturday() {
    var afternoons = new ContactWindow(LocalTime.of(15, 0), LocalTime.of(19, 0));
    var rules = new ContactRules(Optional.of(MEXICO_CITY), afternoons, true, QuietDays.usual());

    assertThat(rules.isContactDay(LocalDate.parse("2026-07-11"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // Only the northern border still changes its clock: 17:00Z is 09:00 in January, 10:00 in July.
    "2026-01-14, America/Tijuana, 17:00",
    "2026-07-15, America/Tijuana, 16:00",
    "2026-01-14, America/Mexico_City, 15:00",
    "2026-07-15, America/Mexico_City, 15:00",
    "2026-07-15, America/Ciudad_Juarez, 15:00",
    "2026-01-14, America/Ciudad_Juarez, 16:00",
    "2026-07-15, America/Cancun, 14:00"
  })
  void the_debtors_own_clock_counts(LocalDate day, ZoneId zone, LocalTime utc) {
    var rules = rules(zone, ContactWindow.USUAL);

    assertThat(rules.opening(day)).isEqualTo(day.atTime(utc).toInstant(java.time.ZoneOffset.UTC));
  }

  @Test
  void the_debtors_date_counts_and_not_another() {
    var rules = rules(TIJUANA, LAWFUL);

    // Saturday at Greenwich, Friday evening at the border.
    assertThat(rules.isOpen(Instant.parse("2026-07-11T04:59:59Z"))).isTrue();
    assertThat(rules.isOpen(Instant.parse("2026-07-11T05:00:00Z"))).isFalse();
  }

  @Test
  void a_debtor_of_unknown_zone_is_reached_only_when_all_of_mexico_is_open() {
    var rules = new ContactRules(Optional.empty(), ContactWindow.USUAL, false, QuietDays.usual());

    // In winter: 09:00 in Tijuana is 11:00 in Mexico City, where 18:00 is 19:00 in Cancún.
    assertThat(rules.isOpen(at("2026-01-14", "10:59:59", MEXICO_CITY))).isFalse();
    assertThat(rules.isOpen(at("2026-01-14", "11:00", MEXICO_CITY))).isTrue();
    assertThat(rules.isOpen(at("2026-01-14", "17:59:59", MEXICO_CITY))).isTrue();
    assertThat(rules.isOpen(at("2026-01-14", "18:00", MEXICO_CITY))).isFalse();
    assertThat(rules.opening(LocalDate.parse("2026-07-15")))
        .isEqualTo(at("2026-07-15", "10:00", MEXICO_CITY));
  }

  @Test
  void hours_too_short_to_meet_across_the_country_are_widened_within_the_law() {
    var noon = new ContactWindow(LocalTime.of(10, 0), LocalTime.of(12, 0));
    var dawn = new ContactWindow(LocalTime.of(7, 0), LocalTime.of(7, 30));
    var night = new ContactWindow(LocalTime.of(21, 0), LocalTime.of(22, 0));

    assertThat(opening(noon)).isEqualTo(at("2026-01-14", "11:00", MEXICO_CITY));
    assertThat(opening(dawn)).isEqualTo(at("2026-01-14", "09:00", MEXICO_CITY));
    assertThat(opening(night)).isEqualTo(at("2026-01-14", "20:00", MEXICO_CITY));
  }

  @Test
  void open_for_an_unknown_zone_is_open_in_every_mexican_one() {
    Property.forAll(
        2000,
        (random, _) -> {
          var rules =
              new ContactRules(
                  Optional.empty(), anyWindow(random), random.nextBoolean(), QuietDays.usual());
          var open = rules.nextOpen(anyInstant(random));
          for (var zone : MEXICO) {
            assertThat(lawful(open, zone)).as("%s in %s", open, zone).isTrue();
          }
        });
  }

  @Test
  void whatever_the_zone_and_the_day_what_is_open_is_lawful() {
    Property.forAll(
        5000,
        (random, _) -> {
          var zone = anyZone(random);
          var rules =
              new ContactRules(
                  Optional.of(zone), anyWindow(random), random.nextBoolean(), anyQuiet(random));
          var from = anyInstant(random);
          var open = rules.nextOpen(from);
          var there = open.atZone(zone);

          assertThat(open).isAfterOrEqualTo(from);
          assertThat(lawful(open, zone)).as("%s in %s", open, zone).isTrue();
          assertThat(there.toLocalTime()).isAfterOrEqualTo(rules.window().from());
          assertThat(there.toLocalTime()).isBefore(rules.window().to());
          assertThat(rules.quiet().contains(there.toLocalDate())).isFalse();
          assertThat(rules.saturdays() || there.getDayOfWeek() != DayOfWeek.SATURDAY).isTrue();
          assertThat(rules.isOpen(open)).isTrue();
          assertThat(rules.nextOpen(open)).isEqualTo(open);
        });
  }

  @Test
  void nothing_before_the_next_opening_is_open() {
    Property.forAll(
        1000,
        (random, _) -> {
          Optional<ZoneId> zone =
              random.nextBoolean()
                  ? Optional.empty()
                  : Optional.of(MEXICO.get(random.nextInt(MEXICO.size())));
          var rules =
              new ContactRules(zone, anyWindow(random), random.nextBoolean(), anyQuiet(random));
          var from = anyInstant(random);
          var open = rules.nextOpen(from);
          if (open.isAfter(from)) {
            assertThat(rules.isOpen(open.minusMillis(1))).isFalse();
            var between = random.nextLong(from.toEpochMilli(), open.toEpochMilli());
            assertThat(rules.isOpen(Instant.ofEpochMilli(between))).isFalse();
          }
        });
  }

  static ContactWindow anyWindow(RandomGenerator random) {
    var from = random.nextInt(7 * 60, 22 * 60);
    var to = random.nextInt(from + 1, 22 * 60 + 1);
    return new ContactWindow(
        LocalTime.ofSecondOfDay(from * 60L), LocalTime.ofSecondOfDay(to * 60L));
  }

  /** Of the years 2020 to 2040, which hold the end of Mexico's summer time. */
  static Instant anyInstant(RandomGenerator random) {
    var start = Instant.parse("2020-01-01T00:00:00Z");
    return start.plusSeconds(random.nextLong(Duration.ofDays(20 * 365).toSeconds()));
  }

  static ZoneId anyZone(RandomGenerator random) {
    return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
  }

  static QuietDays anyQuiet(RandomGenerator random) {
    if (random.nextBoolean()) {
      return QuietDays.usual();
    }
    var yearly = new HashSet<MonthDay>();
    var count = random.nextInt(QuietDays.MOST);
    for (int i = 0; i < count; i++) {
      yearly.add(MonthDay.from(LocalDate.ofYearDay(2024, random.nextInt(1, 367))));
    }
    return new QuietDays(random.nextBoolean(), yearly, Set.of());
  }

  /** Written down once more, on its own, from the law. */
  static boolean lawful(Instant at, ZoneId zone) {
    var there = at.atZone(zone);
    return there.getHour() >= 7
        && there.getHour() < 22
        && there.getDayOfWeek() != DayOfWeek.SUNDAY
        && !LaborHolidays.isHoliday(there.toLocalDate());
  }

  private static ContactRules rules(ZoneId zone, ContactWindow window) {
    return new ContactRules(Optional.of(zone), window, false, QuietDays.usual());
  }

  private static Instant opening(ContactWindow window) {
    return new ContactRules(Optional.empty(), window, false, QuietDays.usual())
        .opening(LocalDate.parse("2026-01-14"));
  }

  static Instant at(String date, String time, ZoneId zone) {
    return at(date, LocalTime.parse(time), zone);
  }

  private static Instant at(String date, LocalTime time, ZoneId zone) {
    return LocalDate.parse(date).atTime(time).atZone(zone).toInstant();
  }
}
