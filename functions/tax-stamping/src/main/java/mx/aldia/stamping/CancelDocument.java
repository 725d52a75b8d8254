package mx.aldia.stamping;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mx.aldia.cfdi.cancel.SignedCancellation;
import mx.aldia.cfdi.pac.SatQuery;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.tax.CancelAnswer;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.SatState;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.edge.Log;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TakeBackCredit;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * Goes on with a cancellation that was asked for: takes the signed request to SAT, asks SAT how it
 * stands, and believes nothing else. To be asked twice is safe: SAT says that it has the request.
 */
final class CancelDocument {
  private static final Log LOG = Log.of(CancelDocument.class);

  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final TenantStore tenants;
  private final InvoiceStore invoices;
  private final TaxDocumentStore documents;
  private final CreditNoteStore notes;
  private final TakeBackCredit takingBack;
  private final SealingKeys keys;
  private final Authorities authorities;

  CancelDocument(
      TenantStore tenants,
      InvoiceStore invoices,
      TaxDocumentStore documents,
      CreditNoteStore notes,
      TakeBackCredit takingBack,
      SealingKeys keys,
      Authorities authorities) {
    this.tenants = tenants;
    this.invoices = invoices;
    this.documents = documents;
    this.notes = notes;
    this.takingBack = takingBack;
    this.keys = keys;
    this.authorities = authorities;
  }

  /** How it stands now, and SAT's receipt if one came with that. */
  private record Step(Cancellation now, Optional<String> acuse) {}

  void goOn(TaxDocumentId id) {
    for (int i = 0; i < ATTEMPTS; i++) {
      if (!(documents.find(id).orElseThrow() instanceof TaxDocument.Cancelling was)) {
        return;
      }
      var open = tenants.open(id.tenant()).orElseThrow();
      if (save(open, was, step(open, was))) {
        return;
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }

  /** What was perhaps sent before is looked up before it is sent again. */
  private Step step(TenantStore.Open open, TaxDocument.Cancelling document) {
    var running = document.running();
    if (running instanceof Cancellation.Asked asked && asked.tries() == 0) {
      return send(open, document, asked);
    }
    var told = running.told(state(open, document), open.time().now());
    return told instanceof Cancellation.Asked asked
        ? send(open, document, asked)
        : new Step(told, Optional.empty());
  }

  private Step send(
      TenantStore.Open open, TaxDocument.Cancelling document, Cancellation.Asked asked) {
    var answer =
        keys.of(open.tenant())
            .map(
                key ->
                    SignedCancellation.of(
                        asked.request(),
                        key,
                        LocalDateTime.ofInstant(open.time().now(), Cancellation.SAT_ZONE)))
            .map(
                signed ->
                    authorities.canceller(open, document).cancel(signed, document.folioFiscal()))
            .orElse(new CancelAnswer.Unknown("there is no certificate to sign with"));
    var acuse = answer instanceof CancelAnswer.Received(var xml) ? xml : Optional.<String>empty();
    switch (answer) {
      case CancelAnswer.Received _ -> LOG.info("cancellation received", "document", id(document));
      case CancelAnswer.NotNow(var code) ->
          LOG.warn("cancellation not now", "document", id(document), "code", code);
      case CancelAnswer.Never(var code, _) ->
          LOG.warn("cancellation not taken", "document", id(document), "code", code);
      case CancelAnswer.Unknown(var why) ->
          LOG.warn("no answer", "document", id(document), "tries", asked.tries() + 1, "why", why);
    }
    return new Step(asked.answered(answer, open.time().now()), acuse);
  }

  private SatState state(TenantStore.Open open, TaxDocument.Cancelling document) {
    var xml = ReadXml.read(documents.xml(document).orElseThrow());
    return authorities.sat(open, document).ask(SatQuery.expression(xml));
  }

  private boolean save(TenantStore.Open open, TaxDocument.Cancelling was, Step step) {
    var next = was.told(step.now(), open.time().now());
    Function<TaxDocument.Named, List<Event>> told = named -> told(was, named, step.now());
    if (next instanceof TaxDocument.Cancelled cancelled) {
      LOG.info("cancelled", "document", id(was), "how", cancelled.end().how());
      if (was.about().type() == TaxDocument.Type.E) {
        var note = notes.find(was.id().creditNote()).orElseThrow();
        var back = takingBack.of(open.time(), note);
        if (back.isPresent()) {
          return notes.cancelled(open.time(), back.get(), was, cancelled, told);
        }
      }
      var voided = voided(open, was);
      if (voided.isPresent()) {
        return invoices.cancelled(
            open.time(), voided.get().was(), voided.get().change(), was, cancelled, told);
      }
    }
    return documents.cancelling(open.time(), was, next, step.acuse(), told);
  }

  /** An invoice that is owed, and what it becomes. */
  private record Voided(Invoice.Open was, Invoice.Change change) {}

  /**
   * The invoice goes with its document, unless money has come in meanwhile: then it stays in the
   * books as it is, and the event says that SAT has none for it.
   */
  private Optional<Voided> voided(TenantStore.Open open, TaxDocument.Cancelling document) {
    if (!document.about().isOfInvoice()) {
      return Optional.empty();
    }
    var id = document.about().invoices().getFirst().invoice();
    var invoice = invoices.findIssued(id).orElseThrow();
    if (invoice instanceof Invoice.Open owed
        && owed.voided(
                open.time().today(),
                open.time().now(),
                document.running().request().motivo().code())
            instanceof Outcome.Done<Invoice.Change>(var change)) {
      return Optional.of(new Voided(owed, change));
    }
    LOG.warn("cancelled, and the invoice is not open any more", "document", id(document));
    return Optional.empty();
  }

  private static List<Event> told(
      TaxDocument.Cancelling document, TaxDocument.Named invoice, Cancellation now) {
    var about = document.about();
    return switch (now) {
      case Cancellation.Asked _, Cancellation.InProcess _ -> List.of();
      case Cancellation.Cancelled(var request, var how, _) ->
          List.of(
              new Event.TaxDocumentCancelled(
                  about.id(),
                  about.type(),
                  invoice,
                  about.customerOf(invoice),
                  document.folioFiscal(),
                  request.motivo(),
                  request.substitute(),
                  how));
      case Cancellation.Refused _ ->
          List.of(refused(document, invoice, "customer", Optional.empty()));
      case Cancellation.Impossible(_, var code, _) ->
          List.of(refused(document, invoice, "sat", Optional.of(code)));
    };
  }

  private static Event refused(
      TaxDocument.Cancelling document,
      TaxDocument.Named invoice,
      String by,
      Optional<String> code) {
    var about = document.about();
    return new Event.TaxDocumentCancellationRefused(
        about.id(),
        about.type(),
        invoice,
        about.customerOf(invoice),
        document.folioFiscal(),
        by,
        code);
  }

  private static String id(TaxDocument document) {
    return document.id().value();
  }
}
