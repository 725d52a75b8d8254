package mx.aldia.cfdi.rules;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;
import org.jspecify.annotations.Nullable;

/** The document's own attributes: CFDI40101 to CFDI40126. */
public enum ComprobanteRule implements Rule {
  DATE_IS_LOCAL_AND_TO_THE_SECOND(
      "CFDI40101",
      "La Fecha va en hora local y sin zona, como {expected}; trae {seen}.",
      "Fecha is local time without a zone, like {expected}; it says {seen}.",
      (cfdi, report) -> {
        if (cfdi.root().has("Fecha") && cfdi.moment() == null) {
          report.attribute(cfdi.root(), "Fecha", "AAAA-MM-DDThh:mm:ss");
        }
      }),
  NO_PAYMENT_FORM_ON_TRANSFER_PAYROLL_PAYMENT(
      "CFDI40103",
      "Quita la FormaPago: un comprobante de traslado, nómina o pago no la lleva.",
      "Take FormaPago out: a transfer, payroll or payment document has none.",
      (cfdi, report) -> absent(cfdi, report, "TNP", "FormaPago")),
  PAYMENT_FORM_IS_SATS(
      "CFDI40104",
      "La forma de pago {seen} no existe; elige una del catálogo, como 03 transferencia.",
      "There is no payment form {seen}; choose one of the catalog, such as 03 transfer.",
      (cfdi, report) -> listed(cfdi, report, Catalog.FORMA_PAGO, "FormaPago")),
  DEFERRED_PAYMENT_IS_FORM_99(
      "CFDI40105",
      "Si el método es PPD, la forma de pago es 99 (por definir); trae {seen}.",
      "With method PPD the payment form is 99 (to be defined); it says {seen}.",
      (cfdi, report) -> {
        var root = cfdi.root();
        if (root.text("MetodoPago").equals("PPD") && !root.text("FormaPago").equals("99")) {
          report.attribute(root, "FormaPago", "99");
        }
      }),
  IMMEDIATE_PAYMENT_HAS_A_REAL_FORM(
      "CFDI40105",
      "Con método PUE di cómo se paga, como 03 transferencia; si aún no se sabe, el método es PPD.",
      "With method PUE say how it is paid, such as 03 transfer; if that is not known, use PPD.",
      false,
      (cfdi, report) -> {
        if (cfdi.root().text("MetodoPago").equals("PUE")
            && cfdi.root().text("FormaPago").equals("99")) {
          report.attribute(cfdi.root(), "FormaPago", "≠ 99");
        }
      }),
  SUBTOTAL_HAS_THE_CURRENCYS_DECIMALS(
      "CFDI40107",
      "El SubTotal lleva a lo más los decimales de la moneda: escribe {expected}.",
      "SubTotal has at most the currency's decimals: write {expected}.",
      (cfdi, report) -> {
        if (!cfdi.isAny("TP")) {
          decimals(cfdi, report, cfdi.root(), "SubTotal");
        }
      }),
  SUBTOTAL_IS_THE_SUM(
      "CFDI40108",
      "El SubTotal es la suma de los importes de los conceptos, {expected}; dice {seen}.",
      "SubTotal is the sum of the lines' amounts, {expected}; it says {seen}.",
      (cfdi, report) -> {
        if (cfdi.isAny("IEN")) {
          sums(cfdi, report, "SubTotal", Cfdi.sum(cfdi.conceptos(), "Importe"));
        }
      }),
  SUBTOTAL_OF_TRANSFER_AND_PAYMENT_IS_ZERO(
      "CFDI40109",
      "En un comprobante de traslado o de pago el SubTotal es 0.",
      "On a transfer or payment document SubTotal is 0.",
      (cfdi, report) -> {
        var subtotal = Cfdi.amount(cfdi.root(), "SubTotal");
        if (cfdi.isAny("TP") && subtotal != null && subtotal.signum() != 0) {
          report.attribute(cfdi.root(), "SubTotal", "0");
        }
      }),
  DISCOUNT_IS_AT_MOST_THE_SUBTOTAL(
      "CFDI40110",
      "El descuento {seen} es mayor que el subtotal {expected}; bájalo.",
      "The discount {seen} is larger than the subtotal {expected}; lower it.",
      (cfdi, report) -> {
        var discount = Cfdi.amount(cfdi.root(), "Descuento");
        var subtotal = Cfdi.amount(cfdi.root(), "SubTotal");
        if (discount != null && subtotal != null && discount.compareTo(subtotal) > 0) {
          report.attribute(cfdi.root(), "Descuento", subtotal);
        }
      }),
  DISCOUNT_IS_THE_SUM_OF_THE_LINES_DISCOUNTS(
      "CFDI40111",
      "El descuento del comprobante es la suma de los descuentos de sus conceptos, y va solo si"
          + " alguno tiene: {expected}; dice {seen}.",
      "The document's discount is the sum of its lines' discounts, and is there only if a line has"
          + " one: {expected}; it says {seen}.",
      ComprobanteRule::discount),
  DISCOUNT_HAS_THE_CURRENCYS_DECIMALS(
      "CFDI40112",
      "El Descuento lleva a lo más los decimales de la moneda: escribe {expected}.",
      "Descuento has at most the currency's decimals: write {expected}.",
      (cfdi, report) -> decimals(cfdi, report, cfdi.root(), "Descuento")),
  CURRENCY_IS_SATS(
      "CFDI40113",
      "La moneda {seen} no existe; usa su clave de tres letras, como MXN o USD.",
      "There is no currency {seen}; use its three letters, such as MXN or USD.",
      (cfdi, report) -> listed(cfdi, report, Catalog.MONEDA, "Moneda")),
  PESOS_HAVE_RATE_ONE(
      "CFDI40114",
      "En pesos el tipo de cambio se omite o es 1; trae {seen}.",
      "In pesos the exchange rate is left out or is 1; it says {seen}.",
      (cfdi, report) -> {
        var rate = Cfdi.amount(cfdi.root(), "TipoCambio");
        if (cfdi.root().text("Moneda").equals("MXN")
            && rate != null
            && rate.compareTo(BigDecimal.ONE) != 0) {
          report.attribute(cfdi.root(), "TipoCambio", "1");
        }
      }),
  FOREIGN_CURRENCY_HAS_A_RATE(
      "CFDI40115",
      "Falta el tipo de cambio: cuántos pesos vale una unidad de la moneda.",
      "The exchange rate is missing: how many pesos one unit of the currency is worth.",
      (cfdi, report) -> {
        var currency = cfdi.root().text("Moneda");
        if (!currency.isEmpty()
            && !currency.equals("MXN")
            && !currency.equals("XXX")
            && !cfdi.root().has("TipoCambio")) {
          report.attribute(cfdi.root(), "TipoCambio", "MXN/" + currency);
        }
      }),
  NO_CURRENCY_HAS_NO_RATE(
      "CFDI40116",
      "Con moneda XXX no va tipo de cambio; quítalo.",
      "With currency XXX there is no exchange rate; take it out.",
      (cfdi, report) -> {
        if (cfdi.root().text("Moneda").equals("XXX") && cfdi.root().has("TipoCambio")) {
          report.excess(cfdi.root(), "TipoCambio");
        }
      }),
  RATE_IS_A_POSITIVE_NUMBER_OF_SIX_DECIMALS(
      "CFDI40117",
      "El tipo de cambio {seen} debe ser un número mayor que cero con hasta 6 decimales.",
      "The exchange rate {seen} has to be a number above zero with up to 6 decimals.",
      (cfdi, report) -> {
        var rate = Cfdi.amount(cfdi.root(), "TipoCambio");
        if (cfdi.root().has("TipoCambio")
            && (rate == null || rate.signum() == 0 || rate.scale() > 6)) {
          report.attribute(cfdi.root(), "TipoCambio", "0.000001 +");
        }
      }),
  TOTAL_IS_SUBTOTAL_LESS_DISCOUNT_PLUS_TAXES(
      "CFDI40119",
      "El Total debe ser subtotal menos descuento más impuestos trasladados menos retenidos:"
          + " {expected}; dice {seen}.",
      "Total has to be subtotal less discount plus transferred taxes less withheld ones:"
          + " {expected}; it says {seen}.",
      ComprobanteRule::total),
  TYPE_IS_SATS(
      "CFDI40121",
      "El tipo de comprobante {seen} no existe: es I, E, T, N o P.",
      "There is no document type {seen}: it is I, E, T, N or P.",
      (cfdi, report) -> listed(cfdi, report, Catalog.TIPO_DE_COMPROBANTE, "TipoDeComprobante")),
  DEFINITIVE_EXPORT_HAS_ITS_COMPLEMENT(
      "CFDI40122",
      "Con exportación 02 falta el complemento de Comercio Exterior; si no exportas mercancía con"
          + " pedimento A1, usa 01.",
      "Export 02 needs the foreign trade complement; if no goods leave under an A1 declaration,"
          + " use 01.",
      (cfdi, report) -> {
        if (cfdi.root().text("Exportacion").equals("02") && !cfdi.hasForeignTrade()) {
          report.attribute(cfdi.root(), "Exportacion", "01");
        }
      }),
  EXPORT_IS_SATS(
      "CFDI40123",
      "La clave de exportación {seen} no existe: 01 si no aplica.",
      "There is no export key {seen}: 01 where it does not apply.",
      (cfdi, report) -> listed(cfdi, report, Catalog.EXPORTACION, "Exportacion")),
  METHOD_IS_SATS(
      "CFDI40124",
      "El método de pago {seen} no existe: PUE si se paga de una vez, PPD si después.",
      "There is no payment method {seen}: PUE if paid at once, PPD if later.",
      (cfdi, report) -> listed(cfdi, report, Catalog.METODO_PAGO, "MetodoPago")),
  NO_METHOD_ON_TRANSFER_AND_PAYMENT(
      "CFDI40125",
      "Quita el MetodoPago: un comprobante de traslado o de pago no lo lleva.",
      "Take MetodoPago out: a transfer or payment document has none.",
      (cfdi, report) -> absent(cfdi, report, "TP", "MetodoPago")),
  PLACE_OF_ISSUE_IS_A_POSTAL_CODE(
      "CFDI40126",
      "El lugar de expedición {seen} no es un código postal de México; son cinco dígitos.",
      "The place of issue {seen} is no postal code of Mexico; it has five digits.",
      (cfdi, report) -> {
        var place = cfdi.root().get("LugarExpedicion");
        if (place != null
            && (!Decimals.isNumber(place, 5) || !cfdi.allows(Catalog.CODIGO_POSTAL, place))) {
          report.attribute(cfdi.root(), "LugarExpedicion", "00000 - 99999");
        }
      });

