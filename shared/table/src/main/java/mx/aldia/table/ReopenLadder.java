package mx.aldia.table;

import mx.aldia.domain.collections.ContactRules;
import mx.aldia.domain.collections.Ladder;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.time.QuietDays;
import mx.aldia.table.InvoiceStore.Reminding;

/**
 * The reminders of an invoice that was settled and is owed again: money went back, or a credit note
 * was taken back. As with a promise not kept, what was said is not said again, and the step after
 * it comes on the next contact day.
 */
public final class ReopenLadder {
  private final InvoiceStore invoices;
  private final PolicyStore policies;
  private final CustomerStore customers;

  public ReopenLadder(InvoiceStore invoices, PolicyStore policies, CustomerStore customers) {
    this.invoices = invoices;
    this.policies = policies;
    this.customers = customers;
  }

  public Reminding plan(TenantTime time, Invoice.Open invoice) {
    return invoice.bill().send()
        ? invoices
            .ladder(invoice.id())
            .map(ladder -> plan(time, invoice, ladder))
            .orElse(new Reminding.Unchanged())
        : new Reminding.Unchanged();
  }

  private Reminding plan(TenantTime time, Invoice.Open invoice, LadderEntry was) {
    var policy = policies.find(was.policy()).orElseThrow();
    var zone = customers.find(invoice.bill().customer()).flatMap(Customer::zone);
    var rules = ContactRules.of(policy, zone, QuietDays.usual());
    var resumed =
        new Ladder(policy, invoice.bill().dueOn(), rules)
            .afterBrokenPromise(was.begun(), time.now());
    return new Reminding.Plan(was, was.anew(resumed.progress(), resumed.next()));
  }
}
