package mx.aldia.stamping;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mx.aldia.cfdi.document.Concepto;
import mx.aldia.cfdi.document.Documento;
import mx.aldia.cfdi.document.Emisor;
import mx.aldia.cfdi.document.Heading;
import mx.aldia.cfdi.document.InformacionGlobal;
import mx.aldia.cfdi.document.InformacionGlobal.Periodicidad;
import mx.aldia.cfdi.document.Operacion;
import mx.aldia.cfdi.document.Receptor;
import mx.aldia.cfdi.document.Rfc;
import mx.aldia.cfdi.money.Factor;
import mx.aldia.cfdi.money.Impuesto;
import mx.aldia.cfdi.money.LineAmounts;
import mx.aldia.cfdi.money.TaxIncluded;
import mx.aldia.cfdi.money.TaxIncluded.Charged;
import mx.aldia.cfdi.money.TaxRate;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Tax;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.tax.GlobalPeriod;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;

/**
 * Draws up a global invoice: one line for each sale (and kind of tax in it), which comes to what
 * was charged, to the public in general, in the form of the largest.
 */
final class DrawGlobal {
  private static final String PRODUCT = "01010101";
  private static final String UNIT = "ACT";
  private static final String WORDS = "Venta";
  private static final int DECIMALS = 2;

  private final InvoiceStore invoices;
  private final PaymentStore payments;

  DrawGlobal(InvoiceStore invoices, PaymentStore payments) {
    this.invoices = invoices;
    this.payments = payments;
  }

  /** A sale's lines of one kind of tax. */
  private record Sold(String number, Charged charged) {}

  Drawn draw(Tenant tenant, TaxDocument.About about, GlobalPeriod period, Instant now) {
    var lacking = lacking(tenant);
    if (!lacking.isEmpty()) {
      return new Drawn.Lacking(ToFix.missing(lacking), true);
    }
    var place = tenant.postalCode().orElseThrow();
    var tickets =
        about.invoices().stream()
            .map(named -> invoices.find(named.invoice()).orElseThrow())
            .toList();
    var sold = tickets.stream().flatMap(it -> sold(it).stream()).toList();
    var sales = TaxIncluded.sales(sold.stream().map(Sold::charged).toList(), DECIMALS);
    if (sales.isEmpty()) {
      return new Drawn.Lacking(List.of(ToFix.noPrice(total(tickets))), true);
    }
    var lines =
        IntStream.range(0, sold.size())
            .mapToObj(i -> line(sold.get(i).number(), sales.get().get(i)))
            .toList();
    return new Drawn.Ready(
        new Documento.Ingreso(
            new Heading(
                Optional.empty(),
                Optional.empty(),
                DrawSale.fecha(place, about.since(), now),
                place,
                new Emisor(
                    new Rfc(tenant.rfc().orElseThrow()),
                    tenant.legalName().orElseThrow(),
                    tenant.taxRegime().orElseThrow()),
                Receptor.publicInGeneral(place),
                List.of()),
            new Operacion(
                Money.MXN.getCurrencyCode(),
                DECIMALS,
                Optional.empty(),
                "PUE",
                form(tickets),
                Optional.empty(),
                Operacion.NO_EXPORT,
                lines),
            Optional.of(InformacionGlobal.of(every(period), period.month()))));
  }

  private static List<Fault> lacking(Tenant tenant) {
    var faults = new ArrayList<Fault>();
    require(faults, "/tenant/rfc", tenant.rfc());
    require(faults, "/tenant/legal_name", tenant.legalName());
    require(faults, "/tenant/tax_regime", tenant.taxRegime());
    require(faults, "/tenant/postal_code", tenant.postalCode());
    return faults;
  }

  private static void require(List<Fault> faults, String pointer, Optional<String> value) {
    if (value.isEmpty()) {
      faults.add(Fault.at(pointer, "required"));
    }
  }

  private static List<Sold> sold(InvoiceRecord ticket) {
    var groups = new LinkedHashMap<List<Tax>, Money>();
    for (var line : ticket.terms().lines()) {
      groups.merge(line.taxes(), line.base().plus(line.taxTotal()), Money::plus);
    }
    var number = ((Invoice.Issued) ticket.invoice()).bill().number();
    return groups.entrySet().stream()
        .filter(group -> group.getValue().isPositive())
        .map(
            group ->
                new Sold(
                    number,
                    new Charged(
                        BigDecimal.ONE,
                        group.getValue().major(),
                        group.getKey().stream().map(DrawGlobal::rate).toList(),
                        List.of())))
        .toList();
  }

  private static TaxRate rate(Tax tax) {
    return switch (tax) {
      case Tax.Iva(var rate) -> new TaxRate(Impuesto.IVA, Factor.TASA, rate);
      case Tax.IvaExempt() -> new TaxRate(Impuesto.IVA, Factor.EXENTO, BigDecimal.ZERO);
    };
  }

  private static Concepto line(String number, LineAmounts.Sale sale) {
    return new Concepto(
        PRODUCT,
        Optional.of(number),
        UNIT,
        Optional.empty(),
        WORDS,
        Concepto.NOT_SUBJECT,
        sale,
        LineAmounts.FINEST,
        List.of(),
        List.of());
  }

  private static Money total(List<InvoiceRecord> tickets) {
    return tickets.stream().map(DrawGlobal::charged).reduce(Money.zero(Money.MXN), Money::plus);
  }

  private static Money charged(InvoiceRecord ticket) {
    return ((Invoice.Issued) ticket.invoice()).bill().total();
  }

  /** How the largest of them was paid. */
  private String form(List<InvoiceRecord> tickets) {
    var largest = tickets.stream().max(Comparator.comparing(DrawGlobal::charged)).orElseThrow();
    return payments.ofInvoice(largest.invoice().id()).stream()
        .filter(payment -> payment.state() == Payment.State.APPLIED)
        .max(Comparator.comparing(Payment::amount))
        .map(Payment::form)
        .orElseThrow();
  }

  private static Periodicidad every(GlobalPeriod period) {
    return switch (period.every()) {
      case DAY -> Periodicidad.DAILY;
      case WEEK -> Periodicidad.WEEKLY;
      case MONTH -> Periodicidad.MONTHLY;
    };
  }
}