  @SuppressWarnings("ImmutableEnumChecker") // text and a function without state
  private final Demand demand;

  ComprobanteRule(String code, String spanish, String english, Check check) {
    this.demand = Demand.of(code, spanish, english, check);
  }

  ComprobanteRule(String code, String spanish, String english, boolean blocks, Check check) {
    this.demand = new Demand(code, spanish, english, blocks, check);
  }

  @Override
  public Demand demand() {
    return demand;
  }

  private static void absent(Cfdi cfdi, Report report, String types, String attribute) {
    if (cfdi.isAny(types) && cfdi.root().has(attribute)) {
      report.excess(cfdi.root(), attribute);
    }
  }

  private static void listed(Cfdi cfdi, Report report, Catalog catalog, String attribute) {
    if (cfdi.refuses(catalog, cfdi.root(), attribute)) {
      report.attribute(cfdi.root(), attribute, catalog.satName());
    }
  }

  /** Shared with the summary of taxes: no more decimals than the document's currency has. */
  static void decimals(Cfdi cfdi, Report report, Element element, String attribute) {
    var amount = Cfdi.amount(element, attribute);
    if (amount != null && amount.scale() > cfdi.decimals()) {
      report.attribute(element, attribute, amount.setScale(cfdi.decimals(), HALF_UP));
    }
  }

