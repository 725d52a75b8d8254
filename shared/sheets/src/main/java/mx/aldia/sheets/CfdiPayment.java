package mx.aldia.sheets;

import java.util.ArrayList;
import java.util.List;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;
import mx.aldia.letters.Days;
import mx.aldia.sheets.CfdiView.Fact;

/**
 * One payment of a complement in words.
 *
 * @param facts when, by what and from where it came
 * @param invoices what it paid of each
 * @param taxes the taxes that were paid with it
 */
record CfdiPayment(
    String amount, String paidOn, List<Fact> facts, List<Paid> invoices, List<Fact> taxes) {

  /**
   * What it paid of one invoice.
   *
   * @param number as people say it; empty where it has none
   * @param note its currency where it is another, and whether it bears taxes
   */
  record Paid(
      String number,
      String uuid,
      String installment,
      String before,
      String paid,
      String after,
      String note) {}

  static CfdiPayment of(Element pago, CfdiWords words) {
    var currency = pago.text("MonedaP");
    return new CfdiPayment(
        CfdiFigures.amount(pago.text("Monto"), currency) + " " + currency,
        Days.full(CfdiFigures.day(pago.text("FechaPago")), words.language()),
        facts(pago, words),
        pago.children("DoctoRelacionado").stream().map(it -> paid(it, currency, words)).toList(),
        taxes(pago, currency, words));
  }

  /** All payments together, in pesos. */
  static String total(Element document) {
    return document.children("Complemento").stream()
        .flatMap(complement -> complement.children(Namespaces.PAGO, "Pagos").stream())
        .flatMap(pagos -> pagos.children("Totales").stream())
        .map(totals -> CfdiFigures.amount(totals.text("MontoTotalPagos"), "MXN") + " MXN")
        .findFirst()
        .orElse("");
  }

  private static List<Fact> facts(Element pago, CfdiWords words) {
    var facts = new ArrayList<Fact>();
    facts.add(
        new Fact(words.form(), CfdiFigures.named(Catalog.FORMA_PAGO, pago.text("FormaDePagoP"))));
    if (!pago.text("MonedaP").equals("MXN")) {
      facts.add(new Fact(words.exchangeRate(), pago.text("TipoCambioP")));
    }
    add(facts, words.operation(), pago, "NumOperacion");
    add(facts, words.payingBank(), pago, "RfcEmisorCtaOrd");
    add(facts, words.payingBank(), pago, "NomBancoOrdExt");
    add(facts, words.payingAccount(), pago, "CtaOrdenante");
    add(facts, words.receivingBank(), pago, "RfcEmisorCtaBen");
    add(facts, words.receivingAccount(), pago, "CtaBeneficiario");
    return List.copyOf(facts);
  }

  private static void add(List<Fact> facts, String label, Element pago, String attribute) {
    if (pago.has(attribute)) {
      facts.add(new Fact(label, pago.text(attribute)));
    }
  }

  private static Paid paid(Element invoice, String paymentCurrency, CfdiWords words) {
    var currency = invoice.text("MonedaDR");
    var notes = new ArrayList<String>();
    if (!currency.equals(paymentCurrency)) {
      notes.add(currency + ", " + words.equivalence() + " " + invoice.text("EquivalenciaDR"));
    }
    notes.add(CfdiFigures.named(Catalog.OBJETO_IMP, invoice.text("ObjetoImpDR")));
    var serie = invoice.text("Serie");
    var folio = invoice.text("Folio");
    return new Paid(
        serie.isEmpty() || folio.isEmpty() ? serie + folio : serie + "-" + folio,
        invoice.text("IdDocumento"),
        invoice.text("NumParcialidad"),
        CfdiFigures.amount(invoice.text("ImpSaldoAnt"), currency),
        CfdiFigures.amount(invoice.text("ImpPagado"), currency),
        CfdiFigures.amount(invoice.text("ImpSaldoInsoluto"), currency),
        String.join(" · ", notes));
  }

  private static List<Fact> taxes(Element pago, String currency, CfdiWords words) {
    var taxes = new ArrayList<Fact>();
    for (var tax : pago.all("ImpuestosP", "TrasladosP", "TrasladoP")) {
      taxes.add(
          new Fact(
              CfdiFigures.tax(tax, "P", currency)
                  + " "
                  + words.on(CfdiFigures.amount(tax.text("BaseP"), currency)),
              CfdiFigures.amount(tax.has("ImporteP") ? tax.text("ImporteP") : "0", currency)));
    }
    for (var tax : pago.all("ImpuestosP", "RetencionesP", "RetencionP")) {
      taxes.add(
          new Fact(
              words.withheld(CfdiFigures.taxName(tax.text("ImpuestoP"))),
              CfdiFigures.less(tax.text("ImporteP"), currency)));
    }
    return List.copyOf(taxes);
  }
}
