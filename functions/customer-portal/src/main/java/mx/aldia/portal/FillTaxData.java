package mx.aldia.portal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.event.Event.TaxDocumentCorrected.Change;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.letters.Language;
import mx.aldia.letters.Sender;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Links;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * A customer fills in its own tax data, by the link it holds: only while its invoice waits for
 * them, and it is stamped then.
 */
final class FillTaxData {
  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  /** When somebody looks after the document, should nobody be told of it. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final TenantStore tenants;
  private final CustomerStore customers;
  private final InvoiceStore invoices;
  private final TaxDocumentStore documents;
  private final Links links;

  FillTaxData(
      TenantStore tenants,
      CustomerStore customers,
      InvoiceStore invoices,
      TaxDocumentStore documents,
      Links links) {
    this.tenants = tenants;
    this.customers = customers;
    this.invoices = invoices;
    this.documents = documents;
    this.links = links;
  }

  /** What became of it. */
  sealed interface Answer {
    /** The link opens nothing. */
    record Gone() implements Answer {}

    /** It is asked for, or asked for again with what is wrong. */
    record Asked(TaxDataPage page) implements Answer {}

    /** Nothing is missing any more. */
    record Complete(TaxDataPage page) implements Answer {}
  }

  private record Waiting(
      TenantStore.Open open, Customer customer, InvoiceRecord record, Optional<TaxDocument> lacks) {
    Invoice.Issued invoice() {
      return (Invoice.Issued) record.invoice();
    }
  }

  Answer ask(String token) {
    return waiting(token)
        .<Answer>map(
            it -> {
              var page = page(it, TaxDataForm.of(it.customer().tax()), Map.of());
              return it.lacks().isPresent() ? new Answer.Asked(page) : new Answer.Complete(page);
            })
        .orElseGet(Answer.Gone::new);
  }

  /** Keeps what the customer typed, and has its invoice stamped; said twice it changes nothing. */
  Answer fill(String token, TaxDataForm form) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var found = waiting(token);
      if (found.isEmpty()) {
        return new Answer.Gone();
      }
      var waiting = found.get();
      var faults = form.faults();
      if (waiting.lacks().isEmpty()) {
        return new Answer.Complete(page(waiting, form, Map.of()));
      }
      if (!faults.isEmpty()) {
        return new Answer.Asked(page(waiting, form, faults));
      }
      if (fill(waiting, waiting.lacks().get(), form)) {
        return new Answer.Complete(page(waiting, form, Map.of()));
      }
    }
    throw new IllegalStateException("still contended after %d attempts".formatted(ATTEMPTS));
  }

  private boolean fill(Waiting waiting, TaxDocument lacks, TaxDataForm form) {
    var was = waiting.customer();
    var now = with(was, form);
    if (!now.tax().equals(was.tax()) && customers.save(now, was) != CustomerStore.Saved.SAVED) {
      return false;
    }
    var time = waiting.open().time();
    var parties = Parties.of(waiting.open().tenant(), now);
    var changes = changes(waiting.record().parties().orElseThrow().buyer(), parties.buyer());
    return lacks
        .again(time.now().plus(PATIENCE))
        .filter(
            next ->
                invoices.correct(
                    time,
                    waiting.record(),
                    waiting.record().terms(),
                    parties,
                    lacks,
                    next,
                    named ->
                        List.of(
                            new Event.TaxDocumentCorrected(lacks.id(), named, was.id(), changes)),
                    Attempt.once()))
        .isPresent();
  }

  private static List<Change> changes(Parties.Party was, Parties.Party now) {
    var changes = new ArrayList<Change>();
    change(changes, "/receiver/rfc", was.rfc(), now.rfc());
    change(changes, "/receiver/legal_name", was.legalName(), now.legalName());
    change(changes, "/receiver/postal_code", was.postalCode(), now.postalCode());
    change(changes, "/receiver/tax_regime", was.taxRegime(), now.taxRegime());
    change(changes, "/cfdi_use", was.cfdiUse(), now.cfdiUse());
    return changes;
  }

  private static void change(
      List<Change> changes, String field, Optional<String> was, Optional<String> now) {
    if (!Objects.equals(was, now)) {
      changes.add(new Change(field, was, now));
    }
  }

  private static Customer with(Customer was, TaxDataForm form) {
    return was.with(
        new Customer.TaxData(
            Optional.of(form.legalName()),
            Optional.of(form.rfc()),
            Optional.of(form.taxRegime()),
            Optional.of(form.postalCode()),
            Optional.of(form.cfdiUse()),
            Optional.empty(),
            Optional.empty(),
            was.tax().cfdiTiming()));
  }

  private Optional<Waiting> waiting(String token) {
    return links
        .find(token)
        .flatMap(
            target ->
                target instanceof Links.Target.Page(var id, var generation)
                    ? invoices
                        .find(id)
                        .filter(
                            record ->
                                record.invoice() instanceof Invoice.Issued issued
                                    && issued.bill().linkGeneration() == generation)
                    : Optional.empty())
        .flatMap(this::waiting);
  }

  private Optional<Waiting> waiting(InvoiceRecord record) {
    var invoice = (Invoice.Issued) record.invoice();
    var open = tenants.open(invoice.id().tenant()).orElseThrow();
    return customers
        .find(invoice.bill().customer())
        .map(
            customer ->
                new Waiting(
                    open,
                    customer,
                    record,
                    documents
                        .of(invoice.id())
                        .filter(document -> waitsForTheCustomer(invoice, document))));
  }

  /** Whether what is missing, or wrong, is what the customer knows of itself. */
  static boolean waitsForTheCustomer(Invoice.Issued invoice, TaxDocument document) {
    if (invoice instanceof Invoice.Voided) {
      return false; // it will never be stamped
    }
    return document.findings().stream()
        .flatMap(finding -> finding.field().stream())
        .anyMatch(field -> field.startsWith("/receiver/") || field.equals("/cfdi_use"));
  }

  private TaxDataPage page(
      Waiting waiting, TaxDataForm form, Map<TaxDataForm.Field, TaxDataForm.Fault> faults) {
    var tenant = waiting.open().tenant();
    var customer = waiting.customer();
    var bill = waiting.invoice().bill();
    return new TaxDataPage(
        Language.of(customer.locale().orElse(tenant.locale())),
        customer.treatment(),
        Sender.of(tenant),
        bill.number(),
        links.page(waiting.invoice().id(), bill.linkGeneration()),
        form,
        faults);
  }
}
