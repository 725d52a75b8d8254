package mx.aldia.issuance;

import java.util.Optional;
import mx.aldia.domain.collections.ContactRules;
import mx.aldia.domain.collections.Ladder;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.time.QuietDays;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.InvoiceStore.Reminding;
import mx.aldia.table.LadderState;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.TenantStore;

/**
 * The business holds an invoice's reminders back and lets them go on, or says for its customer that
 * the invoice has arrived.
 */
final class HoldReminders {
  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final InvoiceStore invoices;
  private final PolicyStore policies;
  private final CustomerStore customers;

  HoldReminders(InvoiceStore invoices, PolicyStore policies, CustomerStore customers) {
    this.invoices = invoices;
    this.policies = policies;
    this.customers = customers;
  }

  /** From now on no reminder begins; said again it changes nothing. */
  Outcome<InvoiceRecord> pause(
      TenantStore.Open open, InvoiceId id, Attempt<InvoiceRecord> attempt) {
    return decide(
        open, id, attempt, invoice -> invoice.pauseReminders(true).map(HoldReminders::held));
  }

  /** They go on from today: what is past stays unsaid. Said again it changes nothing. */
  Outcome<InvoiceRecord> resume(
      TenantStore.Open open, InvoiceId id, Attempt<InvoiceRecord> attempt) {
    return decide(
        open,
        id,
        attempt,
        invoice ->
            invoice
                .pauseReminders(false)
                .map(change -> new Decided(change, planned(open, invoice))));
  }

  Outcome<InvoiceRecord> confirmReceipt(
      TenantStore.Open open, InvoiceId id, Attempt<InvoiceRecord> attempt) {
    return decide(
        open,
        id,
        attempt,
        invoice ->
            invoice
                .confirmReceipt(open.time().now())
                .map(change -> new Decided(change, new Reminding.Unchanged())));
  }

  /** A change of the invoice and of its reminders. */
  private record Decided(Invoice.Change change, Reminding reminding) {}

  /** What an open invoice becomes; empty when it is so already. */
  private interface Decision {
    Optional<Decided> of(Invoice.Open invoice);
  }

  private static Decided held(Invoice.Change change) {
    return new Decided(change, new Reminding.Pause());
  }

  private Reminding planned(TenantStore.Open open, Invoice.Open invoice) {
    var was = invoices.ladder(invoice.id()).orElseThrow();
    if (was.state() != LadderState.PAUSED) {
      return new Reminding.Unchanged();
    }
    if (!invoice.bill().send()) {
      return new Reminding.Plan(was, was.planned(was.progress(), Optional.empty()));
    }
    var policy = policies.find(was.policy()).orElseThrow();
    var zone = customers.find(invoice.bill().customer()).flatMap(Customer::zone);
    var rules = ContactRules.of(policy, zone, QuietDays.usual());
    var done = was.begun();
    var next = new Ladder(policy, invoice.bill().dueOn(), rules).next(done, open.time().now());
    return new Reminding.Plan(was, was.planned(done, next));
  }

  private Outcome<InvoiceRecord> decide(
      TenantStore.Open open, InvoiceId id, Attempt<InvoiceRecord> attempt, Decision decision) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var found = invoices.find(id);
      if (found.isEmpty()) {
        return Outcome.refused(new Problem.NotFound("invoice"));
      }
      if (!(found.get().invoice() instanceof Invoice.Open invoice)) {
        return Outcome.refused(
            Problem.Conflict.of("invoice_not_open", found.get().invoice().state()));
      }
      var decided = decision.of(invoice);
      if (decided.isEmpty()) {
        return Outcome.done(found.get());
      }
      var it = decided.get();
      if (invoices.save(open.time(), invoice, it.change(), it.reminding(), attempt)
          == InvoiceStore.Saved.SAVED) {
        return Outcome.done(invoices.find(id).orElseThrow());
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }
}
