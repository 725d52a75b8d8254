package mx.aldia.domain.collections;

import static mx.aldia.domain.collections.ContactRulesTest.MEXICO_CITY;
import static mx.aldia.domain.collections.ContactRulesTest.at;
import static mx.aldia.domain.collections.Tone.FINAL;
import static mx.aldia.domain.collections.Tone.FIRM;
import static mx.aldia.domain.collections.Tone.FORMAL;
import static mx.aldia.domain.collections.Tone.FRIENDLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.domain.time.QuietDays;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final PolicyId ID = new PolicyId(new TenantId("ten_1"), "pol_1");

  /** A Wednesday; three days before is a Sunday, three after a Saturday. */
  private static final LocalDate WEDNESDAY = LocalDate.parse("2026-07-15");

  @Test
  void the_usual_ladder_goes_up_on_contact_days_at_the_opening_of_the_hours() {
    var climbed = climb(usual(WEDNESDAY), Progress.none(), at("2026-07-01", "12:00", MEXICO_CITY));

    assertThat(climbed)
        .containsExactly(
            new Planned(0, -3, FRIENDLY, day("07-10"), opens("07-10")), // Sunday: the Friday before
            new Planned(1, 0, FRIENDLY, day("07-15"), opens("07-15")),
            new Planned(2, 3, FRIENDLY, day("07-20"), opens("07-20")), // Saturday: the Monday after
            new Planned(3, 7, FIRM, day("07-22"), opens("07-22")),
            new Planned(4, 15, FORMAL, day("07-30"), opens("07-30")));
  }

  @Test
  void steps_past_at_issue_are_skipped() {
    assertThat(usual(WEDNESDAY).next(Progress.none(), at("2026-07-17", "12:00", MEXICO_CITY)))
        .hasValueSatisfying(next -> assertThat(next.step()).isEqualTo(2));
  }

  @Test
  void a_step_moved_to_a_day_before_today_is_past() {
    // Due on Wednesday, three days before is Sunday, moved to Friday; today is Saturday.
    assertThat(usual(WEDNESDAY).next(Progress.none(), at("2026-07-11", "10:00", MEXICO_CITY)))
        .hasValueSatisfying(next -> assertThat(next.step()).isEqualTo(1));
  }

  @Test
  void a_step_of_today_still_goes_today_while_the_hours_last() {
    var now = at("2026-07-15", "18:59:59", MEXICO_CITY);

    assertThat(usual(WEDNESDAY).next(Progress.none(), now))
        .contains(new Planned(1, 0, FRIENDLY, day("07-15"), now));
  }

  @Test
  void a_step_of_today_goes_tomorrow_when_the_hours_are_over() {
    assertThat(usual(WEDNESDAY).next(Progress.none(), at("2026-07-15", "19:00", MEXICO_CITY)))
        .contains(new Planned(1, 0, FRIENDLY, day("07-16"), opens("07-16")));
  }

  @Test
  void before_the_hours_begin_it_waits_for_them() {
    assertThat(usual(WEDNESDAY).next(Progress.none(), at("2026-07-15", "05:00", MEXICO_CITY)))
        .contains(new Planned(1, 0, FRIENDLY, day("07-15"), opens("07-15")));
  }

  @Test
  void of_two_that_would_meet_on_one_day_the_later_goes() {
    var ladder =
        ladder(WEDNESDAY, step(3, FRIENDLY), step(4, FIRM), step(5, FIRM), step(6, FORMAL));

    // Saturday, Sunday and Monday meet on Monday.
    assertThat(climb(ladder, Progress.none(), at("2026-07-15", "12:00", MEXICO_CITY)))
        .extracting(Planned::step, Planned::on)
        .containsExactly(tuple(2, day("07-20")), tuple(3, day("07-21")));
  }

  @Test
  void two_before_the_due_date_meet_on_the_friday_before() {
    var ladder = ladder(WEDNESDAY, step(-4, FRIENDLY), step(-3, FRIENDLY), step(0, FRIENDLY));

    assertThat(climb(ladder, Progress.none(), at("2026-07-01", "12:00", MEXICO_CITY)))
        .extracting(Planned::step)
        .containsExactly(1, 2);
  }

  @Test
  void a_second_one_never_goes_on_the_day_of_the_last() {
    var done = Progress.none().sent(step(-1, FRIENDLY), FRIENDLY, day("07-15"));

    assertThat(usual(WEDNESDAY).next(done, at("2026-07-15", "12:00", MEXICO_CITY)))
        .contains(new Planned(1, 0, FRIENDLY, day("07-16"), opens("07-16")));
  }

  @Test
  void what_is_done_is_not_done_again() {
    var done = Progress.none().passed(step(7, FIRM));

    assertThat(usual(WEDNESDAY).next(done, at("2026-07-01", "12:00", MEXICO_CITY)))
        .hasValueSatisfying(next -> assertThat(next.step()).isEqualTo(4));
  }

  @Test
  void after_the_last_step_there_is_none() {
    var done = Progress.none().sent(step(15, FORMAL), FORMAL, day("07-30"));

    assertThat(usual(WEDNESDAY).next(done, at("2026-07-30", "12:00", MEXICO_CITY))).isEmpty();
    assertThat(usual(WEDNESDAY).next(Progress.none(), at("2026-08-20", "12:00", MEXICO_CITY)))
        .isEmpty();
  }

  @Test
  void a_milder_policy_does_not_lower_a_tone_that_was_said() {
    var milder = ladder(WEDNESDAY, step(20, FRIENDLY), step(30, FINAL));
    var done = Progress.none().sent(step(7, FIRM), FIRM, day("07-22"));

    assertThat(climb(milder, done, at("2026-07-22", "12:00", MEXICO_CITY)))
        .extracting(Planned::tone)
        .containsExactly(FIRM, FINAL);
  }

  @Test
  void an_agreement_begins_anew_and_friendly_but_not_on_the_day_of_the_last() {
    var done = Progress.none().sent(step(7, FIRM), FIRM, day("07-22")).agreed();
    var extended = usual(LocalDate.parse("2026-07-22"));

    assertThat(extended.next(done, at("2026-07-22", "12:00", MEXICO_CITY)))
        .contains(new Planned(1, 0, FRIENDLY, day("07-23"), opens("07-23")));
  }

  @Test
  void a_later_due_date_is_followed_without_repeating_a_step() {
    var done = Progress.none().sent(step(0, FRIENDLY), FRIENDLY, day("07-15"));
    var later = usual(LocalDate.parse("2026-07-31"));

    assertThat(later.next(done, at("2026-07-16", "12:00", MEXICO_CITY)))
        .contains(
            new Planned(2, 3, FRIENDLY, LocalDate.parse("2026-08-03"), instant("2026-08-03")));
  }

  @Test
  void one_that_waited_past_the_day_of_a_later_one_is_overtaken_by_it() {
    var ladder = usual(WEDNESDAY);
    var now = at("2026-07-22", "09:30", MEXICO_CITY);

    assertThat(ladder.overtaking(2, Progress.none(), now))
        .contains(new Planned(3, 7, FIRM, day("07-22"), now));
    assertThat(ladder.overtaking(3, Progress.none(), now)).isEmpty();
    assertThat(ladder.overtaking(2, Progress.none(), at("2026-07-21", "18:00", MEXICO_CITY)))
        .isEmpty();
  }

  @Test
  void a_broken_promise_goes_one_step_up_and_the_rest_keeps_its_distance() {
    var ladder = usual(WEDNESDAY);
    var done = Progress.none().sent(step(3, FRIENDLY), FRIENDLY, day("07-20"));

    // The day of the formal step is long past; yet the firm one is next, and the formal one
    // follows.
    var resumed = ladder.afterBrokenPromise(done, at("2026-08-12", "10:00", MEXICO_CITY));

    assertThat(resumed.next())
        .contains(new Planned(3, 7, FIRM, day("08-12"), at("2026-08-12", "10:00", MEXICO_CITY)));
    var said = resumed.progress().sent(step(7, FIRM), FIRM, day("08-12"));
    assertThat(ladder.next(said, at("2026-08-12", "10:00", MEXICO_CITY)))
        .contains(new Planned(4, 15, FORMAL, day("08-20"), opens("08-20")));
  }

  @Test
  void a_promise_broken_early_brings_its_step_forward_and_moves_no_other() {
    var ladder = usual(WEDNESDAY);
    var done = Progress.none().sent(step(0, FRIENDLY), FRIENDLY, day("07-15"));

    var resumed = ladder.afterBrokenPromise(done, at("2026-07-16", "10:00", MEXICO_CITY));

    assertThat(resumed.next()).hasValueSatisfying(next -> assertThat(next.step()).isEqualTo(2));
    assertThat(resumed.progress().delayDays()).isZero();
  }

  @Test
  void a_promise_broken_before_the_due_date_changes_no_plan() {
    var now = at("2026-07-02", "10:00", MEXICO_CITY);

    assertThat(usual(WEDNESDAY).afterBrokenPromise(Progress.none(), now).next())
        .isEqualTo(usual(WEDNESDAY).next(Progress.none(), now));
  }

  @Test
  void no_two_on_one_day_none_outside_the_hours_no_tone_back_down_no_step_twice() {
    Property.forAll(
        3000,
        (random, _) -> {
          var ladder = anyLadder(random);
          var issued = issued(ladder, random);
          var days = new HashSet<LocalDate>();
          var reached = FRIENDLY;
          var last = -1;
          for (var planned : climb(ladder, Progress.none(), issued)) {
            assertThat(days.add(planned.on())).as("one day: %s", planned).isTrue();
            assertThat(ladder.rules().isOpen(planned.at())).as("open: %s", planned).isTrue();
            ladder
                .rules()
                .zone()
                .ifPresent(
                    zone -> assertThat(ContactRulesTest.lawful(planned.at(), zone)).isTrue());
            assertThat(ladder.rules().dateAt(planned.at())).isEqualTo(planned.on());
            assertThat(planned.at()).isAfterOrEqualTo(issued);
            assertThat(planned.tone()).isGreaterThanOrEqualTo(reached);
            assertThat(planned.step()).isGreaterThan(last);
            reached = planned.tone();
            last = planned.step();
          }
        });
  }

  @Test
  void planning_again_without_news_gives_the_same_plan() {
    Property.forAll(
        2000,
        (random, _) -> {
          var ladder = anyLadder(random);
          var now = issued(ladder, random);
          var next = ladder.next(Progress.none(), now);

          assertThat(ladder.next(Progress.none(), now)).isEqualTo(next);
          next.ifPresent(
              planned -> {
                var wait = Duration.between(now, planned.at()).toMillis();
                var later = now.plusMillis(wait == 0 ? 0 : random.nextLong(wait + 1));
                var step = ladder.policy().steps().get(planned.step());
                // One whose hours were over moved a day; asked on that day, its own is past.
                if (ladder.dayOf(step).equals(planned.on())) {
                  assertThat(ladder.next(Progress.none(), later)).contains(planned);
                }
              });
        });
  }

  @Test
  void only_what_is_past_or_speaks_through_a_later_one_is_left_out() {
    Property.forAll(
        2000,
        (random, _) -> {
          var ladder = anyLadder(random);
          var now = issued(ladder, random);
          var today = ladder.rules().dateAt(now);
          var climbed = climb(ladder, Progress.none(), now);
          for (int i = 0; i < ladder.policy().steps().size(); i++) {
            var step = i;
            var day = ladder.dayOf(ladder.policy().steps().get(i));
            if (!day.isBefore(today)) {
              assertThat(climbed)
                  .as("step %d of %s", step, day)
                  .anyMatch(it -> it.step() >= step && it.on().isAfter(day.minusDays(1)));
            }
          }
        });
  }

  /** Sends each step the moment it is planned for. */
  private static List<Planned> climb(Ladder ladder, Progress from, Instant start) {
    var climbed = new ArrayList<Planned>();
    var done = from;
    var now = start;
    for (int i = 0; i <= ReminderPolicy.MOST_STEPS; i++) {
      var next = ladder.next(done, now);
      if (next.isEmpty()) {
        return climbed;
      }
      var planned = next.get();
      climbed.add(planned);
      now = planned.at();
      done = done.sent(ladder.policy().steps().get(planned.step()), planned.tone(), planned.on());
    }
    throw new AssertionError("the ladder does not end: " + climbed);
  }

  static Ladder anyLadder(RandomGenerator random) {
    var offsets = new TreeSet<Integer>();
    var count = random.nextInt(1, ReminderPolicy.MOST_STEPS + 1);
    // Half of them crowded, so that days meet.
    var spread = random.nextBoolean() ? 15 : Step.LATEST;
    for (int i = 0; i < count; i++) {
      offsets.add(random.nextInt(Math.max(Step.EARLIEST, -spread), spread + 1));
    }
    var steps = new ArrayList<Step>();
    var tones = new ArrayDeque<>(List.of(Tone.values()));
    for (var offset : offsets) {
      if (tones.size() > 1 && random.nextInt(5) == 0) {
        tones.remove();
      }
      steps.add(step(offset, tones.element()));
    }
    var policy =
        new ReminderPolicy(
            ID,
            "any",
            steps,
            ContactRulesTest.anyWindow(random),
            random.nextInt(1, ReminderPolicy.MOST_PER_WEEK + 1),
            random.nextBoolean(),
            Optional.empty(),
            1);
    Optional<ZoneId> zone =
        random.nextBoolean() ? Optional.empty() : Optional.of(ContactRulesTest.anyZone(random));
    var due = LocalDate.parse("2024-01-01").plusDays(random.nextInt(3000));
    return new Ladder(
        policy, due, ContactRules.of(policy, zone, ContactRulesTest.anyQuiet(random)));
  }

  /** Some moment from two months before the due date to two weeks after it. */
  private static Instant issued(Ladder ladder, RandomGenerator random) {
    var start = ladder.dueOn().minusDays(70).atStartOfDay(MEXICO_CITY).toInstant();
    return start.plusSeconds(random.nextLong(Duration.ofDays(84).toSeconds()));
  }

  static Ladder usual(LocalDate dueOn) {
    return ladder(dueOn, ReminderPolicy.usual(ID, "usual").steps().toArray(Step[]::new));
  }

  static Ladder ladder(LocalDate dueOn, Step... steps) {
    var usual = ReminderPolicy.usual(ID, "usual");
    var policy =
        new ReminderPolicy(
            ID,
            "any",
            Arrays.asList(steps),
            usual.window(),
            usual.maxPerWeek(),
            false,
            Optional.empty(),
            1);
    return new Ladder(
        policy, dueOn, ContactRules.of(policy, Optional.of(MEXICO_CITY), QuietDays.usual()));
  }

  static Step step(int offset, Tone tone) {
    return new Step(offset, tone, List.of(ChannelKind.EMAIL), Step.Mode.AUTO, Optional.empty());
  }

  private static LocalDate day(String monthAndDay) {
    return LocalDate.parse("2026-" + monthAndDay);
  }

  private static Instant opens(String monthAndDay) {
    return instant("2026-" + monthAndDay);
  }

  private static Instant instant(String date) {
    return at(date, "09:00", MEXICO_CITY);
  }
}
