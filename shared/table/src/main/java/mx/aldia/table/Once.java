package mx.aldia.table;

/**
 * What a customer is told once about an invoice: whoever begins first has the right to send it.
 *
 * @param kind invoice, reminder, receipt, thank_you
 * @param generation a ladder begun anew has other steps
 * @param which the step, the payment, or the request to send again
 */
public record Once(String kind, int generation, String which) {
  /** A step is named by its days, for its position changes with the policy. */
  public static Once reminder(LadderEntry ladder) {
    var which = "%+04d~%d".formatted(ladder.offsetDays(), ladder.attempt());
    return new Once("reminder", ladder.generation(), which);
  }

  /** The mail that the issue itself sends. */
  public static Once invoice() {
    return new Once("invoice", 0, "issued");
  }

  /** Sent again by the tenant's wish. */
  public static Once invoice(String request) {
    return new Once("invoice", 0, request);
  }

  public static Once receipt(String payment) {
    return new Once("receipt", 0, payment);
  }

  /** The same, by another way after the first was refused for good: once more, and no more. */
  public Once byOtherWay() {
    return new Once(kind, generation, which + "#2");
  }

  /** One for each invoice, however often it is settled. */
  public static Once thankYou() {
    return new Once("thank_you", 0, "settled");
  }
}
