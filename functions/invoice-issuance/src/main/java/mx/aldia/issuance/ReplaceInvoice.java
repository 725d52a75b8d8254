package mx.aldia.issuance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.invoice.DueRule;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.LedgerEntry;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Replacing;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.edge.Fields;
import mx.aldia.table.AdvanceStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * Issues an invoice in place of another: as that one was but for what is said, with its due date
 * and its money. The former is void at once where SAT does not know it; else it stays until its
 * substitute is stamped and SAT has cancelled it, which tax-stamping sees to.
 */
final class ReplaceInvoice {
  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  /** Each is five writes, and a transaction has room for a hundred. */
  private static final int MOST_PAYMENTS = 12;

  private final InvoiceStore invoices;
  private final PaymentStore payments;
  private final TaxDocumentStore documents;
  private final AdvanceStore advances;
  private final TermsReader reader;
  private final Ulid ids;

  ReplaceInvoice(
      InvoiceStore invoices,
      PaymentStore payments,
      TaxDocumentStore documents,
      AdvanceStore advances,
      TermsReader reader,
      Ulid ids) {
    this.invoices = invoices;
    this.payments = payments;
    this.documents = documents;
    this.advances = advances;
    this.reader = reader;
    this.ids = ids;
  }

  Outcome<InvoiceRecord> replace(
      TenantStore.Open open, InvoiceId id, Fields change, Attempt<InvoiceRecord> attempt) {
    var found = invoices.find(id);
    if (found.isEmpty()) {
      return Outcome.refused(new Problem.NotFound("invoice"));
    }
    var today = open.time().today();
    var due = found.get().invoice() instanceof Invoice.Issued it ? it.bill().dueOn() : today;
    var fields = change.over(said(found.get().terms(), due, change));
    var read = reader.read(fields, open.tenant(), today, due.isBefore(today) ? due : today, true);
    return fields.read(() -> read).then(it -> replace(open, id, it, attempt));
  }

  /**
   * Whether the new one would say what the former says, of the same two parties: a number spent,
   * and perhaps a cancellation that the customer has to agree to, for nothing.
   */
  private static boolean changesNothing(
      TenantStore.Open open, InvoiceRecord was, TermsReader.Read read) {
    var due = ((Invoice.Issued) was.invoice()).bill().dueOn();
    var parties = read.customer().map(customer -> Parties.of(open.tenant(), customer));
    return parties.equals(was.parties()) && read.terms().equals(unnamed(was.terms(), due));
  }

  private static ObjectNode said(Terms terms, LocalDate due, Fields change) {
    return KeepInvoices.kept(unnamed(terms, due), change);
  }

  /** Its name outside belongs to the former; the due date is the former's very day. */
  private static Terms unnamed(Terms terms, LocalDate due) {
    return new Terms(
        terms.customer(),
        terms.currency(),
        terms.lines(),
        Optional.of(new DueRule.On(due)),
        terms.series(),
        terms.poNumber(),
        terms.paymentMethod(),
        terms.paymentForm(),
        terms.exchangeRate(),
        terms.cfdiTiming(),
        terms.policy(),
        terms.minimumPayment(),
        terms.send(),
        Optional.empty(),
        terms.metadata());
  }

