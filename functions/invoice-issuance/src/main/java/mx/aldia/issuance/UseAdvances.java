package mx.aldia.issuance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.invoice.Advance;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.Crediting;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Fields;
import mx.aldia.table.AdvanceStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantTime;

/**
 * What an invoice takes of its customer's advances at its issue: of each in turn what is left of
 * it, and no more than is owed. Each is a credit note on the invoice, which SAT is told as its
 * egreso "Aplicación de anticipo".
 */
final class UseAdvances {
  /** Each is eight writes, and a transaction has room for a hundred. */
  private static final int MOST = 5;

  private static final Pattern ID = Pattern.compile("adv_[0-9A-Za-z]{1,40}");

  private final AdvanceStore advances;
  private final InvoiceStore invoices;
  private final TaxDocumentStore documents;
  private final Ulid ids;

  UseAdvances(AdvanceStore advances, InvoiceStore invoices, TaxDocumentStore documents, Ulid ids) {
    this.advances = advances;
    this.invoices = invoices;
    this.documents = documents;
    this.ids = ids;
  }

  /** Those that a caller names. */
  static List<AdvanceId> named(Fields fields, TenantId tenant) {
    return fields
        .texts("advances", 64)
        .max(MOST)
        .distinct()
        .every(id -> ID.matcher(id).matches(), "not_an_id")
        .orElse(List.of())
        .stream()
        .map(id -> new AdvanceId(tenant, id))
        .toList();
  }

  /**
   * One that has something left.
   *
   * @param own its invoice
   */
  record Usable(Advance advance, Invoice.Issued own) {}

  /**
   * The advances as they are now; refused where one cannot be used for this invoice.
   *
   * @param stamping whether the invoice is to be a CFDI: then SAT has to know them
   */
  Outcome<List<Usable>> usable(List<AdvanceId> named, Terms terms, Invoice.Stamping stamping) {
    var faults = new ArrayList<Fault>();
    var usable = new ArrayList<Usable>();
    for (int i = 0; i < named.size(); i++) {
      var pointer = "/advances/" + i;
      var found = advances.find(named.get(i));
      if (found.isEmpty()) {
        faults.add(Fault.at(pointer, "no_such_advance"));
        continue;
      }
      var advance = found.get();
      if (!advance.customer().equals(terms.customer())) {
        faults.add(Fault.at(pointer, "advance_of_other_customer"));
      } else if (!advance.amount().currency().equals(terms.currency())) {
        faults.add(
            Fault.at(
                pointer,
                "advance_in_other_currency",
                advance.amount().currency().getCurrencyCode()));
      }
      usable.add(new Usable(advance, invoices.findIssued(advance.id().invoice()).orElseThrow()));
    }
    if (!faults.isEmpty()) {
      return Outcome.refused(new Problem.Invalid(faults));
    }
    return usable.stream()
        .flatMap(it -> obstacle(it, stamping).stream())
        .findFirst()
        .<Outcome<List<Usable>>>map(Outcome::refused)
        .orElseGet(() -> Outcome.done(usable));
  }

  private Optional<Problem> obstacle(Usable it, Invoice.Stamping stamping) {
    var number = it.advance().number();
    if (!(it.own() instanceof Invoice.Paid)) {
      return Optional.of(Problem.Conflict.of("advance_not_there", number, it.own().state()));
    }
    if (!it.advance().available(it.own()).isPositive()) {
      return Optional.of(Problem.Conflict.of("advance_used_up", number));
    }
    return stamping != Invoice.Stamping.NEVER
            && documents.of(it.own().id()).filter(TaxDocument::stands).isEmpty()
        ? Optional.of(Problem.Conflict.of("advance_not_stamped", number))
        : Optional.empty();
  }

  /** An invoice that is issued with what it takes, and the shares of each advance. */
  record Used(Invoice.Change change, List<InvoiceStore.Share> shares) {
    Used {
      shares = List.copyOf(shares);
    }

    /** What is written with the invoice; nothing where nothing is taken. */
    Optional<InvoiceStore.Along> along() {
      return shares.isEmpty() ? Optional.empty() : Optional.of(new InvoiceStore.Taken(shares));
    }
  }

  Used take(
      TenantTime time, Invoice.Change issued, List<Usable> usable, Attempt<InvoiceRecord> attempt) {
    var change = issued;
    var shares = new ArrayList<InvoiceStore.Share>();
    for (var it : usable) {
      var invoice = change.next();
      var amount = it.advance().available(it.own()).min(invoice.amountDue());
      if (amount.isPositive()) {
        var id = new CreditNoteId(time.tenant(), "crn_" + ids.next());
        int n = shares.size();
        var holder = attempt.key().map(key -> key + "." + n).orElse(id.value());
        var note =
            CreditNote.applying(
                it.advance(),
                id,
                invoices.noteNumber(time.tenant(), holder),
                invoice,
                amount,
                time.today(),
                time.now());
        change = change.then(Crediting.of(invoice, note, time.today(), time.now()));
        shares.add(new InvoiceStore.Share(it.advance(), it.own(), note, holder));
      }
    }
    return new Used(change, shares);
  }
}
