package mx.aldia.table;

import java.util.Optional;
import java.util.function.Supplier;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.tax.TaxDocument;

/** Whether what is paid of an invoice has a complement, by one rule for all functions. */
public final class Complements {
  private Complements() {}

  /**
   * Of a CFDI that is to be paid later (PPD); of one that is paid at once, and of one that is
   * stamped when it is paid, there is none.
   *
   * @param document the invoice's own, asked for only where the invoice does not say by itself
   */
  public static boolean isDue(InvoiceRecord record, Supplier<Optional<TaxDocument>> document) {
    return record.invoice() instanceof Invoice.Issued issued
        && !issued.bill().stampedWhenPaid()
        && record.terms().paymentMethod().orElse("PPD").equals("PPD")
        && (issued.bill().fiscal()
            || document.get().filter(it -> it instanceof TaxDocument.Stamped).isPresent());
  }
}
