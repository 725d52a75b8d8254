package mx.aldia.channels;

/** What became of a message that was handed to a provider. */
public sealed interface Dispatch {
  /**
   * The provider took it; whether it arrives is told later, if at all.
   *
   * @param providerId the provider's own id of it, by which bounces and complaints are matched
   */
  record Accepted(String providerId) implements Dispatch {}

  /**
   * Certainly not sent.
   *
   * @param reason the provider's error code ({@code MessageRejected}) or ours in snake_case ({@code
   *     address_malformed}, {@code unreachable}); never holds an address or a text
   * @param permanent the same message would be refused again: trying again is of no use. False:
   *     throttled, paused, unreachable, misconfigured
   */
  record Refused(String reason, boolean permanent) implements Dispatch {}

  /**
   * No answer, or one that does not tell: it may have been sent.
   *
   * @param reason as in {@link Refused}
   */
  record Unknown(String reason) implements Dispatch {}
}
