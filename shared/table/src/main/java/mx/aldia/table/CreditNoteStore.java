package mx.aldia.table;

import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.event.Event.CreditAdded.Source;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tenant.TenantId;

/** Credit notes; each lies at its invoice, and both change as one fact. */
public final class CreditNoteStore {
  private final Table table;
  private final Answers answers;
  private final FolioCounter folios;

  public CreditNoteStore(Table table, Answers answers, Clock wall) {
    this.table = table;
    this.answers = answers;
    this.folios = new FolioCounter(table, wall);
  }

  /**
   * Whether an egreso tells SAT of a note: of every CFDI, but of one that is stamped when it is
   * paid only what was taken off after that.
   *
   * @param document the invoice's own, asked for only where the invoice does not say by itself
   */
  public static boolean hasEgreso(
      CreditNote note, Invoice.Issued invoice, Supplier<Optional<TaxDocument>> document) {
    if (invoice.bill().fiscal()) {
      return true;
    }
    return document.get().filter(TaxDocument::stands).isPresent()
        && (!invoice.bill().stampedWhenPaid() || note.settled().isZero());
  }

  public Optional<CreditNote> find(CreditNoteId id) {
    return table
        .get(Keys.pointer(id.tenant(), id.value()))
        .filter(row -> row.text("sk").startsWith(Keys.CREDIT_NOTE))
        .flatMap(row -> table.get(new Key(row.text("pk"), row.text("sk"))))
        .map(CreditNoteStore::note);
  }

  /** Those of an invoice, oldest first. */
  public List<CreditNote> ofInvoice(InvoiceId invoice) {
    return table
        .query(Keys.partition(invoice), Keys.CREDIT_NOTE)
        .map(CreditNoteStore::note)
        .toList();
  }

  /** The number that this note will have, the same one at every try. */
  public String number(CreditNoteId id, Attempt<CreditNote> attempt) {
    return CreditNote.SERIES
        + "-"
        + folios.hold(id.tenant(), CreditNote.SERIES, holder(id, attempt));
  }

  /** Twins of one request make one note, so they hold one number. */
  private static String holder(CreditNoteId id, Attempt<CreditNote> attempt) {
    return attempt.key().orElse(id.value());
  }

  /**
   * Issues a note: it, its number, the invoice's books, what the customer has to its credit,
   * events.
   *
   * @param document of the invoice for SAT, still as it was read
   * @return false when the invoice, its document or the number was taken meanwhile
   */
  public boolean issue(
      TenantTime time,
      CreditNote note,
      Invoice.Issued was,
      Invoice.Change change,
      Optional<TaxDocument> document,
      Attempt<CreditNote> attempt) {
    var tenant = note.id().tenant();
    var key = Keys.creditNote(note.invoice(), note.id());
    var transaction =
        table
            .transaction()
            .insert("credit_note", item(note))
            .insert(
                "pointer",
                Item.at(Keys.pointer(tenant, note.id().value()))
                    .text("pk", key.pk())
                    .text("sk", key.sk()))
            .insert(
                "folio",
                Item.at(Keys.unique(tenant, "folio", note.number())).text("id", note.id().value()));
    InvoiceStore.write(transaction, time, was, change, reminding(was, change));
    document.ifPresent(
        it ->
            InvoiceStore.require(
                transaction, "tax_document", Keys.taxDocument(it.id()), it.version()));
    if (note.toCredit().isPositive()) {
      PaymentStore.credit(
          transaction,
          time,
          note.customer(),
          note.toCredit(),
          note.id().value(),
          1,
          new Source.Credited(note.id()));
    }
    answers.remember(transaction, tenant, attempt, note);
    boolean issued = false;
    try {
      issued = answers.commit(transaction).isEmpty();
      return issued;
    } finally {
      if (issued) {
        folios.release(tenant, CreditNote.SERIES, holder(note.id(), attempt));
      } else {
        folios.giveBack(tenant, CreditNote.SERIES, holder(note.id(), attempt));
      }
    }
  }

  /** What is settled is not reminded of any more. */
  private static InvoiceStore.Reminding reminding(Invoice.Issued was, Invoice.Change change) {
    return !(was instanceof Invoice.Paid) && change.next() instanceof Invoice.Paid
        ? new InvoiceStore.Reminding.Settle()
        : new InvoiceStore.Reminding.Unchanged();
  }

  private static Item item(CreditNote note) {
    var lines = Json.object();
    lines.set("lines", TermsJson.lines(note.lines()));
    return Item.at(Keys.creditNote(note.invoice(), note.id()))
        .text("tenant", note.id().tenant().value())
        .text("id", note.id().value())
        .text("number", note.number())
        .text("invoice", note.invoice().value())
        .text("customer", note.customer().value())
        .text("kind", note.kind().name())
        .text("reason", note.reason())
        .text("json", Json.write(lines))
        .number("amount", note.amount().minor())
        .number("returned", note.returned().minor())
        .text("currency", note.amount().currency().getCurrencyCode())
        .text("form", note.refundForm())
        .date("issuedOn", note.issuedOn())
        .instant("createdAt", note.createdAt());
  }

  private static CreditNote note(Row row) {
    var tenant = new TenantId(row.text("tenant"));
    var currency = Currency.getInstance(row.text("currency"));
    return new CreditNote(
        new CreditNoteId(tenant, row.text("id")),
        row.text("number"),
        new InvoiceId(tenant, row.text("invoice")),
        new CustomerId(tenant, row.text("customer")),
        CreditNote.Kind.valueOf(row.text("kind")),
        row.text("reason"),
        TermsJson.lines(tenant, currency, Json.read(row.text("json"))),
        new Money(row.number("amount"), currency),
        new Money(row.number("returned"), currency),
        row.maybeText("form"),
        row.date("issuedOn"),
        row.instant("createdAt"));
  }
}
