package mx.aldia.thanks;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import mx.aldia.channels.Attachment;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.Installment;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.LedgerEntry;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.RepTiming;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.paper.Printer;
import mx.aldia.sheets.CfdiPdf;
import mx.aldia.sheets.PrintedCfdi;
import mx.aldia.table.Complements;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * A payment's document, its complement or what it is stamped as when a part is paid, goes with its
 * receipt or its thank-you, as one message. That waits until the document is stamped, refused or
 * late; whoever stamps tells of each. A credit note is told with its egreso.
 */
final class AwaitComplement {
  private final TenantStore tenants;
  private final CustomerStore customers;
  private final TaxDocumentStore documents;
  private final Printer printer;

  AwaitComplement(
      TenantStore tenants, CustomerStore customers, TaxDocumentStore documents, Printer printer) {
    this.tenants = tenants;
    this.customers = customers;
    this.documents = documents;
    this.printer = printer;
  }

  Optional<TaxDocument> find(TaxDocumentId id) {
    return documents.find(id);
  }

  /**
   * What goes with the thanks for a payment; empty while the document may still come.
   *
   * @param books of the invoice
   * @param timing when the business has complements stamped: one that is to come later is not
   *     waited for
   */
  Optional<List<Attachment>> of(
      InvoiceRecord found,
      Optional<PaymentId> payment,
      List<LedgerEntry> books,
      Supplier<RepTiming> timing) {
    var awaited = payment.flatMap(it -> awaited(found, it, books, timing));
    return awaited.isEmpty()
        ? Optional.of(List.of())
        : documents
            .latest(awaited.get())
            .filter(document -> speaksOf(document, found.invoice().id()))
            .filter(AwaitComplement::isDecided)
            .map(this::asItIs);
  }

  /**
   * The document that comes with a payment. An invoice that is paid whole when it is stamped is
   * mailed as any invoice is, and none comes of a part where the customer gave no RFC, or where the
   * whole is stamped already.
   */
  private Optional<TaxDocumentId> awaited(
      InvoiceRecord found, PaymentId payment, List<LedgerEntry> books, Supplier<RepTiming> timing) {
    var invoice = (Invoice.Issued) found.invoice();
    if (invoice.bill().stampedWhenPaid()) {
      return Installment.of(books, payment)
          .filter(it -> !it.paid().equals(invoice.bill().total()))
          .filter(_ -> found.parties().orElseThrow().becomesCfdi(Tenant.Cfdi.OPTIONAL))
          .filter(_ -> documents.of(invoice.id()).filter(TaxDocument::stands).isEmpty())
          .map(_ -> TaxDocumentId.of(invoice.id(), payment));
    }
    return Complements.isDue(found, () -> documents.of(invoice.id()))
            && timing.get() == RepTiming.IMMEDIATE
        ? Optional.of(TaxDocumentId.of(payment))
        : Optional.empty();
  }

  /** The egreso that goes with the word of a credit note; empty until it is stamped. */
  Optional<List<Attachment>> of(Invoice.Issued invoice, CreditNote note) {
    return CreditNoteStore.hasEgreso(note, invoice, () -> documents.of(invoice.id()))
        ? documents
            .find(TaxDocumentId.of(note.id()))
            .filter(it -> it.uuid().isPresent())
            .map(this::asItIs)
        : Optional.of(List.of());
  }

  /** Not while it is still the one of other invoices, that had this money before. */
  private static boolean speaksOf(TaxDocument document, InvoiceId invoice) {
    return document.about().invoices().stream().anyMatch(it -> it.invoice().equals(invoice));
  }

  private static boolean isDecided(TaxDocument document) {
    return switch (document) {
      case TaxDocument.Requested _ -> false;
      case TaxDocument.Sealed sealed -> sealed.warnings() > 0;
      case TaxDocument.NeedsData _,
          TaxDocument.Rejected _,
          TaxDocument.Stamped _,
          TaxDocument.Cancelling _,
          TaxDocument.Cancelled _,
          TaxDocument.Withdrawn _,
          TaxDocument.InGlobal _ ->
          true;
    };
  }

  /** Its representación impresa and its XML, if it has them yet. */
  List<Attachment> asItIs(TaxDocument document) {
    return documents
        .xml(document)
        .map(
            xml -> {
              var uuid = document.uuid().orElseThrow();
              return List.of(
                  new Attachment(uuid + ".pdf", "application/pdf", pdf(document, xml)),
                  new Attachment(uuid + ".xml", "application/xml", xml));
            })
        .orElse(List.of());
  }

  private byte[] pdf(TaxDocument document, byte[] xml) {
    var tenant = tenants.open(document.id().tenant()).orElseThrow().tenant();
    var customer = customers.find(document.about().customer());
    return CfdiPdf.render(PrintedCfdi.of(xml, tenant, customer), printer);
  }
}
