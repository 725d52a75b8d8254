package mx.aldia.reminders;

import java.time.LocalDate;
import java.util.Optional;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.EventStore;
import mx.aldia.table.LadderEntry;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.TenantStore;

/** Reads what a reminder is decided on. */
final class ReadDebt {
  private static final String OPTED_OUT = "customer.opted_out";

  private final TenantStore tenants;
  private final CustomerStore customers;
  private final PolicyStore policies;
  private final EventStore events;

  ReadDebt(TenantStore tenants, CustomerStore customers, PolicyStore policies, EventStore events) {
    this.tenants = tenants;
    this.customers = customers;
    this.policies = policies;
    this.events = events;
  }

  TenantStore.Open open(TenantId id) {
    return tenants.open(id).orElseThrow(() -> new IllegalStateException("no tenant " + id));
  }

  /** The debt; empty when nobody is there any more to be asked for it. */
  Optional<Debt> read(
      TenantStore.Open open, LadderEntry entry, Invoice.Issued invoice, Terms terms) {
    var policy =
        policies
            .find(entry.policy())
            .orElseThrow(() -> new IllegalStateException("no policy " + entry.policy()));
    return customers
        .find(invoice.bill().customer())
        .map(customer -> new Debt(open, entry, invoice, terms, customer, policy));
  }

  /** The debtor's date of the last time it closed a way. */
  Optional<LocalDate> optedOutOn(Debt debt) {
    Customer customer = debt.customer();
    return customer.stopped().isEmpty()
        ? Optional.empty()
        : events.of(customer.id()).stream()
            .filter(event -> event.type().equals(OPTED_OUT))
            .map(event -> debt.rules().dateAt(event.at()))
            .max(LocalDate::compareTo);
  }
}
