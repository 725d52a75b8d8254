package mx.aldia.domain.collections;

import static mx.aldia.domain.collections.ChannelKind.EMAIL;
import static mx.aldia.domain.collections.ChannelKind.SMS;
import static mx.aldia.domain.collections.Tone.FIRM;
import static mx.aldia.domain.collections.Tone.FORMAL;
import static mx.aldia.domain.collections.Tone.FRIENDLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import mx.aldia.domain.collections.PolicyDraft.InterestDraft;
import mx.aldia.domain.collections.PolicyDraft.StepDraft;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.testkit.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDraftTest {
  private static final PolicyId ID = new PolicyId(new TenantId("ten_1"), "pol_1");
  private static final LocalTime NINE = LocalTime.of(9, 0);
  private static final LocalTime SEVEN_PM = LocalTime.of(19, 0);

  @Test
  void the_usual_policy_survives_being_written_down_and_read_back() {
    var usual = ReminderPolicy.usual(ID, "Recordatorios");

    assertThat(PolicyDraft.of(usual).policy(ID, 1)).isEqualTo(Outcome.done(usual));
    assertThat(usual.steps())
        .extracting(Step::offsetDays, Step::tone)
        .containsExactly(
            tuple(-3, FRIENDLY),
            tuple(0, FRIENDLY),
            tuple(3, FRIENDLY),
            tuple(7, FIRM),
            tuple(15, FORMAL));
    assertThat(usual.lateInterest()).isEmpty();
  }

  @Test
  void steps_in_any_order_become_a_policy_in_order_of_days() {
    var draft = draft(step(7, FIRM), step(-3, FRIENDLY), step(0, FRIENDLY));

    assertThat(made(draft).steps()).extracting(Step::offsetDays).containsExactly(-3, 0, 7);
  }

  @Test
  void every_fault_is_said_at_once_and_where_it_was_written() {
    var draft =
        new PolicyDraft(
            " ",
            List.of(
                new StepDraft(-61, FRIENDLY, List.of(), Step.Mode.AUTO, Optional.empty()),
                new StepDraft(
                    366, FIRM, List.of(EMAIL, SMS, EMAIL), Step.Mode.AUTO, Optional.of(long65()))),
            LocalTime.of(6, 59),
            LocalTime.of(22, 1),
            8,
            false,
            Optional.of(new InterestDraft(new BigDecimal("6"), -1, 364)));

    assertThat(draft.faults())
        .containsExactly(
            Fault.at("/name", "blank"),
            Fault.at("/steps/0/offset_days", "too_small", -60),
            Fault.at("/steps/0/channels", "too_few", 1),
            Fault.at("/steps/1/offset_days", "too_large", 365),
            Fault.at("/steps/1/channels/2", "channel_named_twice"),
            Fault.at("/steps/1/template", "too_long", 64),
            Fault.at("/contact_window/from", "before_lawful_hours", LocalTime.of(7, 0)),
            Fault.at("/contact_window/to", "after_lawful_hours", LocalTime.of(22, 0)),
            Fault.at("/max_per_week", "too_large", 7),
            Fault.at("/late_interest/annual_rate", "too_large", "1"),
            Fault.at("/late_interest/grace_days", "too_small", 0),
            Fault.at("/late_interest/day_count", "not_one_of", 365, 360));
    assertThat(draft.policy(ID, 1)).isEqualTo(Outcome.refused(new Problem.Invalid(draft.faults())));
  }

  @Test
  void two_steps_on_one_day_are_refused_where_the_second_was_written() {
    assertThat(draft(step(3, FIRM), step(-3, FRIENDLY), step(3, FIRM)).faults())
        .containsExactly(Fault.at("/steps/2/offset_days", "two_steps_on_one_day", 3));
  }

  @Test
  void a_milder_step_after_a_firmer_one_is_refused_by_days_and_not_by_place() {
    assertThat(draft(step(7, FRIENDLY), step(3, FIRM)).faults())
        .containsExactly(Fault.at("/steps/0/tone", "milder_than_before", 3));
    assertThat(draft(step(3, FIRM), step(7, FIRM)).faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, too_few", "1, ", "20, ", "21, too_many"})
  void a_policy_has_one_to_twenty_steps(int count, @Nullable String code) {
    var steps = IntStream.range(0, count).mapToObj(day -> step(day, FRIENDLY)).toList();
    var faults = draft(steps.toArray(StepDraft[]::new)).faults();

    assertThat(faults).extracting(Fault::code).isEqualTo(code == null ? List.of() : List.of(code));
  }

  @ParameterizedTest
  @CsvSource({
    "0, not_positive",
    "-0.06, not_positive",
    "0.0000001, too_many_decimals",
    "0.000001, ",
    "0.0600000000, ",
    "1, ",
    "1.000001, too_large"
  })
  void a_rate_is_a_fraction(BigDecimal rate, @Nullable String code) {
    var interest = new InterestDraft(rate, 0, 365);
    var draft =
        new PolicyDraft(
            "x", List.of(step(0, FRIENDLY)), NINE, SEVEN_PM, 3, false, Optional.of(interest));

    assertThat(draft.faults())
        .extracting(Fault::code)
        .isEqualTo(code == null ? List.of() : List.of(code));
  }

  @Test
  void hours_end_after_they_begin() {
    var draft =
        new PolicyDraft(
            "x", List.of(step(0, FRIENDLY)), SEVEN_PM, NINE, 3, false, Optional.empty());

    assertThat(draft.faults())
        .containsExactly(Fault.at("/contact_window/to", "not_after_from", SEVEN_PM));
  }

  @Test
  void a_draft_without_a_fault_is_a_policy_and_one_with_a_fault_never() {
    Property.forAll(
        2000,
        (random, _) -> {
          var steps = new ArrayList<StepDraft>();
          var count = random.nextInt(22);
          for (int i = 0; i < count; i++) {
            var tones = List.of(Tone.values());
            steps.add(
                step(random.nextInt(-62, 368), tones.get(random.nextInt(random.nextInt(1, 5)))));
          }
          Collections.shuffle(steps, new Random(random.nextLong()));
          var draft =
              new PolicyDraft(
                  "x",
                  steps,
                  LocalTime.of(random.nextInt(6, 23), 0),
                  LocalTime.of(random.nextInt(6, 24), 0),
                  random.nextInt(0, 9),
                  random.nextBoolean(),
                  Optional.of(
                      new InterestDraft(
                          BigDecimal.valueOf(random.nextInt(-1, 110), 2),
                          random.nextInt(-1, 92),
                          random.nextInt(10) == 0 ? 366 : 365)));

          // The constructors throw at what the faults miss.
          assertThat(draft.policy(ID, 1) instanceof Outcome.Done)
              .isEqualTo(draft.faults().isEmpty());
        });
  }

  @Test
  void a_policy_that_breaks_a_rule_cannot_be_made() {
    var usual = ReminderPolicy.usual(ID, "x");
    var backwards = usual.steps().reversed();

    assertThatThrownBy(() -> with(backwards, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> with(List.of(), 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> with(usual.steps(), 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> with(usual.steps(), 8)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ReminderPolicy with(List<Step> steps, int maxPerWeek) {
    return new ReminderPolicy(
        ID, "x", steps, ContactWindow.USUAL, maxPerWeek, false, Optional.empty(), 1);
  }

  private static ReminderPolicy made(PolicyDraft draft) {
    return switch (draft.policy(ID, 1)) {
      case Outcome.Done<ReminderPolicy>(var policy) -> policy;
      case Outcome.Refused<ReminderPolicy>(var problem) -> throw new AssertionError(problem);
    };
  }

  private static PolicyDraft draft(StepDraft... steps) {
    return new PolicyDraft("x", List.of(steps), NINE, SEVEN_PM, 3, false, Optional.empty());
  }

  private static StepDraft step(int offset, Tone tone) {
    return new StepDraft(offset, tone, List.of(EMAIL), Step.Mode.AUTO, Optional.empty());
  }

  private static String long65() {
    return "x".repeat(65);
  }
}
