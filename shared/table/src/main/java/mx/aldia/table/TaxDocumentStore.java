package mx.aldia.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.TenantId;

/** Documents for SAT: each changes with the events that tell it, as one fact. */
public final class TaxDocumentStore {
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");

  private final Table table;

  public TaxDocumentStore(Table table) {
    this.table = table;
  }

  public Optional<TaxDocument> find(TaxDocumentId id) {
    return table.get(Keys.taxDocument(id)).map(TaxDocumentItems::document);
  }

  /** A document, or the last of those that took its place. */
  public Optional<TaxDocument> latest(TaxDocumentId first) {
    var latest = find(first);
    for (int n = 1; latest.isPresent(); n++) {
      var next = find(first.renewed(n));
      if (next.isEmpty()) {
        break;
      }
      latest = next;
    }
    return latest;
  }

  /** The document that an invoice is, if one was asked for. */
  public Optional<TaxDocument> of(InvoiceId invoice) {
    return find(TaxDocumentId.of(invoice));
  }

  /** The same of many, by invoice; those without are left out. */
  public Map<InvoiceId, TaxDocument> of(List<InvoiceId> invoices) {
    var rows =
        table.getAll(
            invoices.stream().map(TaxDocumentId::of).map(Keys::taxDocument).distinct().toList());
    var found = new HashMap<InvoiceId, TaxDocument>();
    for (var invoice : invoices) {
      var row = rows.get(Keys.taxDocument(TaxDocumentId.of(invoice)));
      if (row != null) {
        found.put(invoice, TaxDocumentItems.document(row));
      }
    }
    return found;
  }

  public Optional<TaxDocumentId> byUuid(TenantId tenant, String uuid) {
    return table.get(Keys.pointer(tenant, uuid)).flatMap(row -> Keys.taxDocumentOf(row.text("pk")));
  }

  /** The XML exactly as it was stamped. */
  public Optional<byte[]> xml(TaxDocument document) {
    return document
        .uuid()
        .flatMap(uuid -> table.get(Keys.cfdi(document.id(), uuid)))
        .map(row -> Gzip.unpack(row.bytes("xml")));
  }

  /** SAT's receipt for the wish to have it cancelled, exactly as it came. */
  public Optional<byte[]> acuse(TaxDocument document) {
    return document
        .uuid()
        .flatMap(uuid -> table.get(Keys.acuse(document.id(), uuid)))
        .map(row -> Gzip.unpack(row.bytes("xml")));
  }

  /** Whether the global invoice that spoke of a sale is cancelled: it may have another document. */
  public boolean isFree(TaxDocument.InGlobal sold) {
    return find(sold.global()).filter(TaxDocument.Cancelled.class::isInstance).isPresent();
  }

  /** The complements and credit notes of an invoice that SAT does not know as cancelled. */
  public List<TaxDocument> tiedTo(InvoiceId invoice) {
    var rows =
        table.getAll(
            table
                .query(Keys.partition(invoice), Keys.EVENT)
                .filter(row -> row.text("type").equals("tax_document.stamped"))
                .map(row -> Json.read(row.text("data")))
                .filter(data -> !data.path("type").asText("").equals("I"))
                .map(data -> new TaxDocumentId(invoice.tenant(), data.get("tax_document").asText()))
                .map(Keys::taxDocument)
                .distinct()
                .toList());
    return rows.values().stream()
        .map(TaxDocumentItems::document)
        .filter(document -> !(document instanceof TaxDocument.Cancelled))
        .toList();
  }

  /** A month's documents, oldest first. */
  public Listed<TaxDocument> list(
      TenantId tenant,
      YearMonth month,
      Predicate<TaxDocument> wanted,
      Optional<String> after,
      int limit) {
    return Listed.of(
        table.index(
            "byMonth", Keys.month(tenant, "TAX", month.format(MONTH)), after, Optional.empty()),
        limit,
        table::getAll,
        row -> Optional.of(TaxDocumentItems.document(row)).filter(wanted));
  }

  /** All of a tenant's documents, oldest first. */
  public Listed<TaxDocument> list(
      TenantTime time,
      Instant beginning,
      Predicate<TaxDocument> wanted,
      Optional<String> after,
      int limit) {
    return Listed.of(
        Months.entries(table, time, "TAX", beginning, after),
        limit,
        table::getAll,
        row -> Optional.of(TaxDocumentItems.document(row)).filter(wanted));
  }

