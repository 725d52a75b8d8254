package mx.aldia.reminders;

import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TenantStore;

/** Says once that an invoice is overdue, if it is. */
final class TellOverdue {
  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final InvoiceStore invoices;
  private final TenantStore tenants;

  TellOverdue(InvoiceStore invoices, TenantStore tenants) {
    this.invoices = invoices;
    this.tenants = tenants;
  }

  /** Tells it, forgets it where nothing is owed any more, or leaves it for its day. */
  void tell(InvoiceId id) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var found = invoices.findIssued(id);
      if (found.isEmpty()) {
        return;
      }
      if (!(found.get() instanceof Invoice.Open open)) {
        invoices.dropOverdue(id);
        return;
      }
      var time = tenants.open(id.tenant()).orElseThrow().time();
      if (open.daysOverdue(time.today()) <= 0) {
        invoices.postponeOverdue(time, open);
        return;
      }
      if (invoices.markOverdue(time, open)) {
        return;
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }

  /** Nobody asks for it any more but who tells it by hand. */
  void drop(InvoiceId id) {
    invoices.dropOverdue(id);
  }
}
