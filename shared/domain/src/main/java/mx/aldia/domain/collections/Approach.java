package mx.aldia.domain.collections;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known when a reminder would go out, read at that moment and not when it was planned.
 *
 * @param step its position in the ladder's policy
 * @param standing how the debt stands
 * @param contacts the debtor's dates of the reminders and calls of the last week, over all of its
 *     invoices
 * @param channel the way it would go: agreed, with an address, not closed, and among the step's
 * @param optedOutOn the debtor's date of the last time it closed a way
 * @param paymentPendingUntil a voucher (OXXO, SPEI) may be paid until then
 * @param supportContact whether the business says whom to ask
 * @param approved whether a person has agreed to this one
 */
public record Approach(
    Ladder ladder,
    int step,
    Progress done,
    Instant now,
    Standing standing,
    Set<LocalDate> contacts,
    Optional<ChannelKind> channel,
    Optional<LocalDate> optedOutOn,
    Optional<Instant> paymentPendingUntil,
    boolean supportContact,
    boolean approved) {
  public Approach {
    contacts = Set.copyOf(contacts);
  }

  /** How a debt stands towards being asked for. */
  public enum Standing {
    OWED,
    PAID,
    VOIDED,
    UNCOLLECTIBLE,
    DISPUTED,
    PAUSED,
    PROMISED,
    /** Nobody owes an invoice of which SAT knows nothing yet. */
    NOT_STAMPED,
    /** SAT is asked to cancel it: perhaps nobody owes it any more. */
    CANCELLING
  }
}
