package mx.aldia.table;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;

/** The PDF of an issued invoice: what was issued never changes, so it is rendered once and kept. */
public final class PdfStore {
  /** Under DynamoDB's 400 KB an item, with room for the keys. */
  private static final int CHUNK_BYTES = 350_000;

  private final Table table;

  public PdfStore(Table table) {
    this.table = table;
  }

  /** The kept PDF; empty until it is rendered. */
  public Optional<byte[]> find(InvoiceId invoice) {
    var first = table.get(Keys.pdf(invoice, 0));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first.get().bytes("bytes"));
    for (int chunk = 1; chunk < first.get().number("chunks"); chunk++) {
      bytes.writeBytes(table.get(Keys.pdf(invoice, chunk)).orElseThrow().bytes("bytes"));
    }
    return Optional.of(bytes.toByteArray());
  }

  /** Keeps a PDF and says so, once; the first chunk is written last, with the event. */
  public void keep(TenantTime time, Invoice.Issued invoice, byte[] pdf) {
    int chunks = Math.max(1, Math.ceilDiv(pdf.length, CHUNK_BYTES));
    for (int chunk = chunks - 1; chunk > 0; chunk--) {
      table.put(item(invoice.id(), chunk, chunks, pdf));
    }
    var transaction = table.transaction().insert("pdf", item(invoice.id(), 0, chunks, pdf));
    var bill = invoice.bill();
    Outbox.write(
        transaction,
        time,
        Keys.partition(invoice.id()),
        invoice.id().value(),
        InvoiceStore.carrier(invoice.id(), "PDF"),
        1,
        time.now(),
        List.of(new Event.DocumentRendered(invoice.id(), bill.customer(), bill.number())));
    table.commit(transaction);
  }

  private static Item item(InvoiceId invoice, int chunk, int chunks, byte[] pdf) {
    var from = chunk * CHUNK_BYTES;
    return Item.at(Keys.pdf(invoice, chunk))
        .number("chunks", chunks)
        .bytes("bytes", Arrays.copyOfRange(pdf, from, Math.min(from + CHUNK_BYTES, pdf.length)));
  }
}
