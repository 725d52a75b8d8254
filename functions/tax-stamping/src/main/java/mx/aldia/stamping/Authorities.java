package mx.aldia.stamping;

import mx.aldia.cfdi.cancel.Canceller;
import mx.aldia.cfdi.cancel.SandboxSat;
import mx.aldia.cfdi.cancel.SatStatus;
import mx.aldia.domain.tax.CancelAnswer;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.SandboxRequests;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * Who takes a cancellation to SAT, and who says how a document stands there: for a live tenant its
 * PAC and SAT itself, for a sandbox a SAT of our own, whose memory is the table.
 */
final class Authorities {
  private final TaxDocumentStore documents;
  private final InvoiceStore invoices;
  private final SandboxRequests requests;
  private final LivePacs live;

  Authorities(
      TaxDocumentStore documents, InvoiceStore invoices, SandboxRequests requests, LivePacs live) {
    this.live = live;
    this.documents = documents;
    this.invoices = invoices;
    this.requests = requests;
  }

  Canceller canceller(TenantStore.Open open, TaxDocument.Cancelling document) {
    return open.tenant().isSandbox()
        ? sandbox(open, document)
        : live.of(open.tenant().id())
            .map(LivePacs.Certifier::canceller)
            .orElse((_, _) -> new CancelAnswer.Unknown("no certifier is configured"));
  }

  SatStatus sat(TenantStore.Open open, TaxDocument.Cancelling document) {
    return open.tenant().isSandbox() ? sandbox(open, document) : live.sat();
  }

  private SandboxSat sandbox(TenantStore.Open open, TaxDocument.Cancelling document) {
    var customer = new SandboxCustomer(invoices, document, open.time().now());
    return new SandboxSat(
        new SandboxRegistry(documents, requests, customer, open.tenant().id()),
        open.time().clock(),
        customer::findsSatDown);
  }
}
