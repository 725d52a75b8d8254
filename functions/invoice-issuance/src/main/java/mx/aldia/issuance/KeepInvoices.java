package mx.aldia.issuance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.edge.Fields;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.InvoiceStore.Reminding;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** The invoices of a tenant: drafted, changed, issued, taken back, given up. */
final class KeepInvoices {
  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final InvoiceStore invoices;
  private final TaxDocumentStore documents;
  private final TermsReader reader;
  private final IssueInvoice issuing;
  private final Ulid ids;

  KeepInvoices(
      InvoiceStore invoices,
      TaxDocumentStore documents,
      TermsReader reader,
      IssueInvoice issuing,
      Ulid ids) {
    this.invoices = invoices;
    this.documents = documents;
    this.reader = reader;
    this.issuing = issuing;
    this.ids = ids;
  }

  /** Makes an invoice of what a caller says, and issues it where it says so. */
  Outcome<InvoiceRecord> create(
      TenantStore.Open open, Fields fields, Attempt<InvoiceRecord> attempt) {
    var issue = fields.bool("issue").orElse(false);
    var advances = UseAdvances.named(fields, open.tenant().id());
    if (fields.valid("issue") && !issue && !advances.isEmpty()) {
      fields.refuse("advances", "advances_at_issue");
    }
    var read = reader.read(fields, open.tenant(), open.time().today(), issue);
    return fields
        .read(() -> read)
        .then(
            it -> {
              var draft = draft(open, it.terms(), issue ? 0 : 1);
              return issue
                  ? issuing.issue(open, draft, it, false, advances, attempt)
                  : saved(invoices.createDraft(open.time(), draft, attempt), draft);
            });
  }

  private Invoice.Draft draft(TenantStore.Open open, Terms terms, long version) {
    var id = new InvoiceId(open.tenant().id(), "inv_" + ids.next());
    return new Invoice.Draft(id, terms, open.time().now(), version);
  }

