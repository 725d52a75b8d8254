package mx.aldia.domain.collections;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last look before a reminder goes out: is it still true, lawful, decent and wanted?
 *
 * <p>What ends it comes first, then what another step would say, then what only delays it, then the
 * person who is asked. Every rule is looked at each time, whichever decides.
 */
public final class Guardrails {
  /** Reminders and calls to one customer in a day, over all its invoices; not a choice (G4). */
  public static final int MOST_PER_DAY = 1;

  private static final int WEEK = 7;

  /** A day further each time; the caps forget after a week, and a year has contact days. */
  private static final int LONGEST_SEARCH = 400;

  private Guardrails() {}

  public static Decision decide(Approach approach) {
    var channel = approach.channel();
    var ends = ends(approach);
    if (channel.isEmpty() || !ends.isEmpty()) {
      return new Decision.Suppress(List.copyOf(ends));
    }
    var later = approach.ladder().overtaking(approach.step(), approach.done(), approach.now());
    if (later.isPresent()) {
      return new Decision.SkipTo(later.get());
    }
    var delays = delays(approach);
    if (!delays.isEmpty()) {
      return new Decision.Postpone(until(approach), List.copyOf(delays));
    }
    var step = approach.ladder().policy().steps().get(approach.step());
    var tone = approach.done().firmer(step.tone());
    if (!approach.approved() && (step.mode() == Step.Mode.MANUAL || tone == Tone.FINAL)) {
      return new Decision.Ask(
          channel.get(),
          tone,
          List.of(step.mode() == Step.Mode.MANUAL ? Reason.MANUAL_STEP : Reason.LAST_WORD));
    }
    return new Decision.Send(channel.get(), tone);
  }

  private static Set<Reason> ends(Approach approach) {
    var reasons = EnumSet.noneOf(Reason.class);
    standing(approach.standing()).ifPresent(reasons::add);
    if (approach.channel().isEmpty()) {
      reasons.add(Reason.NO_CHANNEL);
    }
    if (!approach.supportContact()) {
      reasons.add(Reason.SUPPORT_CONTACT_MISSING);
    }
    return reasons;
  }

  private static Optional<Reason> standing(Approach.Standing standing) {
    return switch (standing) {
      case OWED -> Optional.empty();
      case PAID -> Optional.of(Reason.PAID);
      case VOIDED -> Optional.of(Reason.VOIDED);
      case UNCOLLECTIBLE -> Optional.of(Reason.UNCOLLECTIBLE);
      case DISPUTED -> Optional.of(Reason.DISPUTED);
      case PAUSED -> Optional.of(Reason.PAUSED);
      case PROMISED -> Optional.of(Reason.PROMISE_OPEN);
      case NOT_STAMPED -> Optional.of(Reason.CFDI_NOT_STAMPED);
      case CANCELLING -> Optional.of(Reason.CANCELLATION_REQUESTED);
    };
  }

  private static Set<Reason> delays(Approach approach) {
    var rules = approach.ladder().rules();
    var now = approach.now();
    var today = rules.dateAt(now);
    var reasons = closed(approach, today);
    if (!rules.isContactDay(today)) {
      reasons.add(Reason.NOT_A_CONTACT_DAY);
    }
    if (!rules.isWithinHours(now)) {
      reasons.add(rules.zone().isPresent() ? Reason.OUTSIDE_HOURS : Reason.ZONE_UNKNOWN);
    }
    if (approach.paymentPendingUntil().filter(now::isBefore).isPresent()) {
      reasons.add(Reason.PAYMENT_PENDING);
    }
    return reasons;
  }

  /** What closes a whole day, apart from the calendar. */
  private static EnumSet<Reason> closed(Approach approach, LocalDate date) {
    var reasons = EnumSet.noneOf(Reason.class);
    if (approach.contacts().contains(date)) {
      reasons.add(Reason.DAY_CAP);
    }
    var weekAgo = date.minusDays(WEEK);
    var inWeek =
        approach.contacts().stream()
            .filter(contact -> contact.isAfter(weekAgo) && !contact.isAfter(date))
            .count();
    if (inWeek >= approach.ladder().policy().maxPerWeek()) {
      reasons.add(Reason.WEEK_CAP);
    }
    if (approach.optedOutOn().filter(on -> !date.isAfter(on)).isPresent()) {
      reasons.add(Reason.OPTED_OUT_TODAY);
    }
    return reasons;
  }

  /** The first instant at which nothing known now would delay it. */
  private static Instant until(Approach approach) {
    var rules = approach.ladder().rules();
    var pending = approach.paymentPendingUntil().filter(approach.now()::isBefore);
    var at = rules.nextOpen(pending.orElse(approach.now()));
    for (int days = 0; days < LONGEST_SEARCH; days++) {
      var date = rules.dateAt(at);
      if (closed(approach, date).isEmpty()) {
        return at;
      }
      at = rules.opening(rules.contactDayOnOrAfter(date.plusDays(1)));
    }
    throw new IllegalStateException("no free day for a reminder: " + approach);
  }
}
