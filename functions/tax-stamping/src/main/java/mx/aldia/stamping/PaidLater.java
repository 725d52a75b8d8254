package mx.aldia.stamping;

import java.util.ArrayList;
import java.util.List;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.table.Complements;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TaxDocumentStore;

/**
 * The invoices of a payment that are CFDI to be paid later (PPD): its complement speaks of them.
 */
final class PaidLater {
  private final InvoiceStore invoices;
  private final TaxDocumentStore documents;

  PaidLater(InvoiceStore invoices, TaxDocumentStore documents) {
    this.invoices = invoices;
    this.documents = documents;
  }

  List<TaxDocument.Named> of(Payment payment) {
    var found = new ArrayList<TaxDocument.Named>();
    for (var allocation : payment.allocations()) {
      var record = invoices.find(allocation.invoice()).orElseThrow();
      if (Complements.isDue(record, () -> documents.of(record.invoice().id()))) {
        var invoice = (Invoice.Issued) record.invoice();
        found.add(new TaxDocument.Named(invoice.id(), invoice.bill().number()));
      }
    }
    return found;
  }
}
