package mx.aldia.delivery;

import java.util.Optional;
import java.util.stream.Stream;
import mx.aldia.channels.Attachment;
import mx.aldia.domain.collections.Reason;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.edge.Envelope;
import mx.aldia.letters.FileName;
import mx.aldia.letters.Language;
import mx.aldia.letters.Occasion;
import mx.aldia.paper.Printer;
import mx.aldia.sending.Matter;
import mx.aldia.sending.SendMessage;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Once;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.PdfStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * Sends an invoice to its customer: what it is for, the link to its page, the PDF, and the XML
 * where it is a CFDI. One that is to be a CFDI is not sent before it is.
 *
 * <p>What was taken back meanwhile is not sent, nor is anything to a customer that the tenant has
 * deleted. What was paid meanwhile is: an invoice is a document too.
 */
final class DeliverInvoice {
  private final TenantStore tenants;
  private final CustomerStore customers;
  private final InvoiceStore invoices;
  private final PdfStore pdfs;
  private final Printer printer;
  private final TaxDocumentStore documents;
  private final PaymentStore payments;
  private final SendMessage sendMessage;

  DeliverInvoice(
      TenantStore tenants,
      CustomerStore customers,
      InvoiceStore invoices,
      PdfStore pdfs,
      Printer printer,
      TaxDocumentStore documents,
      PaymentStore payments,
      SendMessage sendMessage) {
    this.tenants = tenants;
    this.customers = customers;
    this.invoices = invoices;
    this.pdfs = pdfs;
    this.printer = printer;
    this.documents = documents;
    this.payments = payments;
    this.sendMessage = sendMessage;
  }

  /** An invoice was rendered, or asked for again; told twice it is sent once. */
  void on(Envelope event) {
    var id = new InvoiceId(event.tenant(), event.text("invoice"));
    switch (event.type()) {
      case "document.rendered" -> deliver(id, Once.invoice(), false);
      case "invoice.send_requested" -> deliver(id, Once.invoice(event.text("request")), true);
      default -> throw new IllegalArgumentException("nothing is delivered on " + event);
    }
  }

  /**
   * @param asked by the tenant, for this invoice, by itself
   */
  private void deliver(InvoiceId id, Once once, boolean asked) {
    var found = invoices.find(id).orElseThrow(() -> new IllegalStateException("no invoice " + id));
    if (!(found.invoice() instanceof Invoice.Issued invoice) || !(asked || invoice.bill().send())) {
      return;
    }
    var document = documents.of(id);
    var xml = document.flatMap(this::xml);
    boolean fiscal = invoice.bill().fiscal();
    if (fiscal && xml.isEmpty()) {
      return;
    }
    // One that became a CFDI after it was sent goes out once more, as what it is now.
    var which = !asked && !fiscal && xml.isPresent() ? Once.stampedInvoice() : once;
    var open = tenants.open(id.tenant()).orElseThrow();
    var customer = customers.find(invoice.bill().customer());
    if (invoice instanceof Invoice.Voided) {
      sendMessage.withdraw(open.time(), invoice, which, Reason.VOIDED.code());
    } else if (customer.isEmpty()) {
      sendMessage.withdraw(open.time(), invoice, which, Reason.NO_CHANNEL.code());
    } else {
      sendMessage.send(
          Matter.of(open, customer.get(), invoice, found.terms()),
          which,
          xml.isEmpty() ? new Occasion.InvoiceIssued() : occasion(document.orElseThrow(), invoice),
          Stream.concat(Stream.of(pdf(open, customer.get(), invoice)), xml.stream()).toList());
    }
  }

  /** What was stamped because it was paid asks for nothing. */
  private Occasion occasion(TaxDocument stamped, Invoice.Issued invoice) {
    return stamped
        .about()
        .payment()
        .flatMap(payments::find)
        .<Occasion>map(
            payment -> new Occasion.Complement(invoice.bill().total(), payment.receivedOn(), true))
        .orElseGet(Occasion.InvoiceIssued::new);
  }

  private Optional<Attachment> xml(TaxDocument document) {
    return documents
        .xml(document)
        .map(
            bytes ->
                new Attachment(document.uuid().orElseThrow() + ".xml", "application/xml", bytes));
  }

  private Attachment pdf(TenantStore.Open open, Customer customer, Invoice.Issued invoice) {
    var bytes =
        pdfs.today(invoice)
            .map(sheet -> printer.print(sheet, invoice.bill().issuedOn()))
            .orElseThrow(() -> new IllegalStateException("not rendered yet: " + invoice.id()));
    var language = Language.of(customer.locale().orElse(open.tenant().locale()));
    return new Attachment(FileName.ofPdf(invoice, language), "application/pdf", bytes);
  }
}
