package mx.aldia.domain.collections;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;

/**
 * A reminder policy as a caller wrote it: of the right types, but it may break any rule. Every
 * fault is said at once, with the pointer of the API's own field.
 *
 * @param steps in any order
 */
public record PolicyDraft(
    String name,
    List<StepDraft> steps,
    LocalTime from,
    LocalTime to,
    int maxPerWeek,
    boolean saturdays,
    Optional<InterestDraft> lateInterest) {
  public static final int LONGEST_NAME = 100;
  public static final int LONGEST_TEMPLATE = 64;

  public PolicyDraft {
    steps = List.copyOf(steps);
  }

  /** A {@link Step} that may break any rule. */
  public record StepDraft(
      int offsetDays,
      Tone tone,
      List<ChannelKind> channels,
      Step.Mode mode,
      Optional<String> template) {
    public StepDraft {
      channels = List.copyOf(channels);
    }

    static StepDraft of(Step step) {
      return new StepDraft(
          step.offsetDays(), step.tone(), step.channels(), step.mode(), step.template());
    }

    Step step() {
      return new Step(offsetDays, tone, channels, mode, template);
    }
  }

  /** A {@link LateInterest} that may break any rule. */
  public record InterestDraft(BigDecimal annualRate, int graceDays, int dayCount) {
    LateInterest interest() {
      return new LateInterest(annualRate, graceDays, dayCount);
    }
  }

  /** What a change begins with: the policy as it is. */
  public static PolicyDraft of(ReminderPolicy policy) {
    return new PolicyDraft(
        policy.name(),
        policy.steps().stream().map(StepDraft::of).toList(),
        policy.window().from(),
        policy.window().to(),
        policy.maxPerWeek(),
        policy.saturdays(),
        policy
            .lateInterest()
            .map(it -> new InterestDraft(it.annualRate(), it.graceDays(), it.dayCount())));
  }

  /** The policy, its steps in order of days, or everything that is wrong with it. */
  public Outcome<ReminderPolicy> policy(PolicyId id, long version) {
    var faults = faults();
    if (!faults.isEmpty()) {
      return Outcome.refused(new Problem.Invalid(faults));
    }
    return Outcome.done(
        new ReminderPolicy(
            id,
            name,
            steps.stream()
                .map(StepDraft::step)
                .sorted(Comparator.comparingInt(Step::offsetDays))
                .toList(),
            new ContactWindow(from, to),
            maxPerWeek,
            saturdays,
            lateInterest.map(InterestDraft::interest),
            version));
  }

  /** Everything that is wrong with it; empty when it is a policy. */
  public List<Fault> faults() {
    var faults = new ArrayList<Fault>();
    if (name.isBlank()) {
      faults.add(Fault.at("/name", "blank"));
    } else if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
      faults.add(Fault.at("/name", "too_long", LONGEST_NAME));
    }
    if (steps.isEmpty()) {
      faults.add(Fault.at("/steps", "too_few", 1));
    } else if (steps.size() > ReminderPolicy.MOST_STEPS) {
      faults.add(Fault.at("/steps", "too_many", ReminderPolicy.MOST_STEPS));
    }
    for (int i = 0; i < steps.size(); i++) {
      step("/steps/" + i, steps.get(i), faults);
    }
    order(faults);
    window(faults);
    range("/max_per_week", maxPerWeek, 1, ReminderPolicy.MOST_PER_WEEK, faults);
    lateInterest.ifPresent(interest -> interest(interest, faults));
    return List.copyOf(faults);
  }

  private static void step(String at, StepDraft step, List<Fault> faults) {
    range(at + "/offset_days", step.offsetDays(), Step.EARLIEST, Step.LATEST, faults);
    if (step.channels().isEmpty()) {
      faults.add(Fault.at(at + "/channels", "too_few", 1));
    }
    var seen = new HashSet<ChannelKind>();
    for (int i = 0; i < step.channels().size(); i++) {
      if (!seen.add(step.channels().get(i))) {
        faults.add(Fault.at(at + "/channels/" + i, "channel_named_twice"));
      }
    }
    if (step.template().filter(it -> it.length() > LONGEST_TEMPLATE).isPresent()) {
      faults.add(Fault.at(at + "/template", "too_long", LONGEST_TEMPLATE));
    }
  }

  /** Judged in order of days; the pointer is the place where the caller wrote it. */
  private void order(List<Fault> faults) {
    var found = new TreeMap<Integer, Fault>();
    var inOrder =
        IntStream.range(0, steps.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> steps.get(i).offsetDays()))
            .toList();
    for (int i = 1; i < inOrder.size(); i++) {
      var place = inOrder.get(i);
      var before = steps.get(inOrder.get(i - 1));
      var step = steps.get(place);
      var at = "/steps/" + place;
      if (step.offsetDays() == before.offsetDays()) {
        found.put(place, Fault.at(at + "/offset_days", "two_steps_on_one_day", step.offsetDays()));
      } else if (step.tone().compareTo(before.tone()) < 0) {
        found.put(place, Fault.at(at + "/tone", "milder_than_before", before.offsetDays()));
      }
    }
    faults.addAll(found.values());
  }

  private void window(List<Fault> faults) {
    if (from.isBefore(ContactWindow.EARLIEST)) {
      faults.add(Fault.at("/contact_window/from", "before_lawful_hours", ContactWindow.EARLIEST));
    }
    if (to.isAfter(ContactWindow.LATEST)) {
      faults.add(Fault.at("/contact_window/to", "after_lawful_hours", ContactWindow.LATEST));
    }
    if (!from.isBefore(to)) {
      faults.add(Fault.at("/contact_window/to", "not_after_from", from));
    }
  }

  private static void interest(InterestDraft interest, List<Fault> faults) {
    var rate = interest.annualRate();
    if (rate.signum() <= 0) {
      faults.add(Fault.at("/late_interest/annual_rate", "not_positive"));
    } else if (rate.compareTo(LateInterest.HIGHEST_RATE) > 0) {
      faults.add(
          Fault.at(
              "/late_interest/annual_rate",
              "too_large",
              LateInterest.HIGHEST_RATE.toPlainString()));
    }
    if (rate.stripTrailingZeros().scale() > LateInterest.RATE_DECIMALS) {
      faults.add(
          Fault.at("/late_interest/annual_rate", "too_many_decimals", LateInterest.RATE_DECIMALS));
    }
    range("/late_interest/grace_days", interest.graceDays(), 0, LateInterest.LONGEST_GRACE, faults);
    if (!LateInterest.DAY_COUNTS.contains(interest.dayCount())) {
      faults.add(
          Fault.at("/late_interest/day_count", "not_one_of", LateInterest.DAY_COUNTS.toArray()));
    }
  }

  private static void range(String at, int value, int least, int most, List<Fault> faults) {
    if (value < least) {
      faults.add(Fault.at(at, "too_small", least));
    } else if (value > most) {
      faults.add(Fault.at(at, "too_large", most));
    }
  }
}
