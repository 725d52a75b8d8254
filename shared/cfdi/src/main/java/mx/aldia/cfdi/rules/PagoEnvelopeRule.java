package mx.aldia.cfdi.rules;

import mx.aldia.cfdi.xml.Element;

/** The fixed envelope of a payment's receipt: CRP20101 to CRP20123. */
public enum PagoEnvelopeRule implements Rule {
  TYPE_IS_P(
      "CRP20101",
      "Con el complemento de pagos el tipo de comprobante es P.",
      "With the payment complement the document type is P.",
      (cfdi, report) -> fixed(cfdi, report, "TipoDeComprobante", "P")),
  EXPORT_IS_01(
      "CRP20102",
      "En un comprobante de pago la exportación es 01.",
      "On a payment document export is 01.",
      (cfdi, report) -> fixed(cfdi, report, "Exportacion", "01")),
  SUBTOTAL_IS_ZERO(
      "CRP20103",
      "En un comprobante de pago el SubTotal es 0; el dinero va en el complemento.",
      "On a payment document SubTotal is 0; the money is in the complement.",
      (cfdi, report) -> zero(cfdi, report, cfdi.root(), "SubTotal")),
  CURRENCY_IS_XXX(
      "CRP20104",
      "En un comprobante de pago la moneda es XXX; la del pago va en el complemento.",
      "On a payment document the currency is XXX; the payment's is in the complement.",
      (cfdi, report) -> fixed(cfdi, report, "Moneda", "XXX")),
  NO_PAYMENT_FORM(
      "CRP20105",
      "Quita la FormaPago: la del pago va en el complemento.",
      "Take FormaPago out: the payment's is in the complement.",
      (cfdi, report) -> none(cfdi, report, cfdi.root(), "FormaPago")),
  NO_METHOD(
      "CRP20106",
      "Quita el MetodoPago: un comprobante de pago no lo lleva.",
      "Take MetodoPago out: a payment document has none.",
      (cfdi, report) -> none(cfdi, report, cfdi.root(), "MetodoPago")),
  NO_CONDITIONS(
      "CRP20107",
      "Quita las CondicionesDePago: un comprobante de pago no las lleva.",
      "Take CondicionesDePago out: a payment document has none.",
      (cfdi, report) -> none(cfdi, report, cfdi.root(), "CondicionesDePago")),
  NO_DISCOUNT(
      "CRP20108",
      "Quita el Descuento: un comprobante de pago no lo lleva.",
      "Take Descuento out: a payment document has none.",
      (cfdi, report) -> none(cfdi, report, cfdi.root(), "Descuento")),
  NO_RATE(
      "CRP20109",
      "Quita el TipoCambio: el del pago va en el complemento.",
      "Take TipoCambio out: the payment's is in the complement.",
      (cfdi, report) -> none(cfdi, report, cfdi.root(), "TipoCambio")),
  TOTAL_IS_ZERO(
      "CRP20110",
      "En un comprobante de pago el Total es 0; el dinero va en el complemento.",
      "On a payment document Total is 0; the money is in the complement.",
      (cfdi, report) -> zero(cfdi, report, cfdi.root(), "Total")),
  ONE_LINE(
      "CRP20111",
      "Un comprobante de pago lleva un solo concepto; hay {seen}.",
      "A payment document has one line; there are {seen}.",
      (cfdi, report) -> {
        int lines = cfdi.conceptos().size();
        if (cfdi.isPayment() && lines > 1) {
          report.element(cfdi.conceptos().get(1), String.valueOf(lines), "1");
        }
      }),
  LINE_HAS_NOTHING_BELOW(
      "CRP20112",
      "El concepto «Pago» no lleva nada dentro, salvo ACuentaTerceros; quita {seen}.",
      "The line «Pago» has nothing inside but ACuentaTerceros; take {seen} out.",
      (cfdi, report) -> {
        if (cfdi.isPayment()) {
          cfdi.conceptos().stream()
              .flatMap(c -> c.children().stream())
              .filter(e -> !e.name().equals("ACuentaTerceros") && !e.name().equals("Impuestos"))
              .forEach(e -> report.element(e, e.name(), null));
        }
      }),
  LINE_PRODUCT_IS_BILLING(
      "CRP20113",
      "La clave del concepto de un pago es 84111506.",
      "The product key of a payment's line is 84111506.",
      (cfdi, report) -> line(cfdi, report, "ClaveProdServ", "84111506")),
  LINE_HAS_NO_IDENTIFIER(
      "CRP20114",
      "Quita NoIdentificacion: el concepto de un pago no lo lleva.",
      "Take NoIdentificacion out: a payment's line has none.",
      (cfdi, report) -> noneOnLine(cfdi, report, "NoIdentificacion")),
  LINE_QUANTITY_IS_ONE(
      "CRP20115",
      "La cantidad del concepto de un pago se escribe 1.",
      "The quantity of a payment's line is written 1.",
      (cfdi, report) -> line(cfdi, report, "Cantidad", "1")),
  LINE_UNIT_IS_ACT(
      "CRP20116",
      "La unidad del concepto de un pago es ACT.",
      "The unit of a payment's line is ACT.",
      (cfdi, report) -> line(cfdi, report, "ClaveUnidad", "ACT")),
  LINE_HAS_NO_UNIT(
      "CRP20117",
      "Quita Unidad: el concepto de un pago no la lleva.",
      "Take Unidad out: a payment's line has none.",
      (cfdi, report) -> noneOnLine(cfdi, report, "Unidad")),
  LINE_SAYS_PAGO(
      "CRP20118",
      "La descripción del concepto de un pago es «Pago».",
      "The description of a payment's line is «Pago».",
      (cfdi, report) -> line(cfdi, report, "Descripcion", "Pago")),
  LINE_PRICE_IS_ZERO(
      "CRP20119",
      "El valor unitario del concepto de un pago es 0.",
      "The unit price of a payment's line is 0.",
      (cfdi, report) -> cfdi.conceptos().forEach(c -> zero(cfdi, report, c, "ValorUnitario"))),
  LINE_AMOUNT_IS_ZERO(
      "CRP20120",
      "El importe del concepto de un pago es 0.",
      "The amount of a payment's line is 0.",
      (cfdi, report) -> cfdi.conceptos().forEach(c -> zero(cfdi, report, c, "Importe"))),
  LINE_HAS_NO_DISCOUNT(
      "CRP20121",
      "Quita Descuento: el concepto de un pago no lo lleva.",
      "Take Descuento out: a payment's line has none.",
      (cfdi, report) -> noneOnLine(cfdi, report, "Descuento")),
  LINE_IS_NOT_SUBJECT_TO_TAX(
      "CRP20122",
      "ObjetoImp del concepto de un pago es 01.",
      "ObjetoImp of a payment's line is 01.",
      (cfdi, report) -> line(cfdi, report, "ObjetoImp", "01")),
  LINE_HAS_NO_TAXES(
      "CRP20123",
      "Quita los impuestos: los del pago van en el complemento.",
      "Take the taxes out: the payment's are in the complement.",
      (cfdi, report) -> {
        if (cfdi.isPayment()) {
          cfdi.conceptos().stream()
              .flatMap(c -> c.children("Impuestos").stream())
              .forEach(i -> report.element(i, i.name(), null));
        }
      });