  private static void sums(Cfdi cfdi, Report report, String attribute, @Nullable BigDecimal sum) {
    var seen = Cfdi.amount(cfdi.root(), attribute);
    if (sum == null || seen == null) {
      return;
    }
    var expected = sum.setScale(cfdi.decimals(), HALF_UP);
    if (seen.compareTo(expected) != 0) {
      report.attribute(cfdi.root(), attribute, expected);
    }
  }

  private static void discount(Cfdi cfdi, Report report) {
    var discounted = cfdi.conceptos().stream().filter(c -> c.has("Descuento")).toList();
    boolean present = cfdi.root().has("Descuento");
    if (discounted.isEmpty()) {
      if (present && !cfdi.isPayment()) {
        report.excess(cfdi.root(), "Descuento");
      }
    } else if (!cfdi.isAny("IEN")) {
      discounted.forEach(concepto -> report.excess(concepto, "Descuento"));
    } else if (present) {
      sums(cfdi, report, "Descuento", Cfdi.sum(discounted, "Descuento"));
    } else {
      var sum = Cfdi.sum(discounted, "Descuento");
      report.attribute(
          cfdi.root(),
          "Descuento",
          sum == null ? "" : sum.setScale(cfdi.decimals(), HALF_UP).toPlainString());
    }
  }

  private static void total(Cfdi cfdi, Report report) {
    var root = cfdi.root();
    var seen = Cfdi.amount(root, "Total");
    var expected = Cfdi.amount(root, "SubTotal");
    if (seen == null || expected == null) {
      return;
    }
    var discount = Cfdi.amountOrZero(root, "Descuento");
    expected = discount == null ? expected : expected.subtract(discount);
    for (var taxes : root.children("Impuestos")) {
      expected = plus(expected, taxes, "TotalImpuestosTrasladados");
      expected = less(expected, taxes, "TotalImpuestosRetenidos");
    }
    for (var local : cfdi.complementos(Namespaces.IMPUESTOS_LOCALES, "ImpuestosLocales")) {
      expected = plus(expected, local, "TotaldeTraslados");
      expected = less(expected, local, "TotaldeRetenciones");
    }
    if (seen.compareTo(expected) != 0) {
      report.attribute(root, "Total", expected);
    }
  }

  private static BigDecimal plus(BigDecimal sum, Element element, String attribute) {
    var amount = Cfdi.amount(element, attribute);
    return amount == null ? sum : sum.add(amount);
  }

  private static BigDecimal less(BigDecimal sum, Element element, String attribute) {
    var amount = Cfdi.amount(element, attribute);
    return amount == null ? sum : sum.subtract(amount);
  }
}
