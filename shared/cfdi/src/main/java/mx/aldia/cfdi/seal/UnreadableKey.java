package mx.aldia.cfdi.seal;

/** A certificate or key that cannot be used: not what it should be, or not with that password. */
public final class UnreadableKey extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why, so that whoever uploads it is told what to bring instead. */
  public enum Reason {
    NOT_A_CERTIFICATE,
    NOT_A_KEY,
    UNKNOWN_ENCRYPTION,
    WRONG_PASSWORD,
    NOT_A_PAIR
  }

  private final Reason reason;

  public UnreadableKey(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public UnreadableKey(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
