package mx.aldia.documents;

import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.edge.Envelope;
import mx.aldia.letters.FileName;
import mx.aldia.letters.Language;
import mx.aldia.paper.Paper;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Links;
import mx.aldia.table.PdfStore;
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
  private final Links links;

  RenderInvoice(
      TenantStore tenants,
      CustomerStore customers,
      InvoiceStore invoices,
      PdfStore pdfs,
      Links links) {
    this.tenants = tenants;
    this.customers = customers;
    this.invoices = invoices;
    this.pdfs = pdfs;
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
    if (stamped && !event.text("type").equals("I")) {
      return; // what is paid or credited has documents of its own
    }
    var id = new InvoiceId(event.tenant(), event.text("invoice"));
    var found = invoices.find(id).orElseThrow(() -> new IllegalStateException("no invoice " + id));
    if (!(found.invoice() instanceof Invoice.Issued invoice)) {
      return;
    }
    var open = tenants.open(id.tenant()).orElseThrow();
    if (stamped && !invoice.bill().fiscal()) {
      pdfs.keepStamped(open.time(), invoice, asIssued(open, found, invoice));
    } else if (stamped == invoice.bill().fiscal() && pdfs.find(id).isEmpty()) {
      pdfs.keep(open.time(), invoice, asIssued(open, found, invoice));
    }
  }

  /** What whoever asks for it gets; empty for a draft, and for what is not there. */
  Optional<Rendered> find(InvoiceId id) {
    return invoices
        .find(id)
        .filter(found -> found.invoice() instanceof Invoice.Issued)
        .map(found -> rendered(found, (Invoice.Issued) found.invoice()));
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
            ? pdfs.find(invoice.id()).orElseGet(() -> asIssued(open, found, invoice))
            : InvoicePdf.html(sheet(open, found, invoice, open.time().today()));
    var language =
        Language.of(
            customers
                .find(invoice.bill().customer())
                .flatMap(customer -> customer.locale())
                .orElse(open.tenant().locale()));
    return new Rendered(
        FileName.ofPdf(invoice.bill().number(), language),
        Paper.print(html, invoice.bill().issuedOn()));
  }

  private static boolean isAsIssued(Invoice.Issued invoice) {
    return invoice instanceof Invoice.Open && invoice.amountDue().equals(invoice.bill().total());
  }

  /** As it was issued, whatever has become of it. */
  private String asIssued(TenantStore.Open open, InvoiceRecord found, Invoice.Issued invoice) {
    var bill = invoice.bill();
    var none = Money.zero(bill.total().currency());
    var then =
        new Invoice.Open(
            invoice.id(), bill, none, none, Optional.empty(), false, invoice.createdAt(), 1);
    return InvoicePdf.html(sheet(open, found, then, bill.issuedOn()));
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
