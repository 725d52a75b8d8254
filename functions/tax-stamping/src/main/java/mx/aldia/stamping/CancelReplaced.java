package mx.aldia.stamping;

import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.Cancellable;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.Motivo;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.edge.Log;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * Has SAT cancel the document of an invoice that was replaced (01), once its substitute has a UUID
 * and nothing that is tied to it stands any more; each of these facts asks for it again. What
 * follows is as with every cancellation: the invoice is void when SAT says so.
 */
final class CancelReplaced {
  private static final Log LOG = Log.of(CancelReplaced.class);

  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final TenantStore tenants;
  private final InvoiceStore invoices;
  private final TaxDocumentStore documents;

  CancelReplaced(TenantStore tenants, InvoiceStore invoices, TaxDocumentStore documents) {
    this.tenants = tenants;
    this.invoices = invoices;
    this.documents = documents;
  }

  /** Told of what was not replaced it does nothing, and so told twice. */
  void goOn(InvoiceId replaced) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var record = invoices.find(replaced);
      var substitute =
          record
              .flatMap(it -> it.replacedBy())
              .flatMap(documents::of)
              .filter(TaxDocument::stands)
              .flatMap(TaxDocument::uuid);
      if (substitute.isEmpty()
          || !(record.orElseThrow().invoice() instanceof Invoice.Open invoice)
          || !(documents.of(replaced).orElse(null) instanceof TaxDocument.Stamped document)
          || document.attempt().isPresent()
          || !documents.tiedTo(replaced).isEmpty()
          || ask(invoice, document, substitute.get())) {
        return;
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, replaced));
  }

  /** False when it has changed since it was read. */
  private boolean ask(Invoice.Open invoice, TaxDocument.Stamped document, String substitute) {
    var open = tenants.open(invoice.id().tenant()).orElseThrow();
    var asked =
        new Cancellable(
                document.folioFiscal(),
                invoice.bill().issuedOn(),
                open.tenant().rfc().orElse(""),
                List.of(),
                Optional.empty())
            .ask(Motivo.REPLACED, Optional.of(substitute), open.time().today(), open.time().now());
    return switch (asked) {
      case Outcome.Refused<Cancellation.Asked>(var why) -> {
        LOG.warn("not cancelled", "document", document.id().value(), "why", why);
        yield true;
      }
      case Outcome.Done<Cancellation.Asked>(var cancellation) -> {
        var next = document.cancelling(cancellation, StampDocument.patience(open.time()));
        yield invoices.askToCancel(
            open.time(), Optional.of(invoice), document, next, Attempt.once());
      }
    };
  }
}
