package mx.aldia.table;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;

/** The PDF of an issued invoice: what was issued never changes, so it is rendered once and kept. */
public final class PdfStore {
  /** Under DynamoDB's 400 KB an item, with room for the keys. */
  private static final int CHUNK_BYTES = 350_000;

  /** Two renderings of one invoice have different prints, and nobody has to trust that. */
  private static final int PRINT_BYTES = 8;

  private final Table table;

  public PdfStore(Table table) {
    this.table = table;
  }

  /** The kept PDF; empty until it is rendered. */
  public Optional<byte[]> find(InvoiceId invoice) {
    return table.get(Keys.pdf(invoice)).map(kept -> whole(invoice, kept));
  }

  private byte[] whole(InvoiceId invoice, Row kept) {
    var bytes = new ByteArrayOutputStream();
    for (int chunk = 0; chunk < kept.number("chunks"); chunk++) {
      var key = Keys.pdf(invoice, kept.text("print"), chunk);
      bytes.writeBytes(table.get(key).orElseThrow().bytes("bytes"));
    }
    return bytes.toByteArray();
  }

  /**
   * Keeps a PDF and says so, once. Its chunks are put before, outside the transaction, which would
   * bill them twice; what nobody says is there is not there.
   */
  public void keep(TenantTime time, Invoice.Issued invoice, byte[] pdf) {
    var print = print(pdf);
    int chunks = Math.max(1, Math.ceilDiv(pdf.length, CHUNK_BYTES));
    for (int chunk = 0; chunk < chunks; chunk++) {
      var from = chunk * CHUNK_BYTES;
      var bytes = Arrays.copyOfRange(pdf, from, Math.min(from + CHUNK_BYTES, pdf.length));
      table.put(Item.at(Keys.pdf(invoice.id(), print, chunk)).bytes("bytes", bytes));
    }
    var kept = Item.at(Keys.pdf(invoice.id())).text("print", print).number("chunks", chunks);
    var transaction = table.transaction().insert("pdf", kept);
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

  private static String print(byte[] pdf) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(pdf);
      return HexFormat.of().formatHex(hash, 0, PRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
