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
        1,
        Progress.none(),
        planned.map(Planned::at),
        Optional.empty(),
        Optional.empty(),
        movable,
        1);
  }

  /** Waits for this step, or is done when there is none. */
  public LadderEntry planned(Progress done, Optional<Planned> next) {
    return with(
        next.isPresent() ? LadderState.SCHEDULED : LadderState.DONE,
        next.map(Planned::step).orElse(step),
        generation,
        done,
        next.map(Planned::at),
        Optional.empty(),
        Optional.empty());
  }

  /** The same step, later. */
  public LadderEntry postponed(Instant until) {
    return with(
        LadderState.SCHEDULED,
        step,
        generation,
        progress,
        Optional.of(until),
        Optional.empty(),
        Optional.empty());
  }

  /** Somebody holds the one right to send the step. */
  public LadderEntry sending(MessageId sent, Instant lease) {
    return with(
        LadderState.SENDING, step, generation, progress, at, Optional.of(sent), Optional.of(lease));
  }

  /** The ladder begins anew: an agreement, a reversed payment. */
  public LadderEntry anew(Progress done, Optional<Planned> next) {
    var entry = planned(done, next);
    return entry.with(
        entry.state,
        entry.step,
        generation + 1,
        done,
        entry.at,
        Optional.empty(),
        Optional.empty());
  }

  private LadderEntry with(
      LadderState nextState,
      int nextStep,
      int nextGeneration,
      Progress done,
      Optional<Instant> nextAt,
      Optional<MessageId> sent,
      Optional<Instant> lease) {
    return new LadderEntry(
        invoice,
        nextState,
        policy,
        nextStep,
        nextGeneration,
        done,
        nextAt,
        sent,
        lease,
        movable,
        version + 1);
  }
}
