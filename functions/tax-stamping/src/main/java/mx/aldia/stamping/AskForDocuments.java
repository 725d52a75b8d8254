package mx.aldia.stamping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.Envelope;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/** Which document an event asks for; told ten times it is asked for once. */
final class AskForDocuments {
  private final TenantStore tenants;
  private final InvoiceStore invoices;
  private final TaxDocumentStore documents;
  private final StampDocument stamping;

  AskForDocuments(
      TenantStore tenants,
      InvoiceStore invoices,
      TaxDocumentStore documents,
      StampDocument stamping) {
    this.tenants = tenants;
    this.invoices = invoices;
    this.documents = documents;
    this.stamping = stamping;
  }

  /** Something was issued, or a document is to be gone on with. */
  void on(Envelope event) {
    switch (event.type()) {
      case "invoice.issued" -> issued(event);
      case "tax_document.requested" ->
          stamping.stamp(new TaxDocumentId(event.tenant(), event.text("tax_document")));
      default -> throw new IllegalArgumentException("no document is made of " + event);
    }
  }

  private void issued(Envelope event) {
    var id = new InvoiceId(event.tenant(), event.text("invoice"));
    var open = tenants.open(event.tenant()).orElseThrow();
    var invoice =
        invoices.findIssued(id).orElseThrow(() -> new IllegalStateException("no invoice " + id));
    if (invoice.bill().fiscal() || open.tenant().cfdi() != Tenant.Cfdi.OFF) {
      var about = about(open, invoice, event.at());
      var asked = new TaxDocument.Requested(about, StampDocument.patience(open.time()), 1);
      documents.open(asked);
      stamping.stamp(asked.id());
    }
  }

  private static TaxDocument.About about(
      TenantStore.Open open, Invoice.Issued invoice, Instant issuedAt) {
    return new TaxDocument.About(
        TaxDocumentId.of(invoice.id()),
        TaxDocument.Type.I,
        invoice.bill().customer(),
        List.of(new TaxDocument.Named(invoice.id(), invoice.bill().number())),
        Optional.empty(),
        issuedAt,
        open.time().movable());
  }
}
