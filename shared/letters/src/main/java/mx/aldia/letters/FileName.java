package mx.aldia.letters;

import mx.aldia.domain.invoice.Invoice;

/** What files are called at the reader's, whether they come by mail or from the page. */
public final class FileName {
  private FileName() {}

  /** {@code Factura A-123.pdf}: the number is what people look for. */
  public static String ofPdf(Invoice.Issued invoice, Language language) {
    var called =
        Bill.isNotice(invoice)
            ? language.pick("Aviso de cobro", "Payment request")
            : language.pick("Factura", "Invoice");
    return called + " " + OneLine.of(invoice.bill().number()) + ".pdf";
  }
}
