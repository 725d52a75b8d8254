package mx.aldia.table;

import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.event.Event.CreditAdded.Source;
import mx.aldia.domain.invoice.Advance;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
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
   * @param advance that the invoice is of; no more is given back of it than nobody has taken
   * @return false when the invoice, its document or the number was taken meanwhile
   */
  public boolean issue(
      TenantTime time,
      CreditNote note,
      Invoice.Issued was,
      Invoice.Change change,
      Optional<TaxDocument> document,
      Optional<Advance> advance,
      Attempt<CreditNote> attempt) {
    var tenant = note.id().tenant();
    var transaction = table.transaction();
    insert(transaction, note);
    InvoiceStore.write(transaction, time, was, change, reminding(was, change));
    advance.ifPresent(it -> AdvanceStore.keep(transaction, it, change.next().credited()));
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

  /** Adds a note, the pointer to it and its number to a transaction that holds more than it. */
  static void insert(Transaction transaction, CreditNote note) {
    var tenant = note.id().tenant();
    var key = Keys.creditNote(note.invoice(), note.id());
    transaction
        .insert("credit_note", item(note))
        .insert(
            "pointer",
            Item.at(Keys.pointer(tenant, note.id().value()))
                .text("pk", key.pk())
                .text("sk", key.sk()))
        .insert(
            "folio",
            Item.at(Keys.unique(tenant, "folio", note.number())).text("id", note.id().value()));
  }

  /**
   * A note that is taken back, and what that makes of its invoice.
   *
   * @param note as it was
   */
  public record TakenBack(
      CreditNote note,
      Invoice.Issued was,
      Invoice.Change change,
      InvoiceStore.Reminding reminding,
      Instant at) {}

  /**
   * Takes back a note of which SAT knows nothing, and will not: what was to tell SAT is withdrawn
   * with it.
   *
   * @param document the note's, still as it was read
   * @return false when any of them was changed meanwhile, or the credit was spent
   */
  public boolean takeBack(
      TenantTime time,
      TakenBack back,
      Optional<TaxDocument> document,
      Attempt<CreditNote> attempt) {
    var id = back.note().id();
    var transaction = table.transaction();
    var credit = back.note().toCredit();
    var stillThere = "#%s >= :least".formatted(credit.currency().getCurrencyCode());
    write(transaction, time, back, less(credit).value("least", credit.minor()).when(stillThere));
    var egreso = Keys.taxDocument(TaxDocumentId.of(id));
    if (document.isEmpty()) {
      transaction.require("tax_document", egreso, Transaction.ABSENT, Map.of());
    } else if (document.get().neverSealed().isPresent()) {
      TaxDocumentStore.write(
          transaction, time, document.get(), document.get().neverSealed().get(), _ -> List.of());
    } else {
      InvoiceStore.require(transaction, "tax_document", egreso, document.get().version());
    }
    answers.remember(transaction, id.tenant(), attempt, back.note().voided(back.at()));
    return answers.commit(transaction).isEmpty();
  }

  /**
   * SAT has cancelled a note's egreso: the note is void with it, whatever became of the credit.
   *
   * @return false when any of them was changed meanwhile
   */
  public boolean cancelled(
      TenantTime time,
      TakenBack back,
      TaxDocument.Cancelling was,
      TaxDocument.Cancelled next,
      Function<TaxDocument.Named, List<Event>> told) {
    var transaction = table.transaction();
    write(transaction, time, back, less(back.note().toCredit()));
    TaxDocumentStore.write(transaction, time, was, next, told);
    return table.commit(transaction).isEmpty();
  }

  private static void write(
      Transaction transaction, TenantTime time, TakenBack back, Transaction.Updating account) {
    var note = back.note();
    InvoiceStore.write(transaction, time, back.was(), back.change(), back.reminding());
    transaction.update(
        "credit_note",
        Keys.creditNote(note.invoice(), note.id()),
        new Transaction.Updating()
            .set("voidedAt", Stamp.of(back.at()))
            .when("attribute_exists(PK)")
            .when("attribute_not_exists(#voidedAt)"));
    if (note.toCredit().isPositive()) {
      transaction.update("account", Keys.account(note.customer()), account);
    }
    note.advance().ifPresent(it -> AdvanceStore.giveBack(transaction, it, note));
  }

  private static Transaction.Updating less(Money credit) {
    return new Transaction.Updating().add(credit.currency().getCurrencyCode(), -credit.minor());
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
        .text("advance", note.advance().map(AdvanceId::value))
        .date("issuedOn", note.issuedOn())
        .instant("createdAt", note.createdAt())
        .instant("voidedAt", note.voidedAt());
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
        row.maybeText("advance").map(id -> new AdvanceId(tenant, id)),
        row.date("issuedOn"),
        row.instant("createdAt"),
        row.maybeInstant("voidedAt"));
  }
}
