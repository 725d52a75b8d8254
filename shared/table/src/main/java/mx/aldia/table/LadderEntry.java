package mx.aldia.table;

import java.time.Instant;
import java.util.Optional;
import mx.aldia.domain.collections.Planned;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.collections.Progress;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.MessageId;

/**
 * The due entry of an invoice's reminders: which step is next and when. It is never deleted; every
 * write to it states the version it was decided on, but for the settlement, which asks nothing.
 *
 * @param step index into the policy's steps of the next reminder, or of the one being sent
 * @param offsetDays what names that step, whatever becomes of the policy's positions
 * @param attempt one more after each that a channel certainly did not take
 * @param generation raised when the ladder begins anew, so that its steps are other steps
 * @param progress what has been said so far
 * @param at when the step is due, on the tenant's clock; empty when none is
 * @param message the message being sent
 * @param leaseUntil on the wall clock; after it the sender is given up as dead
 * @param movable whether the tenant's clock was set when it was planned
 */
public record LadderEntry(
    InvoiceId invoice,
    LadderState state,
    PolicyId policy,
    int step,
    int offsetDays,
    int attempt,
    int generation,
    Progress progress,
    Optional<Instant> at,
    Optional<MessageId> message,
    Optional<Instant> leaseUntil,
    boolean movable,
    long version) {

  static LadderEntry first(
      InvoiceId invoice, PolicyId policy, Optional<Planned> planned, boolean movable) {
    return new LadderEntry(
        invoice,
        planned.isPresent() ? LadderState.SCHEDULED : LadderState.DONE,
        policy,
        planned.map(Planned::step).orElse(0),
        planned.map(Planned::offsetDays).orElse(0),
        1,
        1,
        Progress.none(),
        planned.map(Planned::at),
        Optional.empty(),
        Optional.empty(),
        movable,
        1);
  }

  /** Waits for this step, or is done when there is none; a step that is tried again stays so. */
  public LadderEntry planned(Progress done, Optional<Planned> next) {
    boolean same = next.filter(it -> it.offsetDays() == offsetDays).isPresent();
    return new LadderEntry(
        invoice,
        next.isPresent() ? LadderState.SCHEDULED : LadderState.DONE,
        policy,
        next.map(Planned::step).orElse(step),
        next.map(Planned::offsetDays).orElse(offsetDays),
        same ? attempt : 1,
        generation,
        done,
        next.map(Planned::at),
        Optional.empty(),
        Optional.empty(),
        movable,
        version + 1);
  }

  /** The same step, later. */
  public LadderEntry postponed(Instant until) {
    return with(
        LadderState.SCHEDULED,
        attempt,
        generation,
        progress,
        Optional.of(until),
        Optional.empty(),
        Optional.empty());
  }

  /** The same step once more, for no channel took it. */
  public LadderEntry again(Instant until) {
    return with(
        LadderState.SCHEDULED,
        attempt + 1,
        generation,
        progress,
        Optional.of(until),
        Optional.empty(),
        Optional.empty());
  }

  /** Somebody holds the one right to send the step. */
  public LadderEntry sending(MessageId sent, Instant lease) {
    return with(
        LadderState.SENDING,
        attempt,
        generation,
        progress,
        at,
        Optional.of(sent),
        Optional.of(lease));
  }

  /** Waits until it is resumed. */
  public LadderEntry paused() {
    return with(
        LadderState.PAUSED,
        attempt,
        generation,
        progress,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Nothing begins any more. */
  public LadderEntry settled() {
    return with(
        LadderState.SETTLED,
        attempt,
        generation,
        progress,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * What has been said, a step among it that was being sent when the ladder was stopped: nobody has
   * told yet what became of it, and it is not sent again.
   */
  public Progress begun() {
    return message.isPresent() ? progress.passed(offsetDays) : progress;
  }

  /** As it stands, knowing what has been said since; nothing is being sent any more. */
  public LadderEntry knowing(Progress done) {
    return with(state, attempt, generation, done, at, Optional.empty(), Optional.empty());
  }

  /** The ladder begins anew: an agreement, a reversed payment. */
  public LadderEntry anew(Progress done, Optional<Planned> next) {
    var entry = planned(done, next);
    return entry.with(
        entry.state,
        entry.attempt,
        generation + 1,
        done,
        entry.at,
        Optional.empty(),
        Optional.empty());
  }

  private LadderEntry with(
      LadderState nextState,
      int nextAttempt,
      int nextGeneration,
      Progress done,
      Optional<Instant> nextAt,
      Optional<MessageId> sent,
      Optional<Instant> lease) {
    return new LadderEntry(
        invoice,
        nextState,
        policy,
        step,
        offsetDays,
        nextAttempt,
        nextGeneration,
        done,
        nextAt,
        sent,
        lease,
        movable,
        version + 1);
  }
}
