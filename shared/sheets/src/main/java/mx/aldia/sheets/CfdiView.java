package mx.aldia.sheets;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.pac.SatQuery;
import mx.aldia.cfdi.pac.Stamp;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.letters.Breakdown.Sum;
import mx.aldia.letters.Days;
import mx.aldia.sheets.InvoiceSheet.Standing;
import org.jspecify.annotations.Nullable;

/**
 * A CFDI in words, ready for its template.
 *
 * @param number series and folio, as people say it
 * @param sheet what is due and how to pay it; null where nothing is asked for
 * @param terms form, method, currency and the like, in the order in which they are read
 * @param lines empty for a complement of payment: its one line says nothing
 */
record CfdiView(
    CfdiWords words,
    PrintedCfdi printed,
    String title,
    String number,
    LocalDateTime issued,
    Person issuer,
    Person receiver,
    @Nullable SheetView sheet,
    List<Fact> terms,
    List<Fact> related,
    List<CfdiLine> lines,
    List<Sum> sums,
    String total,
    List<CfdiPayment> payments,
    Marks marks) {

  /** Something and what it is called. */
  record Fact(String label, String value) {}

  /** One of the two, as SAT knows it. */
  record Person(String name, String rfc, List<String> lines) {}

  /**
   * What proves it.
   *
   * @param facts who sealed and certified it, and when
   * @param seals long, to be set small
   * @param query what SAT is asked with: the QR
   */
  record Marks(List<Fact> facts, List<Fact> seals, String query) {}

  static CfdiView of(PrintedCfdi printed) {
    var words = new CfdiWords(printed.language());
    var document = printed.document();
    var type = document.text("TipoDeComprobante");
    var payments =
        document.children("Complemento").stream()
            .flatMap(complement -> complement.children().stream())
            .filter(child -> child.name().equals("Pagos"))
            .flatMap(pagos -> pagos.children("Pago").stream())
            .map(pago -> CfdiPayment.of(pago, words))
            .toList();
    return new CfdiView(
        words,
        printed,
        words.title(type, document.child("InformacionGlobal").isPresent()),
        number(document),
        LocalDateTime.parse(document.text("Fecha")),
        issuer(document),
        receiver(document, words),
        printed.invoice().map(SheetView::of).orElse(null),
        terms(document, printed.invoice().flatMap(InvoiceSheet::poNumber), words),
        related(document),
        payments.isEmpty()
            ? CfdiLine.of(document.all("Conceptos", "Concepto"), document.text("Moneda"))
            : List.of(),
        payments.isEmpty() ? sums(document, words) : List.of(),
        payments.isEmpty() ? total(document) : CfdiPayment.total(document),
        payments,
        marks(document));
  }

  private static String number(Element document) {
    var serie = document.text("Serie");
    var folio = document.text("Folio");
    return serie.isEmpty() || folio.isEmpty() ? serie + folio : serie + "-" + folio;
  }

  private static Person issuer(Element document) {
    var issuer = document.child("Emisor").orElseThrow();
    return new Person(
        issuer.text("Nombre"),
        issuer.text("Rfc"),
        List.of(
            "Régimen " + CfdiFigures.named(Catalog.REGIMEN_FISCAL, issuer.text("RegimenFiscal"))));
  }

  private static Person receiver(Element document, CfdiWords words) {
    var receiver = document.child("Receptor").orElseThrow();
    var lines = new ArrayList<String>();
    lines.add(
        "Régimen "
            + CfdiFigures.named(Catalog.REGIMEN_FISCAL, receiver.text("RegimenFiscalReceptor")));
    lines.add(words.postalCode() + " " + receiver.text("DomicilioFiscalReceptor"));
    lines.add("Uso " + CfdiFigures.named(Catalog.USO_CFDI, receiver.text("UsoCFDI")));
    if (receiver.has("ResidenciaFiscal")) {
      lines.add(words.residence() + " " + receiver.text("ResidenciaFiscal"));
    }
    if (receiver.has("NumRegIdTrib")) {
      lines.add(words.taxId() + " " + receiver.text("NumRegIdTrib"));
    }
    return new Person(receiver.text("Nombre"), receiver.text("Rfc"), List.copyOf(lines));
  }

  private static List<Fact> terms(Element document, Optional<String> poNumber, CfdiWords words) {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact(words.issuedOn(), issuedOn(document, words)));
    poNumber.ifPresent(number -> facts.add(new Fact(words.poNumber(), number)));
    facts.add(
        new Fact(
            words.type(),
            CfdiFigures.named(Catalog.TIPO_DE_COMPROBANTE, document.text("TipoDeComprobante"))));
    said(document, "FormaPago")
        .ifPresent(
            key -> facts.add(new Fact(words.form(), CfdiFigures.named(Catalog.FORMA_PAGO, key))));
    said(document, "MetodoPago")
        .ifPresent(
            key ->
                facts.add(new Fact(words.method(), CfdiFigures.named(Catalog.METODO_PAGO, key))));
    facts.add(new Fact(words.currency(), currency(document, words)));
    facts.add(
        new Fact(
            words.export(), CfdiFigures.named(Catalog.EXPORTACION, document.text("Exportacion"))));
    facts.add(new Fact(words.placeOfIssue(), "C.P. " + document.text("LugarExpedicion")));
    said(document, "CondicionesDePago")
        .ifPresent(text -> facts.add(new Fact(words.conditions(), text)));
    document
        .child("InformacionGlobal")
        .ifPresent(global -> facts.add(new Fact(words.period(), period(global))));
    return List.copyOf(facts);
  }

  private static String issuedOn(Element document, CfdiWords words) {
    return Days.full(CfdiFigures.day(document.text("Fecha")), words.language());
  }

  private static String currency(Element document, CfdiWords words) {
    var currency = document.text("Moneda");
    var name = words.currency(currency);
    return said(document, "TipoCambio")
        .filter(_ -> !currency.equals("MXN"))
        .map(rate -> name + ", " + words.exchangeRate() + " " + rate)
        .orElse(name);
  }

  private static String period(Element global) {
    return CfdiFigures.named(Catalog.PERIODICIDAD, global.text("Periodicidad"))
        + ", "
        + CfdiFigures.named(Catalog.MESES, global.text("Meses"))
        + " "
        + global.text("Año");
  }

  private static List<Fact> related(Element document) {
    return document.children("CfdiRelacionados").stream()
        .flatMap(
            relation ->
                relation.children("CfdiRelacionado").stream()
                    .map(
                        one ->
                            new Fact(
                                CfdiFigures.named(
                                    Catalog.TIPO_RELACION, relation.text("TipoRelacion")),
                                one.text("UUID"))))
        .toList();
  }

  private static List<Sum> sums(Element document, CfdiWords words) {
    var currency = document.text("Moneda");
    var sums = new ArrayList<Sum>();
    sums.add(new Sum("Subtotal", CfdiFigures.amount(document.text("SubTotal"), currency)));
    said(document, "Descuento")
        .ifPresent(
            discount -> sums.add(new Sum(words.discount(), CfdiFigures.less(discount, currency))));
    for (var taxes : document.children("Impuestos")) {
      for (var tax : taxes.all("Traslados", "Traslado")) {
        var isExempt = !tax.has("Importe");
        sums.add(
            new Sum(
                CfdiFigures.tax(tax, "", currency)
                    + (isExempt
                        ? " " + words.on(CfdiFigures.amount(tax.text("Base"), currency))
                        : ""),
                CfdiFigures.amount(isExempt ? "0" : tax.text("Importe"), currency)));
      }
      for (var tax : taxes.all("Retenciones", "Retencion")) {
        sums.add(
            new Sum(
                words.withheld(CfdiFigures.taxName(tax.text("Impuesto"))),
                CfdiFigures.less(tax.text("Importe"), currency)));
      }
    }
    return List.copyOf(sums);
  }

  private static String total(Element document) {
    var currency = document.text("Moneda");
    return CfdiFigures.amount(document.text("Total"), currency) + " " + currency;
  }

  private static Marks marks(Element document) {
    var stamp = Stamp.in(document);
    return new Marks(
        List.of(
            new Fact("Folio fiscal (UUID)", stamp.uuid()),
            new Fact("Certificado del emisor", document.text("NoCertificado")),
            new Fact("RFC del certificador", stamp.rfcProvCertif()),
            new Fact("Fecha y hora de certificación", CfdiFigures.moment(stamp.at())),
            new Fact("Certificado del SAT", stamp.noCertificadoSat()),
            new Fact("Fecha y hora de emisión", document.text("Fecha"))),
        List.of(
            new Fact("Sello digital del CFDI", stamp.selloCfd()),
            new Fact("Sello digital del SAT", stamp.selloSat()),
            new Fact(
                "Cadena original del complemento de certificación digital del SAT",
                stamp.cadena())),
        SatQuery.qr(document));
  }

  private static Optional<String> said(Element element, String attribute) {
    return Optional.ofNullable(element.get(attribute));
  }

  /** {@code jueves 30 de abril de 2026}. */
  String issuedOn() {
    return issuedOn(printed.document(), words);
  }

  boolean isCredit() {
    return printed.document().text("TipoDeComprobante").equals("E");
  }

  /** What the sheet without a CFDI calls the same things. */
  SheetWords labels() {
    return new SheetWords(printed.language());
  }

  /** Whether it asks for money: it does while the invoice is open. */
  boolean asks() {
    return sheet != null && sheet.sheet().standing() == Standing.OPEN;
  }

  /** {@code Factura A-12 de Estudio Río}: the document's own title. */
  String documentTitle() {
    return words.documentTitle(title, number, printed.from().tradeName());
  }
}
