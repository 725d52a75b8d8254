package mx.aldia.domain.collections;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which reminder of an invoice comes next, and when.
 *
 * <p>A step before the due date moves to the contact day before it, a later one to the contact day
 * after it. A step whose day is past is skipped; one of today still goes today while the hours
 * last, else on the next contact day. Never two on one day: of those that would meet the later one
 * goes, for it says what the earlier one would have.
 *
 * <p>Nothing is remembered here. After a change of the due date or the policy, ask again with the
 * new ones and the same {@link Progress}; after an agreement, with {@link Progress#agreed}.
 *
 * @param dueOn the legal due date, in the tenant's zone; it is never moved
 */
public record Ladder(ReminderPolicy policy, LocalDate dueOn, ContactRules rules) {

  /** A ladder that goes on, and from where. */
  public record Resumed(Progress progress, Optional<Planned> next) {}

  /** The reminder to plan now; empty when the ladder has no step left. */
  public Optional<Planned> next(Progress done, Instant now) {
    var today = rules.dateAt(now);
    @Nullable Planned next = null;
    for (int i = 0; i < policy.steps().size(); i++) {
      var step = policy.steps().get(i);
      var day = day(step, done);
      if (done.isPast(step) || day.isBefore(today)) {
        continue;
      }
      var free = free(day, done, now);
      if (next != null && free.isAfter(next.on())) {
        break;
      }
      next = planned(i, done, free, now);
    }
    return Optional.ofNullable(next);
  }

  /**
   * A later step whose day has come while this one waited (an outage, a cap, hours that closed): it
   * goes instead.
   *
   * @param step the position of the one that waited
   */
  public Optional<Planned> overtaking(int step, Progress done, Instant now) {
    var today = rules.dateAt(now);
    for (int i = policy.steps().size() - 1; i > step; i--) {
      var later = policy.steps().get(i);
      if (!done.isPast(later) && !day(later, done).isAfter(today)) {
        return Optional.of(planned(i, done, free(today, done, now), now));
      }
    }
    return Optional.empty();
  }

  /**
   * A promise was broken: once the invoice is due, the step after the last one goes on the next
   * contact day, however long ago its own day was, and the others keep their distance from it.
   */
  public Resumed afterBrokenPromise(Progress done, Instant now) {
    var today = rules.dateAt(now);
    if (!today.isBefore(dueOn)) {
      for (int i = 0; i < policy.steps().size(); i++) {
        var step = policy.steps().get(i);
        if (!done.isPast(step)) {
          var day = free(today, done, now);
          var late = day.toEpochDay() - dueOn.plusDays(step.offsetDays()).toEpochDay();
          var delayed = done.delayed((int) Math.max(late, 0));
          return new Resumed(delayed, Optional.of(planned(i, delayed, day, now)));
        }
      }
    }
    return new Resumed(done, next(done, now));
  }

  /** The contact day of a step, as if nothing had been sent yet. */
  public LocalDate dayOf(Step step) {
    return day(step, Progress.none());
  }

  private LocalDate day(Step step, Progress done) {
    var day = dueOn.plusDays(step.offsetDays()).plusDays(done.delayDays());
    return day.isBefore(dueOn) ? rules.contactDayOnOrBefore(day) : rules.contactDayOnOrAfter(day);
  }

  /** The first contact day from that one on whose hours are not over and that has no reminder. */
  private LocalDate free(LocalDate day, Progress done, Instant now) {
    var today = rules.dateAt(now);
    var from = day.equals(today) && rules.isOver(today, now) ? today.plusDays(1) : day;
    var last = done.lastOn().orElse(LocalDate.MIN);
    return rules.contactDayOnOrAfter(from.isAfter(last) ? from : last.plusDays(1));
  }

  private Planned planned(int i, Progress done, LocalDate day, Instant now) {
    var opening = rules.opening(day);
    var at = opening.isAfter(now) ? opening : now;
    var step = policy.steps().get(i);
    return new Planned(i, step.offsetDays(), done.firmer(step.tone()), day, at);
  }
}
