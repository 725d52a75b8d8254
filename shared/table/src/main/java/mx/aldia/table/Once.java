package mx.aldia.table;

import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.message.MessageId;

/**
 * What a customer is told once about an invoice: whoever begins first has the right to send it. It
 * names its message, so that there can be only one; its letters are safe in an address.
 *
 * @param kind invoice, reminder, receipt, thank_you
 * @param generation a ladder begun anew has other steps
 * @param which the step, the payment, or the request to send again
 */
public record Once(String kind, int generation, String which) {
  /** A step is named by its days, for its position changes with the policy. */
  public static Once reminder(LadderEntry ladder) {
    var which = "d%d_%d".formatted(ladder.offsetDays(), ladder.attempt());
    return new Once("reminder", ladder.generation(), which);
  }

  /** The mail that the issue itself sends. */
  public static Once invoice() {
    return new Once("invoice", 0, "issued");
  }

  /** Sent again because it became a CFDI after it was sent. */
  public static Once stampedInvoice() {
    return new Once("invoice", 0, "stamped");
  }

  /** Sent again by the tenant's wish. */
  public static Once invoice(String request) {
    return new Once("invoice", 0, request);
  }

  public static Once receipt(String payment) {
    return new Once("receipt", 0, payment);
  }

  /** The complement of a payment, where it comes after its receipt. */
  public static Once complement(String payment) {
    return new Once("payment_complement", 0, payment);
  }

  public static Once creditNote(String creditNote) {
    return new Once("credit_note", 0, creditNote);
  }

  /** That it was taken back. */
  public static Once creditNoteVoided(String creditNote) {
    return new Once("credit_note", 1, creditNote);
  }

  /** The same, by another way after the first was refused for good: once more, and no more. */
  public Once byOtherWay() {
    return new Once(kind, generation, which + "_other");
  }

  /** The message that says it about this invoice. */
  public MessageId message(InvoiceId invoice) {
    var value =
        "msg_%s_%s_%d_%s".formatted(Keys.withoutPrefix(invoice.value()), kind, generation, which);
    return new MessageId(invoice.tenant(), value);
  }

  /** One for each invoice, however often it is settled. */
  public static Once thankYou() {
    return new Once("thank_you", 0, "settled");
  }
}
