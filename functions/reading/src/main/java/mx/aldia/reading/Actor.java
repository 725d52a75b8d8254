package mx.aldia.reading;

/** Who made something happen, as a timeline tells it. */
enum Actor {
  /** The business, by its key. */
  TENANT,
  /** The customer, on its page or by its mail. */
  CUSTOMER,
  /** Nobody but the clock and what was agreed. */
  SYSTEM;

  static Actor of(String eventType) {
    return switch (eventType) {
      case "invoice.receipt_confirmed", "customer.opted_out", "payment.received", "invoice.paid" ->
          CUSTOMER;
      case "invoice.issued",
          "credit_note.issued",
          "credit_note.voided",
          "invoice.replaced",
          "payment.moved",
          "invoice.voided",
          "invoice.marked_uncollectible",
          "invoice.link_renewed",
          "reminders.paused",
          "reminders.resumed",
          "payment.reversed",
          "task.done" ->
          TENANT;
      default -> SYSTEM;
    };
  }
}
