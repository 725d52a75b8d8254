package mx.aldia.issuance;

import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.InvoiceStore.Reminding;
import mx.aldia.table.TenantStore;

/**
 * An invoice's link went to the wrong person: the links given out so far open nothing any more, and
 * what is sent from now on carries another.
 */
final class RenewLink {
  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final InvoiceStore invoices;

  RenewLink(InvoiceStore invoices) {
    this.invoices = invoices;
  }

  /** Said again without an idempotency key it renews again: each time the last link dies. */
  Outcome<InvoiceRecord> renew(
      TenantStore.Open open, InvoiceId id, Attempt<InvoiceRecord> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var found = invoices.find(id);
      if (found.isEmpty()) {
        return Outcome.refused(new Problem.NotFound("invoice"));
      }
      if (!(found.get().invoice() instanceof Invoice.Issued invoice)) {
        return Outcome.refused(
            Problem.Conflict.of("invoice_not_issued", found.get().invoice().state()));
      }
      var saved =
          invoices.save(
              open.time(), invoice, invoice.renewLink(), new Reminding.Unchanged(), attempt);
      if (saved == InvoiceStore.Saved.SAVED) {
        return Outcome.done(invoices.find(id).orElseThrow());
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }
}
