package mx.aldia.domain.collections;

import static mx.aldia.domain.collections.ContactRulesTest.MEXICO_CITY;
import static mx.aldia.domain.collections.ContactRulesTest.at;
import static mx.aldia.domain.collections.LadderTest.ladder;
import static mx.aldia.domain.collections.LadderTest.step;
import static mx.aldia.domain.collections.LadderTest.usual;
import static mx.aldia.domain.collections.Tone.FINAL;
import static mx.aldia.domain.collections.Tone.FIRM;
import static mx.aldia.domain.collections.Tone.FORMAL;
import static mx.aldia.domain.collections.Tone.FRIENDLY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import mx.aldia.domain.collections.Approach.Standing;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GuardrailsTest {
  /** A Wednesday. */
  private static final LocalDate DUE = LocalDate.parse("2026-07-15");

  private static final Instant NOON_OF_DUE_DAY = at("2026-07-15", "12:00", MEXICO_CITY);

  @Test
  void what_is_owed_and_due_is_asked_for() {
    assertThat(decide(approach())).isEqualTo(new Decision.Send(ChannelKind.EMAIL, FRIENDLY));
  }

  @ParameterizedTest
  @CsvSource({
    "PAID, PAID",
    "VOIDED, VOIDED",
    "UNCOLLECTIBLE, UNCOLLECTIBLE",
    "DISPUTED, DISPUTED",
    "PAUSED, PAUSED",
    "PROMISED, PROMISE_OPEN"
  })
  void nobody_is_asked_who_does_not_owe_or_was_given_peace(Standing standing, Reason reason) {
    assertThat(decide(approach().standing(standing)))
        .isEqualTo(new Decision.Suppress(List.of(reason)));
  }

  @Test
  void without_a_way_or_a_contact_for_questions_nothing_goes_out() {
    assertThat(decide(approach().channel(Optional.empty()).supportContact(false)))
        .isEqualTo(
            new Decision.Suppress(List.of(Reason.NO_CHANNEL, Reason.SUPPORT_CONTACT_MISSING)));
    assertThat(decide(approach().supportContact(false)))
        .isEqualTo(new Decision.Suppress(List.of(Reason.SUPPORT_CONTACT_MISSING)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-15, 06:59:59, OUTSIDE_HOURS, 2026-07-15",
    "2026-07-15, 08:59:59, OUTSIDE_HOURS, 2026-07-15",
    "2026-07-15, 19:00:00, OUTSIDE_HOURS, 2026-07-16",
    "2026-07-17, 22:00:00, OUTSIDE_HOURS, 2026-07-20",
    "2026-07-19, 12:00:00, NOT_A_CONTACT_DAY, 2026-07-20",
    "2026-09-16, 12:00:00, NOT_A_CONTACT_DAY, 2026-09-17"
  })
  void it_waits_for_the_hours_of_a_contact_day(
      String date, String time, Reason reason, String until) {
    var alone = ladder(DUE, step(0, FRIENDLY));

    assertThat(decide(approach().ladder(alone).step(0).now(at(date, time, MEXICO_CITY))))
        .isEqualTo(new Decision.Postpone(at(until, "09:00", MEXICO_CITY), List.of(reason)));
  }

  @Test
  void a_debtor_of_unknown_zone_is_spared_when_any_mexican_clock_is_outside_the_hours() {
    var known = usual(DUE);
    var unknown =
        new Ladder(
            known.policy(),
            DUE,
            ContactRules.of(known.policy(), Optional.empty(), known.rules().quiet()));

    assertThat(decide(approach().ladder(unknown).now(at("2026-07-15", "09:30", MEXICO_CITY))))
        .isEqualTo(
            new Decision.Postpone(
                at("2026-07-15", "10:00", MEXICO_CITY), List.of(Reason.ZONE_UNKNOWN)));
  }

  @Test
  void one_reminder_a_day_over_all_invoices() {
    assertThat(decide(approach().contacts("2026-07-15")))
        .isEqualTo(
            new Decision.Postpone(at("2026-07-16", "09:00", MEXICO_CITY), List.of(Reason.DAY_CAP)));
  }

  @Test
  void three_in_seven_days_and_then_no_more_until_the_first_is_a_week_ago() {
    assertThat(decide(approach().contacts("2026-07-09", "2026-07-10", "2026-07-14")))
        .isEqualTo(
            new Decision.Postpone(
                at("2026-07-16", "09:00", MEXICO_CITY), List.of(Reason.WEEK_CAP)));
    assertThat(decide(approach().contacts("2026-07-10", "2026-07-13", "2026-07-14")))
        .isEqualTo(
            new Decision.Postpone(
                at("2026-07-17", "09:00", MEXICO_CITY), List.of(Reason.WEEK_CAP)));
    assertThat(decide(approach().contacts("2026-07-08", "2026-07-13", "2026-07-14")))
        .isInstanceOf(Decision.Send.class);
  }

  @Test
  void a_voucher_that_may_still_be_paid_is_waited_for() {
    var expires = at("2026-07-17", "23:59", MEXICO_CITY);

    assertThat(decide(approach().paymentPendingUntil(expires)))
        .isEqualTo(
            new Decision.Postpone(
                at("2026-07-20", "09:00", MEXICO_CITY), List.of(Reason.PAYMENT_PENDING)));
    assertThat(decide(approach().paymentPendingUntil(NOON_OF_DUE_DAY)))
        .isInstanceOf(Decision.Send.class);
  }

  @Test
  void who_closes_one_way_is_not_written_to_by_another_on_the_same_day() {
    assertThat(decide(approach().channel(Optional.of(ChannelKind.SMS)).optedOutOn(DUE)))
        .isEqualTo(
            new Decision.Postpone(
                at("2026-07-16", "09:00", MEXICO_CITY), List.of(Reason.OPTED_OUT_TODAY)));
    assertThat(decide(approach().optedOutOn(DUE.minusDays(1)))).isInstanceOf(Decision.Send.class);
  }

  @Test
  void every_reason_to_wait_is_said() {
    var late = approach().now(at("2026-07-19", "23:00", MEXICO_CITY)).contacts("2026-07-19");

    assertThat(decide(late).reasons())
        .containsExactly(Reason.OUTSIDE_HOURS, Reason.NOT_A_CONTACT_DAY, Reason.DAY_CAP);
  }

  @Test
  void a_later_step_whose_day_has_come_goes_instead() {
    var late = at("2026-07-22", "10:00", MEXICO_CITY);

    assertThat(decide(approach().now(late)))
        .isEqualTo(
            new Decision.SkipTo(new Planned(3, 7, FIRM, LocalDate.parse("2026-07-22"), late)));
  }

  @Test
  void a_person_is_asked_for_a_manual_step_and_for_the_last_word() {
    var manual = new Step(0, FIRM, List.of(ChannelKind.CALL), Step.Mode.MANUAL, Optional.empty());

    assertThat(decide(approach().ladder(ladder(DUE, manual)).step(0)))
        .isEqualTo(new Decision.Ask(ChannelKind.EMAIL, FIRM, List.of(Reason.MANUAL_STEP)));
    assertThat(decide(approach().ladder(ladder(DUE, step(0, FINAL))).step(0)))
        .isEqualTo(new Decision.Ask(ChannelKind.EMAIL, FINAL, List.of(Reason.LAST_WORD)));
    assertThat(decide(approach().ladder(ladder(DUE, manual)).step(0).approved(true)))
        .isEqualTo(new Decision.Send(ChannelKind.EMAIL, FIRM));
  }

  @Test
  void an_approval_does_not_open_the_hours() {
    var night = at("2026-07-15", "23:00", MEXICO_CITY);

    assertThat(decide(approach().now(night).approved(true))).isInstanceOf(Decision.Postpone.class);
  }

  @Test
  void a_tone_never_goes_back_down() {
    var firm = Progress.none().sent(step(-5, FORMAL), FORMAL, DUE.minusDays(10));

    assertThat(decide(approach().done(firm)))
        .isEqualTo(new Decision.Send(ChannelKind.EMAIL, FORMAL));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void every_reason_names_its_rule_and_a_code(Reason reason) {
    assertThat(reason.rule()).matches("[GR]\\d+");
    assertThat(reason.code()).matches("[a-z_]+");
  }

  @Test
  void whatever_is_known_what_is_sent_is_owed_lawful_and_within_the_caps() {
    Property.forAll(
        5000,
        (random, _) -> {
          var any = any(random);
          var rules = any.ladder().rules();
          var today = rules.dateAt(any.now());

          switch (Guardrails.decide(any)) {
            case Decision.Send sent -> {
              assertThat(any.standing()).isEqualTo(Standing.OWED);
              assertThat(any.supportContact()).isTrue();
              assertThat(Optional.of(sent.channel())).isEqualTo(any.channel());
              assertThat(rules.isOpen(any.now())).isTrue();
              assertThat(any.contacts()).doesNotContain(today);
              assertThat(inWeek(any, today)).isLessThan(any.ladder().policy().maxPerWeek());
              assertThat(any.approved() || sent.tone() != FINAL).isTrue();
            }
            case Decision.Postpone(var until, var reasons) -> {
              assertThat(reasons).isNotEmpty();
              assertThat(until).isAfter(any.now());
              assertThat(rules.isOpen(until)).isTrue();
              // Then, if nothing else has happened, nothing delays it any more.
              assertThat(Guardrails.decide(later(any, until)))
                  .isNotInstanceOf(Decision.Postpone.class);
            }
            case Decision.Suppress suppressed -> assertThat(suppressed.reasons()).isNotEmpty();
            case Decision.SkipTo(var next) -> assertThat(next.step()).isGreaterThan(any.step());
            case Decision.Ask _ -> assertThat(any.approved()).isFalse();
          }
        });
  }

  private static long inWeek(Approach approach, LocalDate today) {
    return today
        .minusDays(6)
        .datesUntil(today.plusDays(1))
        .filter(approach.contacts()::contains)
        .count();
  }

  private static Approach any(RandomGenerator random) {
    var ladder = LadderTest.anyLadder(random);
    var now =
        ladder
            .dueOn()
            .atStartOfDay(MEXICO_CITY)
            .toInstant()
            .plusSeconds(random.nextLong(-60 * 86_400, 60 * 86_400));
    var today = ladder.rules().dateAt(now);
    var contacts = new HashSet<LocalDate>();
    for (int days = 0; days < 10; days++) {
      if (random.nextInt(3) == 0) {
        contacts.add(today.minusDays(days));
      }
    }
    var standings = List.copyOf(EnumSet.allOf(Standing.class));
    return new Approach(
        ladder,
        random.nextInt(ladder.policy().steps().size()),
        Progress.none(),
        now,
        random.nextInt(4) == 0 ? standings.get(random.nextInt(standings.size())) : Standing.OWED,
        contacts,
        random.nextInt(10) == 0 ? Optional.empty() : Optional.of(ChannelKind.SMS),
        random.nextInt(10) == 0 ? Optional.of(today) : Optional.empty(),
        random.nextInt(10) == 0
            ? Optional.of(now.plus(Duration.ofHours(random.nextInt(-50, 200))))
            : Optional.empty(),
        random.nextInt(10) != 0,
        random.nextBoolean());
  }

  private static Approach later(Approach approach, Instant now) {
    return new Approach(
        approach.ladder(),
        approach.step(),
        approach.done(),
        now,
        approach.standing(),
        approach.contacts(),
        approach.channel(),
        approach.optedOutOn(),
        approach.paymentPendingUntil(),
        approach.supportContact(),
        approach.approved());
  }

  private static Decision decide(Given given) {
    return Guardrails.decide(given.approach());
  }

  /** The step of the due date, at noon of it, with nothing against it. */
  private static Given approach() {
    return new Given();
  }

  private static final class Given {
    private Ladder ladder = usual(DUE);
    private int step = 1;
    private Progress done = Progress.none();
    private Instant now = NOON_OF_DUE_DAY;
    private Standing standing = Standing.OWED;
    private Set<LocalDate> contacts = Set.of();
    private Optional<ChannelKind> channel = Optional.of(ChannelKind.EMAIL);
    private Optional<LocalDate> optedOutOn = Optional.empty();
    private Optional<Instant> paymentPendingUntil = Optional.empty();
    private boolean supportContact = true;
    private boolean approved;

    Given ladder(Ladder value) {
      ladder = value;
      return this;
    }

    Given step(int value) {
      step = value;
      return this;
    }

    Given done(Progress value) {
      done = value;
      return this;
    }

    Given now(Instant value) {
      now = value;
      return this;
    }

    Given standing(Standing value) {
      standing = value;
      return this;
    }

    Given contacts(String... dates) {
      contacts = Arrays.stream(dates).map(LocalDate::parse).collect(Collectors.toSet());
      return this;
    }

    Given channel(Optional<ChannelKind> value) {
      channel = value;
      return this;
    }

    Given optedOutOn(LocalDate value) {
      optedOutOn = Optional.of(value);
      return this;
    }

    Given paymentPendingUntil(Instant value) {
      paymentPendingUntil = Optional.of(value);
      return this;
    }

    Given supportContact(boolean value) {
      supportContact = value;
      return this;
    }

    Given approved(boolean value) {
      approved = value;
      return this;
    }

    Approach approach() {
      return new Approach(
          ladder,
          step,
          done,
          now,
          standing,
          contacts,
          channel,
          optedOutOn,
          paymentPendingUntil,
          supportContact,
          approved);
    }
  }
}
