package mx.aldia.stamping;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.event.Event.TaxDocumentCorrected.Change;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.edge.Fields;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * Mends what a certifier refused, in place: the same invoice, the same number. Nothing is touched
 * while a certifier may have stamped what was sealed.
 */
final class CorrectDocument {
  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final TenantStore tenants;
  private final CustomerStore customers;
  private final InvoiceStore invoices;
  private final TaxDocumentStore documents;

  CorrectDocument(
      TenantStore tenants,
      CustomerStore customers,
      InvoiceStore invoices,
      TaxDocumentStore documents) {
    this.tenants = tenants;
    this.customers = customers;
    this.invoices = invoices;
    this.documents = documents;
  }

  /** What an invoice says, and who it is between, from now on. */
  private record Corrected(Terms terms, Parties parties) {}

  /** As the caller says; its own data are those of now. */
  Outcome<TaxDocument> correct(InvoiceId id, Fields fields, Attempt<TaxDocument> attempt) {
    return mend(
        TaxDocumentId.of(id),
        attempt,
        (open, record) -> {
          var parties = record.parties().orElseThrow();
          var read = CorrectionReader.read(fields, record.terms(), parties.buyer());
          var seller = seller(open, parties);
          return fields.read(() -> new Corrected(read.terms(), new Parties(seller, read.buyer())));
        });
  }

  /** Once more, with the customer's data and the business's own as they are now. */
  Outcome<TaxDocument> retry(TaxDocumentId id, Attempt<TaxDocument> attempt) {
    var found = documents.find(id);
    if (found.isPresent() && found.get() instanceof TaxDocument.Sealed sealed) {
      var time = tenants.open(id.tenant()).orElseThrow().time();
      documents.request(time, sealed, sealed.later(StampDocument.patience(time)));
      return Outcome.done(documents.find(id).orElseThrow());
    }
    return mend(
        id,
        attempt,
        (open, record) -> {
          var was = record.parties().orElseThrow();
          return Outcome.done(
              new Corrected(
                  record.terms(),
                  customers
                      .find(record.terms().customer())
                      .map(customer -> Parties.of(open.tenant(), customer))
                      .orElseGet(() -> new Parties(seller(open, was), was.buyer()))));
        });
  }