  @SuppressWarnings("ImmutableEnumChecker") // text and a function without state
  private final Demand demand;

  PagoEnvelopeRule(String code, String spanish, String english, Check check) {
    this.demand = Demand.of(code, spanish, english, check);
  }

  @Override
  public Demand demand() {
    return demand;
  }

  private static void fixed(Cfdi cfdi, Report report, String attribute, String value) {
    if (cfdi.isPayment() && !cfdi.root().text(attribute).equals(value)) {
      report.attribute(cfdi.root(), attribute, value);
    }
  }

  private static void line(Cfdi cfdi, Report report, String attribute, String value) {
    if (cfdi.isPayment()) {
      cfdi.conceptos().stream()
          .filter(c -> !c.text(attribute).equals(value))
          .forEach(c -> report.attribute(c, attribute, value));
    }
  }

  private static void noneOnLine(Cfdi cfdi, Report report, String attribute) {
    cfdi.conceptos().forEach(concepto -> none(cfdi, report, concepto, attribute));
  }

  private static void none(Cfdi cfdi, Report report, Element element, String attribute) {
    if (cfdi.isPayment() && element.has(attribute)) {
      report.excess(element, attribute);
    }
  }

  private static void zero(Cfdi cfdi, Report report, Element element, String attribute) {
    var amount = Cfdi.amount(element, attribute);
    if (cfdi.isPayment() && amount != null && amount.signum() != 0) {
      report.attribute(element, attribute, "0");
    }
  }
}
