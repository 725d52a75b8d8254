package mx.aldia.gateways;

/** Whether a notification is the provider's own. */
public sealed interface Verdict {
  /** Signed, fresh, and an event. */
  record Verified(ProviderEvent event) implements Verdict {}

  /** Nothing that came with it may be believed, kept or repeated to the sender. */
  record Rejected(Reason reason) implements Verdict {}

  /** For our own log and metrics only: the sender learns that it was refused, not why. */
  enum Reason {
    NO_SIGNATURE,
    MALFORMED_SIGNATURE,
    /** No signature of a scheme that we trust. */
    UNKNOWN_SCHEME,
    WRONG_SIGNATURE,
    TOO_OLD,
    TOO_NEW,
    /** Rightly signed, but no event. */
    MALFORMED_BODY
  }
}