  Outcome<InvoiceRecord> find(InvoiceId id) {
    return invoices
        .find(id)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Problem.NotFound("invoice")));
  }

  /** Changes a draft; what is issued is corrected, never changed. */
  Outcome<InvoiceRecord> change(
      TenantStore.Open open, InvoiceId id, Fields change, Optional<Long> ifMatch) {
    return draft(id)
        .then(
            was -> {
              if (ifMatch.filter(version -> version != was.version()).isPresent()) {
                return Outcome.refused(new Problem.Stale(was.version()));
              }
              var fields = change.over(kept(was.terms(), change));
              var read = reader.read(fields, open.tenant(), open.time().today(), false);
              return fields
                  .read(() -> read)
                  .then(
                      it -> {
                        var next =
                            new Invoice.Draft(id, it.terms(), was.createdAt(), was.version() + 1);
                        return saved(invoices.saveDraft(next, was), next);
                      });
            });
  }

  /**
   * What a change finds there: of the two ways to say when, the new one takes the other's place.
   */
  static ObjectNode kept(Terms terms, Fields change) {
    var kept = InvoiceJson.said(terms).node();
    if (says(change, "due_date")) {
      kept.remove("days_until_due");
    }
    if (says(change, "days_until_due")) {
      kept.remove("due_date");
    }
    return kept;
  }

  static boolean says(Fields change, String name) {
    var said = change.tree(name);
    return !said.isMissingNode() && !said.isNull();
  }

  Outcome<InvoiceRecord> delete(InvoiceId id) {
    return draft(id).then(draft -> saved(invoices.deleteDraft(draft), draft));
  }

  /**
   * Issues a draft, judged as a whole at this moment.
   *
   * @param advances what it takes of them is not owed
   */
  Outcome<InvoiceRecord> issue(
      TenantStore.Open open,
      InvoiceId id,
      List<AdvanceId> advances,
      Attempt<InvoiceRecord> attempt) {
    return draft(id)
        .then(
            draft -> {
              var fields = Fields.of(InvoiceJson.said(draft.terms()).node());
              var read = reader.read(fields, open.tenant(), open.time().today(), true);
              return fields
                  .read(() -> read)
                  .then(it -> issuing.issue(open, draft, it, true, advances, attempt));
            });
  }

  Outcome<InvoiceRecord> markUncollectible(
      TenantStore.Open open, InvoiceId id, Attempt<InvoiceRecord> attempt) {
    return decide(
        open,
        id,
        attempt,
        "invoice_not_open",
        invoice -> Outcome.done(invoice.markUncollectible()));
  }

  private Outcome<InvoiceRecord> decide(
      TenantStore.Open open,
      InvoiceId id,
      Attempt<InvoiceRecord> attempt,
      String conflict,
      Function<Invoice.Open, Outcome<Invoice.Change>> decision) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var found = invoices.findIssued(id);
      if (found.isEmpty()) {
        return find(id).then(draft -> refuse(conflict, draft.invoice()));
      }
      if (!(found.get() instanceof Invoice.Open invoice)) {
        return refuse(conflict, found.get());
      }
      switch (decision.apply(invoice)) {
        case Outcome.Refused<Invoice.Change>(var problem) -> {
          return Outcome.refused(problem);
        }
        case Outcome.Done<Invoice.Change>(var change) -> {
          var saved = invoices.save(open.time(), invoice, change, new Reminding.Settle(), attempt);
          if (saved == InvoiceStore.Saved.SAVED) {
            return find(id);
          }
        }
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }

  /** Mails an open invoice again. */
  Outcome<InvoiceRecord> send(TenantStore.Open open, InvoiceId id, Attempt<InvoiceRecord> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var found = invoices.findIssued(id);
      if (found.isEmpty()) {
        return find(id).then(draft -> refuse("invoice_not_open", draft.invoice()));
      }
      if (!(found.get() instanceof Invoice.Open invoice)) {
        return refuse("invoice_not_open", found.get());
      }
      if (open.tenant().support().isEmpty()) {
        return Outcome.refused(Problem.Conflict.of("support_contact_missing"));
      }
      var unsendable = invoice.bill().fiscal() ? unsendable(id) : Optional.<Problem>empty();
      if (unsendable.isPresent()) {
        return Outcome.refused(unsendable.get());
      }
      var request = attempt.key().map(key -> key.substring(0, 26)).orElseGet(ids::next);
      if (invoices.requestSend(open.time(), invoice, "snd_" + request, attempt)
          == InvoiceStore.Saved.SAVED) {
        return find(id);
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }

  /** What SAT does not know, or is asked to forget, is not mailed. */
  private Optional<Problem> unsendable(InvoiceId id) {
    return switch (documents.of(id).orElse(null)) {
      case TaxDocument.Stamped _ -> Optional.empty();
      case TaxDocument.Cancelling it ->
          Optional.of(Problem.Conflict.of("cancellation_requested", it.status()));
      case null, default -> Optional.of(Problem.Conflict.of("cfdi_not_stamped"));
    };
  }

  private Outcome<Invoice.Draft> draft(InvoiceId id) {
    return find(id)
        .then(
            record ->
                record.invoice() instanceof Invoice.Draft draft
                    ? Outcome.done(draft)
                    : refuse("invoice_not_draft", record.invoice()));
  }

  private static Outcome<InvoiceRecord> saved(InvoiceStore.Saved saved, Invoice.Draft draft) {
    return switch (saved) {
      case SAVED ->
          Outcome.done(new InvoiceRecord(draft, draft.terms(), Optional.empty(), Optional.empty()));
      case EXTERNAL_ID_TAKEN ->
          Outcome.refused(Problem.Invalid.of(Fault.at("/external_id", "external_id_taken")));
      case STALE -> Outcome.refused(new Problem.Stale(draft.version()));
    };
  }

  private static <T> Outcome<T> refuse(String code, Invoice invoice) {
    return Outcome.refused(Problem.Conflict.of(code, invoice.state()));
  }
}
