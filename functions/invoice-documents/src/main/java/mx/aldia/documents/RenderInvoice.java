package mx.aldia.documents;

import java.net.URI;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Envelope;
import mx.aldia.letters.FileName;
import mx.aldia.letters.Language;
import mx.aldia.paper.Paper;
import mx.aldia.sheets.CfdiPdf;
import mx.aldia.sheets.InvoicePdf;
import mx.aldia.sheets.InvoiceSheet;
import mx.aldia.sheets.PrintedCfdi;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Links;
import mx.aldia.table.PdfStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * The PDF of an invoice: as it was issued its sheet is written once and kept; what has been paid or
 * taken back since is shown as it stands today.
 */
final class RenderInvoice {
  private final TenantStore tenants;
  private final CustomerStore customers;
  private final InvoiceStore invoices;
  private final PdfStore pdfs;
  private final TaxDocumentStore documents;
  private final Links links;

  RenderInvoice(
      TenantStore tenants,
      CustomerStore customers,
      InvoiceStore invoices,
      PdfStore pdfs,
      TaxDocumentStore documents,
      Links links) {
    this.tenants = tenants;
    this.customers = customers;
    this.invoices = invoices;
    this.pdfs = pdfs;
    this.documents = documents;
    this.links = links;
  }

  /** A PDF and what it is called at the reader's. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares PDFs, and one is not copied
  record Rendered(String fileName, byte[] pdf) {}

  /**
   * An invoice was issued, or has its stamp where it needs one: its sheet is kept, and delivery is
   * told. Told twice it is kept once.
   */
  void on(Envelope event) {
    boolean stamped = event.type().equals("tax_document.stamped");
    var id = new InvoiceId(event.tenant(), event.text("invoice"));
    if (stamped && !event.text("tax_document").equals(TaxDocumentId.of(id).value())) {
      return; // what is paid or credited has documents of its own
    }
    var found = invoices.find(id).orElseThrow(() -> new IllegalStateException("no invoice " + id));
    if (!(found.invoice() instanceof Invoice.Issued invoice)) {
      return;
    }
    var open = tenants.open(id.tenant()).orElseThrow();
    if (stamped && !invoice.bill().fiscal()) {
      pdfs.keepStamped(open.time(), invoice, asIssued(open, found, invoice));
    } else if (stamped == invoice.bill().fiscal() && pdfs.find(id).isEmpty()) {
      pdfs.keep(
          open.time(),
          invoice,
          stamped
              ? asIssued(open, found, invoice)
              : InvoicePdf.html(sheet(open, found, then(invoice), invoice.bill().issuedOn())));
    }
  }

  /** What whoever asks for it gets; empty for a draft, and for what is not there. */
  Optional<Rendered> find(InvoiceId id) {
    return invoices
        .find(id)
        .filter(found -> found.invoice() instanceof Invoice.Issued)
        .map(found -> rendered(found, (Invoice.Issued) found.invoice()));
  }

  /**
   * Of a document for SAT: an invoice as {@link #find(InvoiceId)} has it, a credit note or a
   * payment as it was stamped. Empty for what is not stamped.
   *
   * @param id ours, or SAT's
   */
  Optional<Rendered> ofTaxDocument(TenantId tenant, String id) {
    var found =
        id.startsWith("tax_")
            ? documents.find(new TaxDocumentId(tenant, id))
            : documents.byUuid(tenant, id.toUpperCase(Locale.ROOT)).flatMap(documents::find);
    return found.flatMap(
        document ->
            documents
                .xml(document)
                .flatMap(
                    xml ->
                        document.about().isOfInvoice()
                            ? find(document.about().invoices().getFirst().invoice())
                            : Optional.of(rendered(document, xml))));
  }

  private Rendered rendered(TaxDocument document, byte[] xml) {
    var open = tenants.open(document.id().tenant()).orElseThrow();
    var customer =
        document.about().global().isPresent()
            ? Optional.<Customer>empty()
            : customers.find(document.about().customer());
    var pdf = CfdiPdf.render(PrintedCfdi.of(xml, open.tenant(), customer));
    return new Rendered(document.uuid().orElseThrow() + ".pdf", pdf);
  }

  /** Behind a customer's link: nothing once the link was revoked. */
  Optional<Rendered> find(String token) {
    return links
        .find(token)
        .flatMap(
            target ->
                target instanceof Links.Target.Page page && isAlive(page)
                    ? find(page.invoice())
                    : Optional.empty());
  }

  private boolean isAlive(Links.Target.Page page) {
    return invoices
        .findIssued(page.invoice())
        .filter(invoice -> invoice.bill().linkGeneration() == page.generation())
        .isPresent();
  }

  private Rendered rendered(InvoiceRecord found, Invoice.Issued invoice) {
    var open = tenants.open(invoice.id().tenant()).orElseThrow();
    var html =
        isAsIssued(invoice)
            ? pdfs.today(invoice).orElseGet(() -> asIssued(open, found, invoice))
            : html(open, found, invoice, open.time().today());
    return new Rendered(
        FileName.ofPdf(invoice, language(open, invoice.bill().customer())),
        Paper.print(html, invoice.bill().issuedOn()));
  }

  private Language language(TenantStore.Open open, CustomerId customer) {
    return Language.of(
        customers.find(customer).flatMap(Customer::locale).orElse(open.tenant().locale()));
  }

  private static boolean isAsIssued(Invoice.Issued invoice) {
    return invoice instanceof Invoice.Open && invoice.amountDue().equals(invoice.bill().total());
  }

  /** As it was issued, whatever has become of it. */
  private String asIssued(TenantStore.Open open, InvoiceRecord found, Invoice.Issued invoice) {
    return html(open, found, then(invoice), invoice.bill().issuedOn());
  }

  /** As it was on the day of issue. */
  private static Invoice.Open then(Invoice.Issued invoice) {
    var none = Money.zero(invoice.bill().total().currency());
    return new Invoice.Open(
        invoice.id(), invoice.bill(), none, none, Optional.empty(), false, invoice.createdAt(), 1);
  }

  /** Of what was stamped, where the invoice is a CFDI; else a sheet that says that it is none. */
  private String html(
      TenantStore.Open open, InvoiceRecord found, Invoice.Issued invoice, LocalDate asOf) {
    var sheet = sheet(open, found, invoice, asOf);
    return documents
        .of(invoice.id())
        .flatMap(documents::xml)
        .map(xml -> CfdiPdf.html(PrintedCfdi.of(xml, sheet)))
        .orElseGet(() -> InvoicePdf.html(sheet));
  }

  private InvoiceSheet sheet(
      TenantStore.Open open, InvoiceRecord found, Invoice.Issued invoice, LocalDate asOf) {
    return InvoiceSheet.of(
        open.tenant(),
        customers.find(invoice.bill().customer()),
        invoice,
        found.parties().orElseThrow(),
        found.terms(),
        URI.create(links.page(invoice.id(), invoice.bill().linkGeneration())),
        asOf);
  }
}
