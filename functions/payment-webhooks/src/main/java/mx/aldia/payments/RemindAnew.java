package mx.aldia.payments;

import java.util.Optional;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.InvoiceStore.Reminding;
import mx.aldia.table.PaymentStore.Applied;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.ReopenLadder;
import mx.aldia.table.TenantTime;

/**
 * The reminders of an invoice that was settled and is owed again. Money that went back is a promise
 * not kept: what was said is not said again, and the step after it comes on the next contact day.
 */
final class RemindAnew {
  private final InvoiceStore invoices;
  private final ReopenLadder ladders;
  private final Rereading rereading;

  RemindAnew(
      InvoiceStore invoices, PolicyStore policies, CustomerStore customers, Rereading rereading) {
    this.invoices = invoices;
    this.ladders = new ReopenLadder(invoices, policies, customers);
    this.rereading = rereading;
  }

  /** The change of an invoice from which money was taken, with what becomes of its reminders. */
  Applied with(TenantTime time, Applied it) {
    var reminding =
        switch (it.change().next()) {
          case Invoice.Open open when it.was() instanceof Invoice.Paid -> ladders.plan(time, open);
          case Invoice.Paid _ when !(it.was() instanceof Invoice.Paid) -> new Reminding.Settle();
          case Invoice.Open _, Invoice.Paid _, Invoice.Voided _, Invoice.Uncollectible _ ->
              new Reminding.Unchanged();
        };
    return new Applied(it.was(), it.change(), reminding);
  }

  /**
   * It was paid when its day came, so nobody has said so yet; said before, it is not said again.
   */
  void tellOverdue(TenantTime time, InvoiceId id) {
    rereading.until(
        () ->
            invoices.findIssued(id).orElseThrow() instanceof Invoice.Open open
                    && open.daysOverdue(time.today()) > 0
                    && !invoices.markOverdue(time, open)
                ? Optional.empty()
                : Optional.of(true),
        id);
  }
}
