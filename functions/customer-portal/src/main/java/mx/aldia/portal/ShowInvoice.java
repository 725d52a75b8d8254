package mx.aldia.portal;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.LedgerEntry;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.InvoiceStore.Reminding;
import mx.aldia.table.InvoiceStore.Saved;
import mx.aldia.table.Links;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** An invoice as whoever holds its link sees it now; a revoked link opens nothing. */
final class ShowInvoice {
  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final TenantStore tenants;
  private final CustomerStore customers;
  private final InvoiceStore invoices;
  private final CreditNoteStore notes;
  private final TaxDocumentStore documents;
  private final Links links;

  ShowInvoice(
      TenantStore tenants,
      CustomerStore customers,
      InvoiceStore invoices,
      CreditNoteStore notes,
      TaxDocumentStore documents,
      Links links) {
    this.tenants = tenants;
    this.customers = customers;
    this.invoices = invoices;
    this.notes = notes;
    this.documents = documents;
    this.links = links;
  }

  Optional<InvoicePage> show(String token) {
    return opened(token).flatMap(this::page);
  }

  /**
   * The customer has the invoice; said again it changes nothing.
   *
   * @return false when the link opens nothing
   */
  boolean confirmReceipt(String token) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var found = opened(token);
      if (found.isEmpty()) {
        return false;
      }
      if (!(found.get().invoice() instanceof Invoice.Open open)) {
        return true;
      }
      var time = tenants.open(open.id().tenant()).orElseThrow().time();
      var change = open.confirmReceipt(time.now());
      if (change.isEmpty()
          || invoices.save(time, open, change.get(), new Reminding.Unchanged(), Attempt.once())
              == Saved.SAVED) {
        return true;
      }
    }
    throw new IllegalStateException("still contended after %d attempts".formatted(ATTEMPTS));
  }

  private Optional<InvoiceRecord> opened(String token) {
    return links.find(token).flatMap(this::invoice);
  }

  private Optional<InvoiceRecord> invoice(Links.Target target) {
    return target instanceof Links.Target.Page(var id, var generation)
        ? invoices
            .find(id)
            .filter(
                record ->
                    record.invoice() instanceof Invoice.Issued issued
                        && issued.bill().linkGeneration() == generation)
        : Optional.empty();
  }

  private Optional<InvoicePage> page(InvoiceRecord record) {
    var invoice = (Invoice.Issued) record.invoice();
    var open = tenants.open(invoice.id().tenant()).orElseThrow();
    var document = document(open.tenant(), invoice);
    var books = invoices.ledger(invoice.id());
    return customers
        .find(invoice.bill().customer())
        .map(
            customer ->
                InvoicePage.of(
                    open.tenant(),
                    customer,
                    invoice,
                    record.terms(),
                    books,
                    advances(invoice, books),
                    Money.zero(invoice.bill().total().currency()),
                    Optional.empty(),
                    open.time().today(),
                    addresses(document, invoice, customer)))
        .map(page -> isCancelling(document) ? page.cancelling() : page);
  }

  /** Only what was credited is looked up. */
  private Set<String> advances(Invoice.Issued invoice, List<LedgerEntry> books) {
    return books.stream().anyMatch(entry -> entry.kind() == LedgerEntry.Kind.CREDIT)
        ? notes.ofInvoice(invoice.id()).stream()
            .filter(note -> note.advance().isPresent())
            .map(note -> note.id().value())
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static boolean isCancelling(Optional<TaxDocument> document) {
    return document.filter(TaxDocument.Cancelling.class::isInstance).isPresent();
  }

  private InvoicePage.Links addresses(
      Optional<TaxDocument> document, Invoice.Issued invoice, Customer customer) {
    var page = links.page(invoice.id(), invoice.bill().linkGeneration());
    var optOut =
        customer.stopped().contains(ChannelKind.EMAIL)
            ? Optional.<URI>empty()
            : Optional.of(URI.create(links.optOut(customer.id())));
    return new InvoicePage.Links(
        URI.create(page),
        URI.create(page + "/pdf"),
        document.flatMap(TaxDocument::uuid).map(_ -> URI.create(page + "/xml")),
        document
            .filter(it -> FillTaxData.waitsForTheCustomer(invoice, it))
            .map(_ -> URI.create(page + "/tax_data")),
        URI.create(page + "/confirm_receipt"),
        optOut);
  }

  private Optional<TaxDocument> document(Tenant tenant, Invoice.Issued invoice) {
    return invoice.bill().fiscal() || tenant.cfdi() != Tenant.Cfdi.OFF
        ? documents.of(invoice.id())
        : Optional.empty();
  }
}
