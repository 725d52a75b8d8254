package mx.aldia.issuance;

import java.util.Optional;
import mx.aldia.domain.collections.ContactRules;
import mx.aldia.domain.collections.Ladder;
import mx.aldia.domain.collections.Planned;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.collections.Progress;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.time.QuietDays;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.TenantStore;

/** From this moment on an invoice is owed: it has its number, its due date and its reminders. */
final class IssueInvoice {
  /** Only a number taken by a twin makes it try again, and every try takes another. */
  private static final int ATTEMPTS = 5;

  private final InvoiceStore invoices;
  private final PolicyStore policies;

  IssueInvoice(InvoiceStore invoices, PolicyStore policies) {
    this.invoices = invoices;
    this.policies = policies;
  }

  /**
   * Issues what was read and judged.
   *
   * @param stored whether the draft is in the table, or made and issued at once
   */
  Outcome<InvoiceRecord> issue(
      TenantStore.Open open,
      Invoice.Draft draft,
      Customer customer,
      boolean stored,
      Attempt<InvoiceRecord> attempt) {
    var parties = Parties.of(open.tenant(), customer);
    for (int i = 0; i < ATTEMPTS; i++) {
      var number = invoices.number(draft, attempt);
      var change =
          draft.issue(
              number,
              open.time().today(),
              open.time().now(),
              parties.stamping(
                  open.tenant().cfdi(),
                  FiscalTerms.timing(open.tenant(), customer, draft.terms())));
      var policy = draft.terms().policy().orElse(open.tenant().defaultPolicy());
      var next = change.next();
      var issued =
          InvoiceRecord.issued(
              next,
              draft.terms(),
              parties,
              policy,
              firstReminder(open, next, customer, policy),
              open.time().movable(),
              Optional.empty());
      switch (invoices.issue(open.time(), draft, stored, change, issued, attempt)) {
        case SAVED -> {
          return Outcome.done(issued);
        }
        case EXTERNAL_ID_TAKEN -> {
          return Outcome.refused(Problem.Invalid.of(Fault.at("/external_id", "external_id_taken")));
        }
        case STALE -> {
          var changed = stored ? changedMeanwhile(draft) : Optional.<Problem>empty();
          if (changed.isPresent()) {
            return Outcome.refused(changed.get());
          }
        }
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, draft.id()));
  }

  private Optional<Problem> changedMeanwhile(Invoice.Draft draft) {
    return invoices
        .find(draft.id())
        .<Optional<Problem>>map(
            now ->
                now.invoice().version() == draft.version()
                    ? Optional.empty()
                    : Optional.of(Problem.Conflict.of("invoice_not_draft", now.invoice().state())))
        .orElse(Optional.of(new Problem.NotFound("invoice")));
  }

  /** Empty where nobody is to be reminded. */
  Optional<Planned> firstReminder(
      TenantStore.Open open, Invoice.Issued invoice, Customer customer, PolicyId policyId) {
    if (!invoice.bill().send() || !(invoice instanceof Invoice.Open)) {
      return Optional.empty();
    }
    var policy = policies.find(policyId).orElseThrow();
    var rules = ContactRules.of(policy, customer.zone(), QuietDays.usual());
    return new Ladder(policy, invoice.bill().dueOn(), rules)
        .next(Progress.none(), open.time().now());
  }
}
