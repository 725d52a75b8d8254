package mx.aldia.sending;

import java.util.Optional;
import mx.aldia.domain.invoice.Invoice;

/** Whom a thank-you may still be sent to, however long ago it was meant. */
public final class Thanks {
  private Thanks() {}

  /**
   * Why nobody is thanked for an invoice any more, as a suppressed message tells it; empty where it
   * is paid, and at least some of that with money that was kept.
   */
  public static Optional<String> obstacle(Invoice.Issued invoice) {
    return switch (invoice) {
      case Invoice.Paid paid when paid.paid().isPositive() -> Optional.empty();
      case Invoice.Paid _ -> Optional.of("credited");
      case Invoice.Open _, Invoice.Voided _, Invoice.Uncollectible _ ->
          Optional.of("payment_reversed");
    };
  }
}
