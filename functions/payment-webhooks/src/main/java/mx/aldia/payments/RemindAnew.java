package mx.aldia.payments;

import mx.aldia.domain.collections.ContactRules;
import mx.aldia.domain.collections.Ladder;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.time.QuietDays;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.InvoiceStore.Reminding;
import mx.aldia.table.LadderEntry;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.TenantTime;

/**
 * The reminders of an invoice that was settled and is owed again. Money that went back is a promise
 * not kept: what was said is not said again, and the step after it comes on the next contact day.
 */
final class RemindAnew {
  private final InvoiceStore invoices;
  private final PolicyStore policies;
  private final CustomerStore customers;

  RemindAnew(InvoiceStore invoices, PolicyStore policies, CustomerStore customers) {
    this.invoices = invoices;
    this.policies = policies;
    this.customers = customers;
  }

  Reminding plan(TenantTime time, Invoice.Open invoice) {
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
