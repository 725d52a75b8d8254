package mx.aldia.issuance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mx.aldia.domain.invoice.AdvanceId;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.LedgerEntry;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.Cancellable;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.table.AdvanceStore;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.InvoiceStore.Saved;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * Takes an open invoice back as if it had never been owed. One that SAT knows is void only when SAT
 * has cancelled its document: until then it is owed, and nobody is reminded of it.
 */
final class VoidInvoice {
  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final InvoiceStore invoices;
  private final TaxDocumentStore documents;
  private final CreditNoteStore notes;
  private final AdvanceStore advances;
  private final AskSat sat;

  VoidInvoice(
      InvoiceStore invoices,
      TaxDocumentStore documents,
      CreditNoteStore notes,
      AdvanceStore advances,
      AskSat sat) {
    this.invoices = invoices;
    this.documents = documents;
    this.notes = notes;
    this.advances = advances;
    this.sat = sat;
  }

  /**
   * What the caller says about it.
   *
   * @param reason in words, for its books
   */
  record Wish(AskSat.Why why, String reason) {}

  /** The invoice, and its document for SAT as it is now. */
  record Taken(InvoiceRecord record, Optional<TaxDocument> document) {}

  Outcome<Taken> take(TenantStore.Open open, InvoiceId id, Wish wish, Attempt<Taken> attempt) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var found = invoices.find(id);
      if (found.isEmpty()) {
        return Outcome.refused(new Problem.NotFound("invoice"));
      }
      var document =
          found.get().invoice() instanceof Invoice.Issued
              ? documents.of(id)
              : Optional.<TaxDocument>empty();
      var applied = applied(id, found.get().invoice());
      if (!applied.isEmpty()) {
        return Outcome.refused(Problem.Conflict.of("cancel_first", applied));
      }
      var taken = take(open, found.get(), document, wish, attempt);
      if (taken.isPresent()) {
        return taken.get();
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }

  /**
   * The notes by which it has of advances, or others have of it where it is one: money that nobody
   * would find again. Neither grows meanwhile, for it takes of them at its issue alone, and of it
   * is taken only while it is paid.
   */
  private String applied(InvoiceId id, Invoice invoice) {
    var taken =
        invoice instanceof Invoice.Issued issued && issued.credited().isPositive()
            ? notes.ofInvoice(id).stream()
                .filter(note -> note.advance().isPresent() && !note.isVoid())
                .map(note -> note.id().value())
            : Stream.<String>empty();
    var given =
        advances.find(AdvanceId.of(id)).stream()
            .flatMap(advance -> advances.applications(advance).stream())
            .map(it -> it.note().value());
    return Stream.concat(taken, given).collect(Collectors.joining(", "));
  }

  /** Empty when it has changed since it was read. */
  private Optional<Outcome<Taken>> take(
      TenantStore.Open open,
      InvoiceRecord record,
      Optional<TaxDocument> document,
      Wish wish,
      Attempt<Taken> attempt) {
    if (document.orElse(null) instanceof TaxDocument.Stamped stamped) {
      return cancel(open, record, stamped, wish, attempt);
    }
    if (!(record.invoice() instanceof Invoice.Open invoice)) {
      return refused("invoice_cannot_be_voided", record.invoice().state());
    }
    return switch (document.orElse(null)) {
      case TaxDocument.Requested it -> refused("tax_document_pending", it.status());
      case TaxDocument.Sealed it -> refused("tax_document_pending", it.status());
      case TaxDocument.Cancelling it -> refused("cancellation_requested", it.status());
      case TaxDocument.InGlobal sold ->
          documents.isFree(sold)
              ? takeBack(open, invoice, document, wish, attempt)
              : refused("in_global_invoice", sold.global().value());
      case null ->
          invoice.bill().fiscal()
              ? refused("tax_document_pending", "pending")
              : takeBack(open, invoice, document, wish, attempt);
      case TaxDocument.NeedsData _,
          TaxDocument.Rejected _,
          TaxDocument.Stamped _,
          TaxDocument.Cancelled _,
          TaxDocument.Withdrawn _ ->
          takeBack(open, invoice, document, wish, attempt);
    };
  }

  private Optional<Outcome<Taken>> takeBack(
      TenantStore.Open open,
      Invoice.Open invoice,
      Optional<TaxDocument> document,
      Wish wish,
      Attempt<Taken> attempt) {
    var time = open.time();
    return switch (invoice.voided(time.today(), time.now(), wish.reason())) {
      case Outcome.Refused<Invoice.Change>(var problem) -> Optional.of(Outcome.refused(problem));
      case Outcome.Done<Invoice.Change>(var change) -> {
        var kept = attempt.<InvoiceRecord>seenAs(after -> new Taken(after, document));
        yield invoices.takeBack(time, invoice, change, document, kept) == Saved.SAVED
            ? Optional.of(
                Outcome.done(new Taken(invoices.find(invoice.id()).orElseThrow(), document)))
            : Optional.empty();
      }
    };
  }

  private Optional<Outcome<Taken>> cancel(
      TenantStore.Open open,
      InvoiceRecord record,
      TaxDocument.Stamped stamped,
      Wish wish,
      Attempt<Taken> attempt) {
    var invoice = (Invoice.Issued) record.invoice();
    var tied = tied(invoice, stamped);
    if (tied.isEmpty() && !(invoice instanceof Invoice.Open)) {
      return refused("invoice_cannot_be_voided", invoice.state());
    }
    var cancellable =
        new Cancellable(
            stamped.folioFiscal(),
            invoice.bill().issuedOn(),
            record.parties().flatMap(it -> it.seller().rfc()).orElse(""),
            tied,
            stamped.attempt());
    return sat.ask(
        open.time(),
        cancellable,
        stamped,
        Optional.of(invoice).filter(Invoice.Open.class::isInstance).map(Invoice.Open.class::cast),
        wish.why(),
        after -> new Taken(record, Optional.of(after)),
        attempt);
  }

  /**
   * Payments that were applied and not taken back; complements that stand, and credit notes whose
   * egreso stands or may still be stamped.
   */
  private List<String> tied(Invoice.Issued invoice, TaxDocument.Stamped document) {
    var balances = new LinkedHashMap<String, Money>();
    for (var entry : invoices.ledger(invoice.id())) {
      if (entry.kind() == LedgerEntry.Kind.PAYMENT || entry.kind() == LedgerEntry.Kind.REVERSAL) {
        balances.merge(entry.reference(), entry.amount(), Money::plus);
      }
    }
    var tied = new ArrayList<String>();
    balances.forEach(
        (payment, balance) -> {
          if (!balance.isZero()) {
            tied.add(payment);
          }
        });
    var stamped = documents.tiedTo(invoice.id());
    stamped.forEach(it -> tied.add(it.uuid().orElseGet(() -> it.id().value())));
    var told = stamped.stream().map(TaxDocument::id).collect(Collectors.toSet());
    notes.ofInvoice(invoice.id()).stream()
        .filter(note -> !note.isVoid() && !told.contains(TaxDocumentId.of(note.id())))
        .filter(note -> CreditNoteStore.hasEgreso(note, invoice, () -> Optional.of(document)))
        .forEach(note -> tied.add(note.id().value()));
    return tied;
  }

  private static Optional<Outcome<Taken>> refused(String code, String state) {
    return Optional.of(Outcome.refused(Problem.Conflict.of(code, state)));
  }
}
