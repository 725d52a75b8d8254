package mx.aldia.table;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;

/**
 * The sheet that an invoice's PDF is printed of: what was issued never changes, so it is written
 * once and kept, words and looks.
 */
public final class PdfStore {
  private final Table table;
  private final Links links;

  public PdfStore(Table table, Links links) {
    this.table = table;
    this.links = links;
  }

  /** The kept sheet as it is given out today: with the link that opens the page now. */
  public Optional<String> today(Invoice.Issued invoice) {
    return find(invoice.id()).map(html -> withLivingLink(html, invoice));
  }

  /** Nothing else of a sheet ever changes, so it is not written anew when its link is. */
  private String withLivingLink(String html, Invoice.Issued invoice) {
    int generation = invoice.bill().linkGeneration();
    var living = links.page(invoice.id(), generation);
    for (int dead = 1; dead < generation; dead++) {
      html = html.replace(links.page(invoice.id(), dead), living);
    }
    return html;
  }

  /** The kept sheet, in HTML; empty until it is written. */
  public Optional<String> find(InvoiceId invoice) {
    return table.get(Keys.sheet(invoice)).map(row -> Shorthand.read(row.bytes("html")));
  }

  /** Keeps a sheet and says so, once: the first of two that race is kept. */
  public void keep(TenantTime time, Invoice.Issued invoice, String html) {
    keep(time, invoice, html, "PDF", (transaction, item) -> transaction.insert("sheet", item));
  }

  /** Takes the place of the one that is kept, for the invoice became a CFDI after its issue. */
  public void keepStamped(TenantTime time, Invoice.Issued invoice, String html) {
    keep(time, invoice, html, "CFDI", (transaction, item) -> transaction.put("sheet", item));
  }

  private void keep(
      TenantTime time,
      Invoice.Issued invoice,
      String html,
      String fact,
      BiFunction<Transaction, Item, Transaction> write) {
    var item = Item.at(Keys.sheet(invoice.id())).bytes("html", Shorthand.SHEETS.write(html));
    var transaction = write.apply(table.transaction(), item);
    var bill = invoice.bill();
    Outbox.write(
        transaction,
        time,
        Keys.partition(invoice.id()),
        invoice.id().value(),
        InvoiceStore.carrier(invoice.id(), fact),
        1,
        time.now(),
        List.of(new Event.DocumentRendered(invoice.id(), bill.customer(), bill.number())));
    table.commit(transaction);
  }
}
