package mx.aldia.issuance;

import java.util.List;
import java.util.Optional;
import mx.aldia.domain.collections.ContactRules;
import mx.aldia.domain.collections.Ladder;
import mx.aldia.domain.collections.Planned;
import mx.aldia.domain.collections.Progress;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.time.QuietDays;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TenantStore;

/** From this moment on an invoice is owed: it has its number, its due date and its reminders. */
final class IssueInvoice {
  /** A number taken by a twin, or an advance by another invoice: every try finds what is left. */
  private static final int ATTEMPTS = 8;

  private final InvoiceStore invoices;
  private final UseAdvances using;

  IssueInvoice(InvoiceStore invoices, UseAdvances using) {
    this.invoices = invoices;
    this.using = using;
  }

  /**
   * Issues what was read and judged.
   *
   * @param read for an issue, of the draft's own terms
   * @param stored whether the draft is in the table, or made and issued at once
   * @param advances what it takes of them is not owed
   */
  Outcome<InvoiceRecord> issue(
      TenantStore.Open open,
      Invoice.Draft draft,
      TermsReader.Read read,
      boolean stored,
      List<AdvanceId> advances,
      Attempt<InvoiceRecord> attempt) {
    var customer = read.customer().orElseThrow();
    var parties = Parties.of(open.tenant(), customer);
    var stamping =
        parties.stamping(
            open.tenant().cfdi(), FiscalTerms.timing(open.tenant(), customer, draft.terms()));
    for (int i = 0; i < ATTEMPTS; i++) {
      var usable = using.usable(advances, draft.terms(), stamping);
      if (usable instanceof Outcome.Refused<List<UseAdvances.Usable>>(var problem)) {
        return Outcome.refused(problem);
      }
      var left = ((Outcome.Done<List<UseAdvances.Usable>>) usable).value();
      var number = invoices.number(draft, attempt);
      var issue = draft.issue(number, open.time().today(), open.time().now(), stamping);
      var used = using.take(open.time(), issue, left, attempt);
      var change = used.change();
      var policy = draft.terms().policy().orElse(open.tenant().defaultPolicy());
      var next = change.next();
      var issued =
          InvoiceRecord.issued(
              next,
              draft.terms(),
              parties,
              policy,
              firstReminder(open, next, read),
              open.time().movable(),
              Optional.empty());
      switch (invoices.issue(open.time(), draft, stored, change, issued, used.along(), attempt)) {
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
  static Optional<Planned> firstReminder(
      TenantStore.Open open, Invoice.Issued invoice, TermsReader.Read read) {
    if (!invoice.bill().send() || !(invoice instanceof Invoice.Open)) {
      return Optional.empty();
    }
    var policy = read.policy().orElseThrow();
    var zone = read.customer().orElseThrow().zone();
    var rules = ContactRules.of(policy, zone, QuietDays.usual());
    return new Ladder(policy, invoice.bill().dueOn(), rules)
        .next(Progress.none(), open.time().now());
  }
}
