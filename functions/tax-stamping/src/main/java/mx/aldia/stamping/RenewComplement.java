package mx.aldia.stamping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.Motivo;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.edge.Log;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * Keeps complements true to the books. Of a payment that has gone back the complement is cancelled;
 * one whose balances are others by now has another in its place: that is stamped first, and then
 * the former is cancelled with it.
 */
final class RenewComplement {
  private static final Log LOG = Log.of(RenewComplement.class);

  private final TenantStore tenants;
  private final InvoiceStore invoices;
  private final PaymentStore payments;
  private final PaidLater paidLater;
  private final TaxDocumentStore documents;
  private final DrawComplement complements;
  private final AskForCancellation cancelling;

  RenewComplement(
      TenantStore tenants,
      InvoiceStore invoices,
      PaymentStore payments,
      PaidLater paidLater,
      TaxDocumentStore documents,
      DrawComplement complements,
      AskForCancellation cancelling) {
    this.tenants = tenants;
    this.invoices = invoices;
    this.payments = payments;
    this.paidLater = paidLater;
    this.documents = documents;
    this.complements = complements;
    this.cancelling = cancelling;
  }

  /**
   * Looks whether a payment's complement still says what the books say; told ten times it is
   * cancelled, or has another in its place, once. One that is not stamped yet is looked at when it
   * is. Where it was cancelled and its money was applied anew, there is to be another.
   *
   * @return what is to be stamped in its place
   */
  Optional<TaxDocumentId> look(PaymentId payment) {
    return switch (latest(payment).orElse(null)) {
      case TaxDocument.Stamped stamped -> look(payment, stamped);
      case TaxDocument.Cancelled cancelled when cameAgain(payment, cancelled) -> {
        var open = tenants.open(payment.tenant()).orElseThrow();
        yield Optional.of(
            open(
                open,
                cancelled,
                paidLater.of(payments.find(payment).orElseThrow()),
                Optional.empty()));
      }
      case null, default -> Optional.empty();
    };
  }

  /** The last that SAT knows of: of what was withdrawn before it was sealed, the one before it. */
  private Optional<TaxDocument> latest(PaymentId payment) {
    var latest = documents.latest(TaxDocumentId.of(payment));
    return latest.filter(TaxDocument.Withdrawn.class::isInstance).isPresent()
        ? latest.flatMap(it -> it.about().replaces()).flatMap(documents::find)
        : latest;
  }

  /**
   * Whether money whose complement was cancelled, for no invoice had it any more, was applied to
   * invoices again since.
   */
  private boolean cameAgain(PaymentId id, TaxDocument.Cancelled cancelled) {
    var payment = payments.find(id).orElseThrow();
    return payment.state() == Payment.State.APPLIED
        && paidLater.of(payment).stream()
            .map(named -> invoices.ledger(named.invoice()))
            .anyMatch(books -> PartsPaid.isSince(cancelled.end(), books, id));
  }

  private Optional<TaxDocumentId> look(PaymentId payment, TaxDocument.Stamped stamped) {
    var open = tenants.open(payment.tenant()).orElseThrow();
    var named = paidLater.of(payments.find(payment).orElseThrow());
    var drawn =
        named.isEmpty()
            ? new Drawn.Moot()
            : complements.draw(with(named, stamped.about()), open.time().now());
    return switch (drawn) {
      case Drawn.Moot() -> {
        cancel(stamped, Motivo.NOT_CARRIED_OUT, Optional.empty());
        yield Optional.empty();
      }
      case Drawn.Ready(var now) when !balances(now.element()).equals(balances(stamped)) ->
          Optional.of(open(open, stamped, named, Optional.of(stamped.id())));
      case Drawn.Ready _, Drawn.Waiting _, Drawn.Lacking _ -> Optional.empty();
    };
  }

  /** The one whose place a stamped document takes is cancelled with it. */
  void cancelReplaced(TaxDocument.Stamped substitute) {
    substitute
        .about()
        .replaces()
        .flatMap(documents::find)
        .ifPresent(
            replaced -> {
              if (replaced instanceof TaxDocument.Stamped stamped) {
                cancel(stamped, Motivo.REPLACED, Optional.of(substitute.folioFiscal()));
              }
            });
  }

  private static TaxDocument.About with(List<TaxDocument.Named> invoices, TaxDocument.About about) {
    return new TaxDocument.About(
        about.id(),
        about.type(),
        about.customer(),
        invoices,
        about.payment(),
        about.since(),
        about.movable(),
        about.replaces());
  }

  /** Asks for another complement of the same payment. */
  private TaxDocumentId open(
      TenantStore.Open open,
      TaxDocument was,
      List<TaxDocument.Named> named,
      Optional<TaxDocumentId> replaces) {
    var about = was.about();
    var first = TaxDocumentId.of(about.payment().orElseThrow());
    int n = 1;
    while (documents.find(first.renewed(n)).isPresent()) {
      n++;
    }
    var next =
        new TaxDocument.About(
            first.renewed(n),
            about.type(),
            about.customer(),
            named,
            about.payment(),
            open.time().now(),
            open.time().movable(),
            replaces);
    var dated = about.receivedOn().map(next::receivedOn).orElse(next);
    documents.open(new TaxDocument.Requested(dated, StampDocument.patience(open.time()), 1));
    return next.id();
  }

  /** Once: what SAT or the customer has refused is for a person to decide. */
  private void cancel(TaxDocument.Stamped document, Motivo motivo, Optional<String> substitute) {
    if (document.attempt().isPresent()) {
      return;
    }
    var wanted = new AskForCancellation.Wanted(document.id(), motivo, substitute);
    if (cancelling.ask(wanted, Attempt.once()) instanceof Outcome.Refused<TaxDocument>(var why)) {
      LOG.warn("not cancelled", "document", document.id().value(), "why", why);
    }
  }

  private List<String> balances(TaxDocument.Stamped document) {
    return balances(ReadXml.read(documents.xml(document).orElseThrow()));
  }

  /** All that other payments have a say in. */
  private static List<String> balances(Element complement) {
    return complement.children("Complemento").stream()
        .flatMap(it -> it.children(Namespaces.PAGO, "Pagos").stream())
        .flatMap(pagos -> pagos.all("Pago", "DoctoRelacionado").stream())
        .flatMap(
            paid ->
                Stream.of("IdDocumento", "NumParcialidad", "ImpSaldoAnt", "ImpPagado")
                    .map(paid::text))
        .toList();
  }
}
