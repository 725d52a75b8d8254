package mx.aldia.domain.message;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;

/**
 * What was said to a customer, kept as proof (R32).
 *
 * @param step the reminder's step in the ladder; empty for other kinds
 * @param tone the reminder's tone, lower case
 * @param to the address it went to; empty where there was none
 * @param subject empty for what has none
 * @param reason why it failed or was suppressed
 * @param at when it was begun, or is to be, on the tenant's clock
 * @param leaseUntil on the wall clock: after it, nobody is sending this any more
 */
public record Message(
    MessageId id,
    CustomerId customer,
    List<InvoiceId> invoices,
    Kind kind,
    ChannelKind channel,
    Optional<String> tone,
    Optional<Integer> step,
    String to,
    String subject,
    String text,
    State state,
    Optional<String> reason,
    Optional<String> unsubscribeUrl,
    Instant at,
    Instant leaseUntil,
    long version) {
  public Message {
    invoices = List.copyOf(invoices);
  }

  /** The same message, further on its way. */
  public Message become(State next, Optional<String> why) {
    return with(next, why, leaseUntil);
  }

  /** The same message, to go out then and not before. */
  public Message scheduled(Instant then) {
    return new Message(
        id,
        customer,
        invoices,
        kind,
        channel,
        tone,
        step,
        to,
        subject,
        text,
        State.SCHEDULED,
        reason,
        unsubscribeUrl,
        then,
        leaseUntil,
        version + 1);
  }

  /** The same message, in the hands of another sender. */
  public Message leased(Instant until) {
    return with(state, reason, until);
  }

  /**
   * These words and this address on behalf of a message that was begun before: one message to
   * whoever reads its history, whoever sends it in the end.
   */
  public Message inPlaceOf(Message earlier) {
    return new Message(
        earlier.id,
        customer,
        invoices,
        kind,
        channel,
        tone,
        step,
        to,
        subject,
        text,
        earlier.state,
        earlier.reason,
        unsubscribeUrl,
        earlier.at,
        earlier.leaseUntil,
        earlier.version);
  }

  /** As it is found by who knows better than what was written of it; that stays as it is. */
  public Message found(State really, Optional<String> why) {
    return with(really, why, leaseUntil, version);
  }

  private Message with(State nextState, Optional<String> why, Instant lease) {
    return with(nextState, why, lease, version + 1);
  }

  private Message with(State nextState, Optional<String> why, Instant lease, long nextVersion) {
    return new Message(
        id,
        customer,
        invoices,
        kind,
        channel,
        tone,
        step,
        to,
        subject,
        text,
        nextState,
        why,
        unsubscribeUrl,
        at,
        lease,
        nextVersion);
  }

  /** What it is for, as the API names it in lower case. */
  public enum Kind {
    INVOICE,
    REMINDER,
    RECEIPT_REQUEST,
    RECEIPT,
    THANK_YOU,
    PAYMENT_COMPLEMENT,
    CREDIT_NOTE;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far it came, as the API names it in lower case. */
  public enum State {
    /** Ready, and waits for a decent hour. */
    SCHEDULED,
    SENDING,
    SENT,
    DELIVERED,
    BOUNCED,
    FAILED,
    SUPPRESSED,
    UNKNOWN;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
