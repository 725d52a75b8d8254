package mx.aldia.domain.collections;

import java.time.LocalDate;
import java.util.Optional;

/**
 * How far one invoice has come up its ladder. It speaks of days and tones and never of positions,
 * so that a policy may change under it.
 *
 * @param lastOffset the offset of the last step that is done with, sent or not
 * @param reached the firmest tone said so far; nothing milder is said after it
 * @param lastOn the debtor's date of the last reminder
 * @param delayDays how long the rest of the ladder waits beyond its days: a promise held it up
 */
public record Progress(
    Optional<Integer> lastOffset, Tone reached, Optional<LocalDate> lastOn, int delayDays) {
  public Progress {
    if (delayDays < 0) {
      throw new IllegalArgumentException("a ladder ahead of its days: " + delayDays);
    }
  }

  /** Nothing has been said yet. */
  public static Progress none() {
    return new Progress(Optional.empty(), Tone.FRIENDLY, Optional.empty(), 0);
  }

  /** That step went out, on that date of the debtor's, in that tone. */
  public Progress sent(Step step, Tone tone, LocalDate on) {
    return sent(step.offsetDays(), tone, on);
  }

  /** As the other, of a step that the policy may have lost since. */
  public Progress sent(int offsetDays, Tone tone, LocalDate on) {
    return new Progress(Optional.of(offsetDays), firmer(tone), Optional.of(on), delayDays);
  }

  /** That step will not go out: it was suppressed, or a later one speaks for it. */
  public Progress passed(Step step) {
    return passed(step.offsetDays());
  }

  /** As the other, of a step that the policy may have lost since. */
  public Progress passed(int offsetDays) {
    return new Progress(Optional.of(offsetDays), reached, lastOn, delayDays);
  }

  /**
   * An agreement (an extension, a plan) begins the ladder anew, friendly again; only the day of the
   * last reminder is remembered, so that no two fall on it.
   */
  public Progress agreed() {
    return new Progress(Optional.empty(), Tone.FRIENDLY, lastOn, 0);
  }

  Progress delayed(int days) {
    return new Progress(lastOffset, reached, lastOn, days);
  }

  boolean isPast(Step step) {
    return lastOffset.filter(offset -> step.offsetDays() <= offset).isPresent();
  }

  Tone firmer(Tone tone) {
    return tone.compareTo(reached) > 0 ? tone : reached;
  }
}
