package mx.aldia.stamping;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import mx.aldia.cfdi.document.Documento;
import mx.aldia.cfdi.document.FromInvoice;
import mx.aldia.cfdi.document.Invoiced;
import mx.aldia.cfdi.pac.PlaceOfIssue;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.table.InvoiceStore;

/** Draws up the document of a sale: the invoice's own words, parties and figures. */
final class DrawSale {
  /** A PAC has 72 hours from the Fecha on; a little of that is left to it. */
  private static final Duration STAMPED_WITHIN = Duration.ofHours(71);

  private final InvoiceStore invoices;

  DrawSale(InvoiceStore invoices) {
    this.invoices = invoices;
  }

  Drawn draw(TaxDocument.About about, Instant now) {
    var id = about.invoices().getFirst().invoice();
    var record = invoices.find(id).orElseThrow();
    var invoice = (Invoice.Issued) record.invoice();
    var parties = record.parties().orElseThrow();
    var drawn =
        FromInvoice.ingreso(
            new Invoiced(
                invoice.bill().number(),
                fecha(parties.seller().postalCode().orElse(""), about.since(), now),
                parties,
                record.terms(),
                List.of()));
    return switch (drawn) {
      case Outcome.Done<Documento.Ingreso>(var sale) -> new Drawn.Ready(sale);
      case Outcome.Refused<Documento.Ingreso>(Problem.Invalid(var faults)) ->
          new Drawn.Lacking(ToFix.missing(faults), invoice.bill().fiscal());
      case Outcome.Refused<Documento.Ingreso>(var problem) ->
          throw new IllegalStateException("cannot be drawn up: " + problem);
    };
  }

  /** The moment it happened as long as a PAC takes it; local time at the place of issue. */
  static LocalDateTime fecha(String postalCode, Instant happenedAt, Instant now) {
    var zone = PlaceOfIssue.zone(postalCode);
    var at = now.isBefore(happenedAt.plus(STAMPED_WITHIN)) ? happenedAt : now;
    return LocalDateTime.ofInstant(at, zone).truncatedTo(ChronoUnit.SECONDS);
  }
}
