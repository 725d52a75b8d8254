package mx.aldia.gateways;

import java.time.Instant;
import java.util.Optional;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;

/** What a provider says about money, in words that fit every provider. */
public sealed interface ProviderNotice {
  /**
   * Which money it is about.
   *
   * @param payment the provider's id of the money itself, not of the event: two events of two kinds
   *     about the same money carry the same
   * @param invoice what we attached when the payment was asked for; as it came, to be checked
   * @param occurredAt empty when the provider does not say
   * @param live false for a provider's test mode, where no money moves; empty when it does not say:
   *     then its secret, which is of one mode, is all there is to go by
   */
  record Subject(
      String payment,
      Optional<String> invoice,
      Optional<Instant> occurredAt,
      Optional<Boolean> live) {}

  /**
   * Money is there.
   *
   * @param method empty when the notice does not tell
   */
  record Received(Subject subject, Money amount, Optional<Payment.Method> method)
      implements ProviderNotice {}

  /** Somebody began to pay: a voucher was printed, a transfer is on its way. No money yet. */
  record Pending(Subject subject) implements ProviderNotice {}

  /**
   * It came to nothing.
   *
   * @param reason the provider's code
   */
  record Failed(Subject subject, String reason) implements ProviderNotice {}

  /**
   * Money went back to the customer.
   *
   * @param total of all refunds of this payment so far, this one included: told twice, or out of
   *     order, the largest is the truth
   */
  record Refunded(Subject subject, Money total) implements ProviderNotice {}

  /**
   * The customer's bank wants it back.
   *
   * @param dispute the provider's id of the dispute
   */
  record Disputed(Subject subject, String dispute, Money amount, Stage stage)
      implements ProviderNotice {}

  /** How far a dispute has come. */
  enum Stage {
    OPENED,
    CHANGED,
    FUNDS_WITHDRAWN,
    FUNDS_REINSTATED,
    WON,
    LOST
  }

  /**
   * It may be about money, and a machine should not decide: a person looks.
   *
   * @param reason in snake_case
   */
  record Unclear(String reason) implements ProviderNotice {}

  /** Nothing that the books would know of. */
  record NotAboutMoney() implements ProviderNotice {}
}
