package mx.aldia.stamping;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mx.aldia.cfdi.document.Documento;
import mx.aldia.cfdi.document.FromInvoice;
import mx.aldia.cfdi.document.Invoiced;
import mx.aldia.cfdi.document.Relacion;
import mx.aldia.cfdi.pac.PlaceOfIssue;
import mx.aldia.domain.invoice.Installment;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.table.CreditNoteStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TaxDocumentStore;

/**
 * Draws up the document of a sale: the invoice's own words, parties and figures; of one that is
 * stamped when it is paid, what the payment says of it.
 */
final class DrawSale {
  /** A PAC has 72 hours from the Fecha on; a little of that is left to it. */
  private static final Duration STAMPED_WITHIN = Duration.ofHours(71);

  private final InvoiceStore invoices;
  private final PaymentStore payments;
  private final CreditNoteStore notes;
  private final TaxDocumentStore documents;

  DrawSale(
      InvoiceStore invoices,
      PaymentStore payments,
      CreditNoteStore notes,
      TaxDocumentStore documents) {
    this.invoices = invoices;
    this.payments = payments;
    this.notes = notes;
    this.documents = documents;
  }

  Drawn draw(TaxDocument.About about, Instant now) {
    var record = invoices.find(about.invoices().getFirst().invoice()).orElseThrow();
    return about.payment().isEmpty()
        ? draw(about, record, record.terms(), now)
        : paid(about, record, about.payment().get(), now);
  }

  private Drawn draw(TaxDocument.About about, InvoiceRecord record, Terms terms, Instant now) {
    var invoice = (Invoice.Issued) record.invoice();
    var parties = record.parties().orElseThrow();
    var drawn =
        FromInvoice.ingreso(
            new Invoiced(
                invoice.bill().number(),
                fecha(parties.seller().postalCode().orElse(""), about.since(), now),
                parties,
                terms,
                Stream.concat(replaced(about).stream(), advanced(invoice).stream()).toList()));
    return switch (drawn) {
      case Outcome.Done<Documento.Ingreso>(var sale) -> new Drawn.Ready(sale);
      case Outcome.Refused<Documento.Ingreso>(Problem.Invalid(var faults)) ->
          new Drawn.Lacking(ToFix.missing(faults), invoice.bill().fiscal());
      case Outcome.Refused<Documento.Ingreso>(var problem) ->
          throw new IllegalStateException("cannot be drawn up: " + problem);
    };
  }

  /** Paid at once (PUE), in the form and to the amount in which it was. */
  private Drawn paid(TaxDocument.About about, InvoiceRecord record, PaymentId id, Instant now) {
    var payment = payments.find(id).orElseThrow();
    var installment = Installment.of(invoices.ledger(record.invoice().id()), id);
    if (payment.state() != Payment.State.APPLIED || installment.isEmpty()) {
      return new Drawn.Moot();
    }
    var terms = record.terms().paying(Optional.of("PUE"), Optional.of(payment.form()));
    var whole = draw(about, record, terms, now);
    return whole instanceof Drawn.Ready(var drawn) && drawn instanceof Documento.Ingreso sale
        ? part(sale, installment.get().paid())
        : whole;
  }

  private static Drawn part(Documento.Ingreso sale, Money paid) {
    var operation = sale.operacion();
    if (operation.summary().total().compareTo(paid.major()) == 0) {
      return new Drawn.Ready(sale);
    }
    return operation
        .part(paid.major())
        .<Drawn>map(
            part -> new Drawn.Ready(new Documento.Ingreso(sale.heading(), part, sale.global())))
        .orElseGet(() -> new Drawn.Lacking(List.of(ToFix.noPrice(paid)), true));
  }

  /** That a document takes another's place (04). */
  List<Relacion> replaced(TaxDocument.About about) {
    return about
        .replaces()
        .flatMap(documents::find)
        .flatMap(TaxDocument::uuid)
        .map(uuid -> List.of(new Relacion(Relacion.Tipo.SUBSTITUTION, List.of(uuid))))
        .orElse(List.of());
  }

  /** That money of it was received before (07): the advances that it takes from its issue on. */
  private Optional<Relacion> advanced(Invoice.Issued invoice) {
    if (!invoice.credited().isPositive()) {
      return Optional.empty();
    }
    var uuids =
        notes.ofInvoice(invoice.id()).stream()
            .filter(note -> !note.isVoid())
            .flatMap(note -> note.advance().stream())
            .flatMap(advance -> documents.of(advance.invoice()).stream())
            .flatMap(document -> document.uuid().stream())
            .distinct()
            .toList();
    return uuids.isEmpty()
        ? Optional.empty()
        : Optional.of(new Relacion(Relacion.Tipo.ADVANCE, uuids));
  }

  /** The moment it happened as long as a PAC takes it; local time at the place of issue. */
  static LocalDateTime fecha(String postalCode, Instant happenedAt, Instant now) {
    var zone = PlaceOfIssue.zone(postalCode);
    var at = now.isBefore(happenedAt.plus(STAMPED_WITHIN)) ? happenedAt : now;
    return LocalDateTime.ofInstant(at, zone).truncatedTo(ChronoUnit.SECONDS);
  }
}
