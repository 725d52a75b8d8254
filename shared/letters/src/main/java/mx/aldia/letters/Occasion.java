package mx.aldia.letters;

import java.time.LocalDate;
import mx.aldia.domain.collections.Tone;
import mx.aldia.domain.money.Money;
import org.jspecify.annotations.Nullable;

/** Why a letter is written; a new one does not compile until it has words in every language. */
public sealed interface Occasion {
  /** The invoice itself, with its PDF attached. */
  record InvoiceIssued() implements Occasion {}

  /**
   * A step of the reminder policy; whether it is before or after the due date is read at sending.
   */
  record Reminder(Tone tone) implements Occasion {}

  /** Asks whether the invoice arrived. */
  record ReceiptRequest() implements Occasion {}

  /**
   * Confirms a payment that leaves something due.
   *
   * @param reservesInterest where the policy charges late interest: the receipt then says that it
   *     is reserved, since a receipt for principal that is silent gives it up (Código de Comercio,
   *     art. 364)
   * @param complement whether its document for SAT goes with it
   */
  record PartPayment(
      Money received, LocalDate receivedOn, boolean reservesInterest, boolean complement)
      implements Occasion {}

  /**
   * Thanks, once everything is paid; it is the receipt of the last payment too.
   *
   * @param received the payment that settled it; null where a credit note did
   * @param surplus what was paid beyond, now in the customer's favour; null for none
   * @param complement whether the last payment's document for SAT goes with it
   */
  record Settled(
      @Nullable Money received, LocalDate settledOn, @Nullable Money surplus, boolean complement)
      implements Occasion {}

  /**
   * A payment's document for SAT, which came after its receipt had gone.
   *
   * @param sale whether it is what a part of the invoice is stamped as, and no complement
   */
  record Complement(Money received, LocalDate receivedOn, boolean sale) implements Occasion {}

  /**
   * Something was taken off an invoice.
   *
   * @param number of the credit note
   * @param reason in the business's own words
   * @param returned what goes back of what was paid; null for none
   * @param asCredit whether that stays in the customer's favour, or is paid out
   * @param document whether its CFDI (egreso) goes with it
   */
  record Credited(
      String number,
      Money amount,
      String reason,
      @Nullable Money returned,
      boolean asCredit,
      boolean document)
      implements Occasion {
    public Credited {
      reason = OneLine.of(reason);
    }
  }

  /**
   * What was taken off an invoice is owed again.
   *
   * @param number of the credit note
   */
  record CreditVoided(String number, Money amount) implements Occasion {}
}
