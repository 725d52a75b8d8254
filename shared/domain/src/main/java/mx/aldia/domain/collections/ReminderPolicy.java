package mx.aldia.domain.collections;

import static mx.aldia.domain.collections.ChannelKind.EMAIL;
import static mx.aldia.domain.collections.ChannelKind.SMS;
import static mx.aldia.domain.collections.ChannelKind.WHATSAPP;

import java.util.List;
import java.util.Optional;

/**
 * How a business reminds: when, how firmly, by which ways, how often at most.
 *
 * @param steps in order of days, no two on one day, no tone milder than the one before
 * @param maxPerWeek reminders to one customer in any seven days, over all its invoices; one a day
 *     at most is not a choice
 * @param saturdays whether Saturdays from 10:00 to 14:00 are contact hours too
 * @param lateInterest empty means none
 * @param version one more at every change
 */
public record ReminderPolicy(
    PolicyId id,
    String name,
    List<Step> steps,
    ContactWindow window,
    int maxPerWeek,
    boolean saturdays,
    Optional<LateInterest> lateInterest,
    long version) {
  public static final int MOST_STEPS = 20;
  public static final int MOST_PER_WEEK = 7;
  public static final int USUAL_PER_WEEK = 3;

  public ReminderPolicy {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException("a policy of " + steps.size() + " steps");
    }
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).offsetDays() <= steps.get(i - 1).offsetDays()) {
        throw new IllegalArgumentException("steps out of order, or two on one day: " + steps);
      }
      if (steps.get(i).tone().compareTo(steps.get(i - 1).tone()) < 0) {
        throw new IllegalArgumentException("a milder step after a firmer one: " + steps);
      }
    }
    if (maxPerWeek < 1 || maxPerWeek > MOST_PER_WEEK) {
      throw new IllegalArgumentException("reminders in a week: " + maxPerWeek);
    }
  }

  /** What a tenant starts with: friendly until it is late, then firmer; without interest. */
  public static ReminderPolicy usual(PolicyId id, String name) {
    return new ReminderPolicy(
        id,
        name,
        List.of(
            usualStep(-3, Tone.FRIENDLY),
            usualStep(0, Tone.FRIENDLY),
            usualStep(3, Tone.FRIENDLY),
            usualStep(7, Tone.FIRM),
            usualStep(15, Tone.FORMAL)),
        ContactWindow.USUAL,
        USUAL_PER_WEEK,
        false,
        Optional.empty(),
        1);
  }

  /** Any way that the customer has agreed to will do; without an agreement that is e-mail. */
  private static Step usualStep(int offsetDays, Tone tone) {
    return new Step(
        offsetDays, tone, List.of(EMAIL, SMS, WHATSAPP), Step.Mode.AUTO, Optional.empty());
  }
}
