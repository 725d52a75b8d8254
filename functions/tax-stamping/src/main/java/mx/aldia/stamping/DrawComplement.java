package mx.aldia.stamping;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import mx.aldia.cfdi.document.Documento;
import mx.aldia.cfdi.document.FacturaPagada;
import mx.aldia.cfdi.document.Heading;
import mx.aldia.cfdi.document.Operacion;
import mx.aldia.cfdi.document.PagoRecibido;
import mx.aldia.cfdi.document.PaidShare;
import mx.aldia.cfdi.document.PaidShare.Side;
import mx.aldia.cfdi.document.Relacion;
import mx.aldia.cfdi.money.TaxAmount;
import mx.aldia.cfdi.money.TaxRate;
import mx.aldia.cfdi.pac.PlaceOfIssue;
import mx.aldia.domain.invoice.Installment;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TaxDocumentStore;
import org.jspecify.annotations.Nullable;

/**
 * Draws up the complement of a payment: one movement of money is one Pago, and each invoice that it
 * paid one DoctoRelacionado, with its balances out of the books.
 */
final class DrawComplement {
  private static final int LONGEST_REFERENCE = 100;

  private final InvoiceStore invoices;
  private final PaymentStore payments;
  private final TaxDocumentStore documents;
  private final DrawSale sales;

  DrawComplement(
      InvoiceStore invoices, PaymentStore payments, TaxDocumentStore documents, DrawSale sales) {
    this.invoices = invoices;
    this.payments = payments;
    this.documents = documents;
    this.sales = sales;
  }

  /** An invoice that was paid, as it was stamped. */
  private record Sold(Documento.Ingreso document, String uuid) {}

  Drawn draw(TaxDocument.About about, Instant now) {
    var payment = payments.find(about.payment().orElseThrow()).orElseThrow();
    if (payment.state() != Payment.State.APPLIED) {
      return new Drawn.Moot();
    }
    var paid = new ArrayList<FacturaPagada>();
    @Nullable Sold first = null;
    for (var named : about.invoices()) {
      var installment = Installment.of(invoices.ledger(named.invoice()), payment.id());
      if (installment.isEmpty()) {
        continue;
      }
      var sold = sold(named, now);
      if (sold.isEmpty()) {
        return new Drawn.Waiting();
      }
      first = first == null ? sold.get() : first;
      paid.add(paid(sold.get(), installment.get()));
    }
    return first == null
        ? new Drawn.Moot()
        : new Drawn.Ready(
            complement(about, first.document(), payment, paid, sales.replaced(about), now));
  }

  /** Empty until it is stamped: what it is called by SAT is told then. */
  private Optional<Sold> sold(TaxDocument.Named named, Instant now) {
    return documents
        .of(named.invoice())
        .filter(document -> document.uuid().isPresent())
        .flatMap(
            document ->
                sales.draw(document.about(), now) instanceof Drawn.Ready(var drawn)
                        && drawn instanceof Documento.Ingreso sale
                    ? Optional.of(new Sold(sale, document.uuid().orElseThrow()))
                    : Optional.empty());
  }

  private static FacturaPagada paid(Sold sold, Installment installment) {
    var heading = sold.document().heading();
    var operation = sold.document().operacion();
    var summary = operation.summary();
    var invoiced =
        new PaidShare.Invoiced(
            summary.total(), operation.decimals(), summary.transferred(), withheld(operation));
    var transferred = share(invoiced, Side.TRANSFERRED, installment);
    var withheld = share(invoiced, Side.WITHHELD, installment);
    return new FacturaPagada(
        sold.uuid(),
        heading.serie(),
        heading.folio(),
        operation.moneda(),
        operation.decimals(),
        BigDecimal.ONE,
        installment.number(),
        installment.owedBefore().major(),
        installment.paid().major(),
        transferred.isEmpty() && withheld.isEmpty() ? "01" : "02",
        transferred,
        withheld);
  }

  /** All earlier shares are computed again, for the last one takes what they have left. */
  private static List<TaxAmount> share(
      PaidShare.Invoiced invoiced, Side side, Installment installment) {
    var before = new ArrayList<TaxAmount>();
    var paidBefore = BigDecimal.ZERO;
    for (Money earlier : installment.earlier()) {
      before.addAll(PaidShare.of(invoiced, side, earlier.major(), paidBefore, before));
      paidBefore = paidBefore.add(earlier.major());
    }
    return PaidShare.of(invoiced, side, installment.paid().major(), paidBefore, before);
  }

  /** By rate: a complement says of each tax that is withheld on what base it is. */
  private static List<TaxAmount> withheld(Operacion operation) {
    var sums = new LinkedHashMap<TaxRate, TaxAmount>();
    operation.conceptos().stream()
        .flatMap(line -> line.amounts().withheld().stream())
        .forEach(
            tax ->
                sums.merge(
                    tax.tax(),
                    tax,
                    (a, b) ->
                        new TaxAmount(
                            a.tax(), a.base().add(b.base()), a.amount().add(b.amount()))));
    return List.copyOf(sums.values());
  }

  private static Documento complement(
      TaxDocument.About about,
      Documento.Ingreso first,
      Payment payment,
      List<FacturaPagada> paid,
      List<Relacion> relations,
      Instant now) {
    var sale = first.heading();
    var operation = first.operacion();
    var here = LocalDateTime.ofInstant(now, PlaceOfIssue.zone(sale.lugarExpedicion()));
    var noon = payment.receivedOn().atTime(LocalTime.NOON);
    var received =
        new PagoRecibido(
            noon.isAfter(here) ? here.truncatedTo(ChronoUnit.SECONDS) : noon,
            payment.form(),
            operation.moneda(),
            operation.decimals(),
            operation.tipoCambio().orElse(BigDecimal.ONE),
            payment.amount().major(),
            payment.reference().map(DrawComplement::plain).filter(it -> !it.isEmpty()),
            Optional.empty(),
            Optional.empty(),
            paid);
    var heading =
        new Heading(
            Optional.empty(),
            Optional.empty(),
            DrawSale.fecha(sale.lugarExpedicion(), about.since(), now),
            sale.lugarExpedicion(),
            sale.emisor(),
            sale.receptor().ofPayment(),
            relations);
    return new Documento.Pago(heading, List.of(received));
  }

  /** SAT takes no bar in a text, and no more than a hundred letters here. */
  private static String plain(String reference) {
    var text = reference.replace('|', ' ').replaceAll("\\s+", " ").strip();
    return text.substring(0, Math.min(text.length(), LONGEST_REFERENCE)).strip();
  }
}
