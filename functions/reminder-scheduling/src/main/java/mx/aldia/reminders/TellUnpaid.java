package mx.aldia.reminders;

import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TenantStore;

/**
 * Tells a business, once, that what it declared as paid at once (PUE) is not, as its month ends.
 */
final class TellUnpaid {
  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final InvoiceStore invoices;
  private final TenantStore tenants;

  TellUnpaid(InvoiceStore invoices, TenantStore tenants) {
    this.invoices = invoices;
    this.tenants = tenants;
  }

  /** Tells it, or forgets it where nothing is owed any more. */
  void tell(InvoiceId id) {
    for (int i = 0; i < ATTEMPTS; i++) {
      if (!(invoices.findIssued(id).orElse(null) instanceof Invoice.Open open)) {
        invoices.forgetUnpaid(id);
        return;
      }
      if (invoices.tellUnpaid(tenants.open(id.tenant()).orElseThrow().time(), open)) {
        return;
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }
}
