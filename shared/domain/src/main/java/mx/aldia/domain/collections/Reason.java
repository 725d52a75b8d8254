package mx.aldia.domain.collections;

import java.util.Locale;

/** Why a reminder did not simply go out; the log names the rule it follows. */
public enum Reason {
  /** Settled, voided or credited since it was planned. */
  PAID("G6"),
  VOIDED("G6"),
  UNCOLLECTIBLE("G6"),
  /** A date was promised that has not come yet. */
  PROMISE_OPEN("G6"),
  /** A voucher is out that may still be paid. */
  PAYMENT_PENDING("G6"),
  /** Its CFDI is not stamped yet: the step is let go, and later ones go on from there. */
  CFDI_NOT_STAMPED("G28"),
  /** SAT is asked to cancel its CFDI: the step is let go, and later ones go on from there. */
  CANCELLATION_REQUESTED("G28"),
  DISPUTED("G14"),
  PAUSED("G14"),
  /** No way is left that the customer agreed to, has an address for and has not closed. */
  NO_CHANNEL("G15"),
  /** Who closes one way is not written to by another on the same day. */
  OPTED_OUT_TODAY("G15"),
  SUPPORT_CONTACT_MISSING("R39"),
  /** A later step's day has come. */
  OVERTAKEN("G4"),
  OUTSIDE_HOURS("G1"),
  NOT_A_CONTACT_DAY("G2"),
  /** Some Mexican clock is outside the hours, and nobody knows which one is the debtor's. */
  ZONE_UNKNOWN("G3"),
  DAY_CAP("G4"),
  WEEK_CAP("G4"),
  /** The policy wants a person to look first. */
  MANUAL_STEP("G27"),
  /** The last word is never said without a person. */
  LAST_WORD("G27");

  private final String rule;

  Reason(String rule) {
    this.rule = rule;
  }

  /** The rule's number in the documentation of the guardrails. */
  public String rule() {
    return rule;
  }

  /** As the API and the log name it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