  private Outcome<InvoiceRecord> replace(
      TenantStore.Open open, InvoiceId id, TermsReader.Read read, Attempt<InvoiceRecord> attempt) {
    var by = new InvoiceId(id.tenant(), "inv_" + ids.next());
    var draft = new Invoice.Draft(by, read.terms(), open.time().now(), 0);
    for (int i = 0; i < ATTEMPTS; i++) {
      var record = invoices.find(id).orElseThrow();
      var document = documents.of(id);
      var money =
          payments.ofInvoice(id).stream()
              .filter(it -> it.state() == Payment.State.APPLIED)
              .filter(it -> it.appliedTo(id).isPositive())
              .toList();
      var obstacle = obstacle(record, document, money, read.terms());
      if (obstacle.isPresent()) {
        return Outcome.refused(obstacle.get());
      }
      if (changesNothing(open, record, read)) {
        return Outcome.refused(Problem.Invalid.of(Fault.at("", "nothing_to_change")));
      }
      var customer = read.customer().orElseThrow();
      var decided = decide(open, draft, customer, record, document, money, attempt);
      var issued = issued(open, read, decided.fresh().next(), id);
      switch (invoices.issue(
          open.time(),
          draft,
          false,
          decided.fresh(),
          issued,
          Optional.of(new InvoiceStore.Replacement(record, document, money, decided)),
          attempt)) {
        case SAVED -> {
          return Outcome.done(issued);
        }
        case EXTERNAL_ID_TAKEN -> {
          return Outcome.refused(Problem.Invalid.of(Fault.at("/external_id", "external_id_taken")));
        }
        case STALE -> {}
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }

  private Optional<Problem> obstacle(
      InvoiceRecord record, Optional<TaxDocument> document, List<Payment> money, Terms terms) {
    var state = record.invoice().state();
    if (record.replacedBy().isPresent()) {
      return conflict("invoice_replaced", record.replacedBy().get().value());
    }
    if (!(record.invoice() instanceof Invoice.Open)
        && !(record.invoice() instanceof Invoice.Paid)) {
      return conflict("invoice_cannot_be_replaced", state);
    }
    var invoice = (Invoice.Issued) record.invoice();
    if (advances.find(AdvanceId.of(invoice.id())).isPresent()) {
      return conflict("invoice_of_advance", invoice.bill().number());
    }
    if (invoice.credited().isPositive()) {
      return conflict("cancel_first", notes(invoice.id()));
    }
    if (money.size() > MOST_PAYMENTS
        || (!money.isEmpty()
            && (!terms.currency().equals(record.terms().currency())
                || !terms.customer().equals(record.terms().customer())))) {
      return conflict("invoice_has_payments", state);
    }
    if (invoice.bill().stampedWhenPaid() && !money.isEmpty()) {
      return conflict("invoice_has_payments", state); // each of them is a document of its own
    }
    return switch (document.orElse(null)) {
      case TaxDocument.Requested it -> conflict("tax_document_pending", it.status());
      case TaxDocument.Sealed it -> conflict("tax_document_pending", it.status());
      case TaxDocument.Cancelling it -> conflict("cancellation_requested", it.status());
      case TaxDocument.InGlobal sold ->
          documents.isFree(sold)
              ? Optional.empty()
              : conflict("in_global_invoice", sold.global().value());
      case null ->
          invoice.bill().fiscal() ? conflict("tax_document_pending", "pending") : Optional.empty();
      case TaxDocument.NeedsData _,
          TaxDocument.Rejected _,
          TaxDocument.Stamped _,
          TaxDocument.Cancelled _,
          TaxDocument.Withdrawn _ ->
          Optional.empty();
    };
  }

  private String notes(InvoiceId id) {
    var books = invoices.ledger(id);
    return books.stream()
        .filter(entry -> entry.kind() == LedgerEntry.Kind.CREDIT)
        .filter(entry -> entry.standsIn(books))
        .map(LedgerEntry::reference)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private Replacing.Replaced decide(
      TenantStore.Open open,
      Invoice.Draft draft,
      Customer customer,
      InvoiceRecord was,
      Optional<TaxDocument> document,
      List<Payment> money,
      Attempt<InvoiceRecord> attempt) {
    var time = open.time();
    var timing = FiscalTerms.timing(open.tenant(), customer, draft.terms());
    boolean knownToSat = document.filter(TaxDocument::stands).isPresent();
    var fresh =
        draft.issue(
            invoices.number(draft, attempt),
            time.today(),
            time.now(),
            knownToSat
                ? Invoice.Stamping.NOW
                : Parties.of(open.tenant(), customer).stamping(open.tenant().cfdi(), timing));
    return Replacing.of(
        (Invoice.Issued) was.invoice(), fresh, money, knownToSat, time.today(), time.now());
  }

  private InvoiceRecord issued(
      TenantStore.Open open, TermsReader.Read read, Invoice.Issued fresh, InvoiceId replaces) {
    return InvoiceRecord.issued(
        fresh,
        read.terms(),
        Parties.of(open.tenant(), read.customer().orElseThrow()),
        read.terms().policy().orElse(open.tenant().defaultPolicy()),
        IssueInvoice.firstReminder(open, fresh, read),
        open.time().movable(),
        Optional.of(replaces));
  }

  private static Optional<Problem> conflict(String code, String what) {
    return Optional.of(Problem.Conflict.of(code, what));
  }
}