  /**
   * Asks for a document that was not asked for before.
   *
   * @return false when it was
   */
  public boolean open(TaxDocument.Requested document) {
    var transaction = table.transaction().insert("tax_document", TaxDocumentItems.head(document));
    due(transaction, document);
    return table.commit(transaction).isEmpty();
  }

  /**
   * Replaces a document that is still as it was read.
   *
   * @param told what every invoice it speaks of is told
   * @return false when somebody else changed it meanwhile
   */
  public boolean save(
      TenantTime time,
      TaxDocument was,
      TaxDocument next,
      Function<TaxDocument.Named, List<Event>> told) {
    var transaction = table.transaction();
    write(transaction, time, was, next, told);
    return table.commit(transaction).isEmpty();
  }

  /**
   * Keeps a document that was stamped, with all that follows from it.
   *
   * @param xml exactly as the certifier gave it
   */
  public boolean stamp(
      TenantTime time,
      TaxDocument.Sealed was,
      TaxDocument.Stamped next,
      String xml,
      Function<TaxDocument.Named, List<Event>> told) {
    var cfdi = Keys.cfdi(next.id(), next.folioFiscal());
    var transaction =
        table
            .transaction()
            .insert("cfdi", Item.at(cfdi).bytes("xml", Gzip.pack(xml.getBytes(UTF_8))))
            .insert(
                "uuid",
                Item.at(Keys.pointer(next.id().tenant(), next.folioFiscal()))
                    .text("pk", cfdi.pk())
                    .text("sk", cfdi.sk()));
    write(transaction, time, was, next, told);
    return table.commit(transaction).isEmpty();
  }

  /**
   * Keeps how a cancellation stands now.
   *
   * @param acuse SAT's receipt, where one came with it
   */
  public boolean cancelling(
      TenantTime time,
      TaxDocument.Cancelling was,
      TaxDocument next,
      Optional<String> acuse,
      Function<TaxDocument.Named, List<Event>> told) {
    var transaction = table.transaction();
    write(transaction, time, was, next, told);
    acuse.ifPresent(
        xml ->
            transaction.put(
                "acuse",
                Item.at(Keys.acuse(was.id(), was.folioFiscal()))
                    .bytes("xml", Gzip.pack(xml.getBytes(UTF_8)))));
    return table.commit(transaction).isEmpty();
  }

  /** Has somebody look after it now; it is looked after again should nobody do. */
  public boolean request(TenantTime time, TaxDocument was, TaxDocument next) {
    var transaction = table.transaction();
    write(transaction, time, was, next, _ -> List.of());
    requested(transaction, time, next);
    return table.commit(transaction).isEmpty();
  }

  /** Adds the wish to have it built or asked for to a transaction that changed it. */
  static void requested(Transaction transaction, TenantTime time, TaxDocument document) {
    Outbox.write(
        transaction,
        time,
        Keys.partition(document.id()),
        document.id().value(),
        carrier(document, "ask"),
        document.version(),
        time.now(),
        List.of(new Event.TaxDocumentRequested(document.id())));
  }

  static void write(
      Transaction transaction,
      TenantTime time,
      TaxDocument was,
      TaxDocument next,
      Function<TaxDocument.Named, List<Event>> told) {
    transaction.replace("tax_document", TaxDocumentItems.head(next), was.version());
    due(transaction, next);
    TaskStore.follow(transaction, was, next, time.now());
    var invoices = next.about().invoices();
    for (int i = 0; i < invoices.size(); i++) {
      var named = invoices.get(i);
      Outbox.write(
          transaction,
          time,
          Keys.partition(named.invoice()),
          named.invoice().value(),
          carrier(next, "tax" + (i == 0 ? "" : i)),
          next.version(),
          time.now(),
          told.apply(named));
    }
  }

  /**
   * Its ULID is that of what it is made of, and what several invoices are told is told once each:
   * the fact makes the events' ids differ, and in small letters they come after the issue that they
   * follow from.
   */
  private static String carrier(TaxDocument document, String fact) {
    return document.id().value() + fact;
  }

  private static void due(Transaction transaction, TaxDocument document) {
    DueIndex.point(
        transaction,
        document.id().tenant(),
        Keys.taxDocument(document.id()),
        document.about().movable(),
        document.wakes());
  }
}