  private static Parties.Party seller(TenantStore.Open open, Parties was) {
    var tenant = open.tenant();
    return new Parties.Party(
        was.seller().name(),
        tenant.legalName(),
        tenant.rfc(),
        tenant.taxRegime(),
        tenant.postalCode(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What is in a global invoice may have a document of its own once that is cancelled. */
  private Optional<TaxDocument.Requested> again(TenantStore.Open open, TaxDocument was) {
    var at = StampDocument.patience(open.time());
    return was instanceof TaxDocument.InGlobal sold
        ? Optional.of(sold).filter(documents::isFree).map(it -> it.freed(at))
        : was.again(at);
  }

  /** A global invoice is of many, and says of itself only what the business's own data are. */
  private Outcome<TaxDocument> again(
      TenantStore.Open open, TaxDocument global, TaxDocument.Requested next) {
    documents.request(open.time(), global, next);
    return Outcome.done(documents.find(global.id()).orElseThrow());
  }

  private Outcome<TaxDocument> mend(
      TaxDocumentId id,
      Attempt<TaxDocument> attempt,
      BiFunction<TenantStore.Open, InvoiceRecord, Outcome<Corrected>> correction) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var found = documents.find(id);
      if (found.isEmpty()) {
        return Outcome.refused(new Problem.NotFound("tax_document"));
      }
      var open = tenants.open(id.tenant()).orElseThrow();
      var was = found.get();
      var next = again(open, was);
      if (next.isEmpty() && was instanceof TaxDocument.InGlobal sold) {
        return Outcome.refused(Problem.Conflict.of("in_global_invoice", sold.global().value()));
      }
      if (next.isEmpty()) {
        return Outcome.refused(Problem.Conflict.of("tax_document_not_refused", was.status()));
      }
      if (was.about().global().isPresent()) {
        return again(open, was, next.get());
      }
      var record = invoices.find(was.about().invoices().getFirst().invoice()).orElseThrow();
      if (record.invoice() instanceof Invoice.Voided) {
        return Outcome.refused(Problem.Conflict.of("invoice_not_open", record.invoice().state()));
      }
      switch (correction.apply(open, record)) {
        case Outcome.Refused<Corrected>(var problem) -> {
          return Outcome.refused(problem);
        }
        case Outcome.Done<Corrected>(var corrected) -> {
          var changes = changes(record, corrected);
          if (invoices.correct(
              open.time(),
              record,
              corrected.terms(),
              corrected.parties(),
              was,
              next.get(),
              named ->
                  changes.isEmpty()
                      ? List.of()
                      : List.of(
                          new Event.TaxDocumentCorrected(
                              id, named, was.about().customer(), changes)),
              attempt)) {
            keep(record, corrected.parties().buyer());
            return Outcome.done(next.get());
          }
        }
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }

  /**
   * What was wrong with the customer's data is right in its next invoice too; where they were
   * changed since this one was issued, that stands. Should it not come to this, the next one is
   * refused as this one was.
   */
  private void keep(InvoiceRecord invoice, Parties.Party now) {
    var was = invoice.parties().orElseThrow().buyer();
    customers
        .find(invoice.terms().customer())
        .ifPresent(
            customer -> {
              var tax = customer.tax();
              var kept =
                  new Customer.TaxData(
                      kept(tax.legalName(), was.legalName(), now.legalName()),
                      kept(tax.rfc(), was.rfc(), now.rfc()),
                      kept(tax.taxRegime(), was.taxRegime(), now.taxRegime()),
                      kept(tax.postalCode(), was.postalCode(), now.postalCode()),
                      tax.cfdiUse(),
                      kept(tax.country(), was.country(), now.country()),
                      kept(tax.taxId(), was.taxId(), now.taxId()),
                      tax.cfdiTiming());
              if (!kept.equals(tax)) {
                customers.save(customer.with(kept), customer);
              }
            });
  }

  private static Optional<String> kept(
      Optional<String> known, Optional<String> was, Optional<String> now) {
    return known.equals(was) ? now : known;
  }

  private static List<Change> changes(InvoiceRecord was, Corrected now) {
    var changes = new ArrayList<Change>();
    party(changes, "/receiver", was.parties().orElseThrow().buyer(), now.parties().buyer());
    party(changes, "/tenant", was.parties().orElseThrow().seller(), now.parties().seller());
    change(
        changes,
        "/cfdi_use",
        was.parties().orElseThrow().buyer().cfdiUse(),
        now.parties().buyer().cfdiUse());
    change(changes, "/payment_method", was.terms().paymentMethod(), now.terms().paymentMethod());
    change(changes, "/payment_form", was.terms().paymentForm(), now.terms().paymentForm());
    for (int i = 0; i < was.terms().lines().size(); i++) {
      var before = was.terms().lines().get(i);
      var after = now.terms().lines().get(i);
      var line = "/lines/" + i;
      change(changes, line + "/sat_product_key", before.satProductKey(), after.satProductKey());
      change(changes, line + "/sat_unit_key", before.satUnitKey(), after.satUnitKey());
    }
    return changes;
  }

  private static void party(
      List<Change> changes, String side, Parties.Party was, Parties.Party now) {
    change(changes, side + "/legal_name", was.legalName(), now.legalName());
    change(changes, side + "/rfc", was.rfc(), now.rfc());
    change(changes, side + "/tax_regime", was.taxRegime(), now.taxRegime());
    change(changes, side + "/postal_code", was.postalCode(), now.postalCode());
    change(changes, side + "/country", was.country(), now.country());
    change(changes, side + "/tax_id", was.taxId(), now.taxId());
  }

  private static void change(
      List<Change> changes, String field, Optional<String> was, Optional<String> now) {
    if (!Objects.equals(was, now)) {
      changes.add(new Change(field, was, now));
    }
  }
}
