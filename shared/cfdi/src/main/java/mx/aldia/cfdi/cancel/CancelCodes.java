package mx.aldia.cfdi.cancel;

import java.util.Optional;
import java.util.Set;
import mx.aldia.domain.tax.CancelAnswer;

/** What SAT's and the certifiers' codes for one UUID mean for the request. */
public final class CancelCodes {
  /** Received; already received, or cancelled before. */
  private static final Set<String> RECEIVED = Set.of("201", "202");

  /** Not found yet, SAT is down, wait 72 hours. */
  private static final Set<String> NOT_NOW = Set.of("205", "708", "798");

  /**
   * Another issuer's; not to be cancelled; not of the primary sector; motivo, substitute or date
   * refused (207 to 212); malformed, signature, certificate (301 to 305); asked more than five
   * times; a document that stands is tied to it.
   */
  private static final Set<String> NEVER =
      Set.of(
          "203",
          "204",
          "206",
          "207",
          "208",
          "209",
          "210",
          "211",
          "212",
          "301",
          "302",
          "303",
          "304",
          "305",
          "799",
          "no_cancelable");

  private CancelCodes() {}

  /**
   * What follows; a code that nobody knows says nothing.
   *
   * @param message the certifier's words
   * @param acuse SAT's receipt, where one came
   */
  public static CancelAnswer meaning(String code, String message, Optional<String> acuse) {
    if (RECEIVED.contains(code)) {
      return new CancelAnswer.Received(acuse);
    }
    if (NOT_NOW.contains(code)) {
      return new CancelAnswer.NotNow(code);
    }
    return NEVER.contains(code)
        ? new CancelAnswer.Never(code, message)
        : new CancelAnswer.Unknown("code " + code);
  }
}
