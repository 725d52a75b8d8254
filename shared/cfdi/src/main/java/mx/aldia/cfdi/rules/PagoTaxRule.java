package mx.aldia.cfdi.rules;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.rules.PagosTotals.Total;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;
import org.jspecify.annotations.Nullable;

/** The summaries of a payment's taxes: CRP20201 to CRP20210 and CRP20262 to CRP20274. */
public enum PagoTaxRule implements Rule {
  WITHHELD_IVA("CRP20201"),
  WITHHELD_ISR("CRP20202"),
  WITHHELD_IEPS("CRP20203"),
  BASE_AT_16("CRP20204"),
  TAX_AT_16("CRP20205"),
  BASE_AT_8("CRP20206"),
  TAX_AT_8("CRP20207"),
  BASE_AT_0("CRP20208"),
  TAX_AT_0("CRP20209"),
  BASE_EXEMPT("CRP20210"),
  WITHHELD_TAX_IS_SATS(
      "CRP20262",
      "El impuesto retenido {seen} no existe: 001 ISR, 002 IVA, 003 IEPS.",
      "There is no withheld tax {seen}: 001 ISR, 002 IVA, 003 IEPS.",
      (cfdi, report) ->
          each(cfdi, PagoTaxRule::retenciones)
              .filter(r -> cfdi.refuses(Catalog.IMPUESTO, r, "ImpuestoP"))
              .forEach(r -> report.attribute(r, "ImpuestoP", "001, 002, 003"))),
  ONE_WITHHOLDING_PER_TAX(
      "CRP20263",
      "La retención de {seen} está repetida en el pago; junta sus importes en una.",
      "The withholding of {seen} is repeated in the payment; put its amounts in one.",
      (cfdi, report) ->
          cfdi.pagos()
              .forEach(
                  pago ->
                      repeated(retenciones(pago).toList(), r -> r.text("ImpuestoP"))
                          .forEach(r -> report.attribute(r, "ImpuestoP", "1")))),
  WITHHOLDINGS_HAVE_A_TOTAL(
      "CRP20264",
      "Hay retenciones en el pago: falta su total en pago20:Totales.",
      "There are withholdings in the payment: their total is missing in pago20:Totales.",
      (cfdi, report) ->
          needsOneOf(
              cfdi,
              report,
              each(cfdi, PagoTaxRule::retenciones).findAny().isPresent(),
              total -> total.withheld())),
  WITHHELD_AMOUNT_IS_THE_SUM_OF_THE_INVOICES(
      "CRP20265",
      "La retención del pago es la suma de las de sus facturas, {expected}; dice {seen}.",
      "The payment's withholding is the sum of its invoices', {expected}; it says {seen}.",
      (cfdi, report) ->
          cfdi.pagos()
              .forEach(
                  pago ->
                      compare(
                          report,
                          pago,
                          new Rows(
                              retenciones(pago).toList(),
                              PagoTaxRule::withheldKey,
                              "ImporteP",
                              sums(
                                  pago,
                                  DoctoRule::retenciones,
                                  r -> r.text("ImpuestoDR"),
                                  "ImporteDR"),
                              "RetencionesP/pago20:RetencionP")))),
  EXEMPT_SUMMARY_HAS_NO_RATE_NOR_AMOUNT(
      "CRP20266",
      "El resumen de lo exento lleva solo base, impuesto y tipo de factor; quita lo demás.",
      "The summary of what is exempt has base, tax and factor alone; take the rest out.",
      (cfdi, report) ->
          each(cfdi, PagoTaxRule::traslados)
              .filter(t -> t.text("TipoFactorP").equals("Exento"))
              .forEach(
                  t ->
                      Stream.of("TasaOCuotaP", "ImporteP")
                          .filter(t::has)
                          .forEach(a -> report.excess(t, a)))),
  IVA_HAS_A_TOTAL_OF_BASES(
      "CRP20267",
      "Hay IVA en el pago: falta el total de su base en pago20:Totales.",
      "There is IVA in the payment: the total of its base is missing in pago20:Totales.",
      (cfdi, report) ->
          needsOneOf(
              cfdi,
              report,
              each(cfdi, PagoTaxRule::traslados).anyMatch(t -> t.text("ImpuestoP").equals("002")),
              total -> !total.withheld() && total.base())),
  BASE_IS_THE_SUM_OF_THE_INVOICES(
      "CRP20268",
      "La base del pago es la suma de las de sus facturas, {expected}; dice {seen}.",
      "The payment's base is the sum of its invoices', {expected}; it says {seen}.",
      (cfdi, report) -> bases(cfdi, report, false)),
  EXEMPT_BASE_IS_THE_SUM_OF_THE_INVOICES(
      "CRP20269",
      "La base exenta del pago es la suma de las de sus facturas, {expected}; dice {seen}.",
      "The payment's exempt base is the sum of its invoices', {expected}; it says {seen}.",
      (cfdi, report) -> bases(cfdi, report, true)),
  TRANSFERRED_TAX_IS_SATS(
      "CRP20270",
      "El impuesto trasladado {seen} no existe: 002 IVA, 003 IEPS.",
      "There is no transferred tax {seen}: 002 IVA, 003 IEPS.",
      (cfdi, report) ->
          each(cfdi, PagoTaxRule::traslados)
              .filter(t -> cfdi.refuses(Catalog.IMPUESTO, t, "ImpuestoP"))
              .forEach(t -> report.attribute(t, "ImpuestoP", "002, 003"))),
  ONE_ROW_PER_TAX_FACTOR_AND_RATE(
      "CRP20271",
      "El impuesto {seen} con el mismo factor y tasa está repetido en el pago; júntalo en uno.",
      "Tax {seen} with the same factor and rate is repeated in the payment; put it in one.",
      (cfdi, report) ->
          cfdi.pagos()
              .forEach(
                  pago ->
                      repeated(traslados(pago).toList(), t -> key(t, "P"))
                          .forEach(t -> report.attribute(t, "ImpuestoP", "1")))),
  RATE_IS_SATS(
      "CRP20272",
      "La tasa {seen} no es de ese impuesto; puede ser {expected}.",
      "Rate {seen} is not one of that tax; it may be {expected}.",
      (cfdi, report) ->
          each(cfdi, PagoTaxRule::traslados)
              .filter(t -> !t.text("TipoFactorP").equals("Exento"))
              .filter(t -> cfdi.allows(Catalog.IMPUESTO, t.text("ImpuestoP")))
              .forEach(t -> rate(cfdi, t, report))),
  IVA_HAS_A_TOTAL_OF_TAXES(
      "CRP20273",
      "Hay IVA en el pago: falta el total de su impuesto en pago20:Totales.",
      "There is IVA in the payment: the total of its tax is missing in pago20:Totales.",
      (cfdi, report) ->
          needsOneOf(
              cfdi,
              report,
              each(cfdi, PagoTaxRule::traslados)
                  .anyMatch(
                      t ->
                          t.text("ImpuestoP").equals("002")
                              && !t.text("TipoFactorP").equals("Exento")),
              total -> !total.withheld() && !total.base())),
  AMOUNT_IS_THE_SUM_OF_THE_INVOICES(
      "CRP20274",
      "El impuesto del pago es la suma de los de sus facturas, {expected}; dice {seen}.",
      "The payment's tax is the sum of its invoices', {expected}; it says {seen}.",
      (cfdi, report) ->
          cfdi.pagos()
              .forEach(
                  pago ->
                      compare(
                          report,
                          pago,
                          new Rows(
                              traslados(pago)
                                  .filter(t -> !t.text("TipoFactorP").equals("Exento"))
                                  .toList(),
                              t -> key(t, "P"),
                              "ImporteP",
                              sums(
                                  pago,
                                  docto ->
                                      DoctoRule.traslados(docto)
                                          .filter(t -> !t.text("TipoFactorDR").equals("Exento")),
                                  t -> key(t, "DR"),
                                  "ImporteDR"),
                              "TrasladosP/pago20:TrasladoP"))));

  private static final MathContext FINE = MathContext.DECIMAL128;

  @SuppressWarnings("ImmutableEnumChecker") // text and a function without state
  private final Demand demand;

  PagoTaxRule(String code, String spanish, String english, Check check) {
    this.demand = Demand.of(code, spanish, english, check);
  }

  /** A total of {@code pago20:Totales}. */
  PagoTaxRule(String code) {
    this(
        code,
        "El total de impuestos de los pagos, en pesos, es {expected}; dice {seen}.",
        "The total of the payments' taxes, in pesos, is {expected}; it says {seen}.",
        (cfdi, report) -> total(cfdi, report, code));
  }

  @Override
  public Demand demand() {
    return demand;
  }

  private static Stream<Element> retenciones(Element pago) {
    return pago.all("ImpuestosP", "RetencionesP", "RetencionP").stream();
  }

  private static Stream<Element> traslados(Element pago) {
    return pago.all("ImpuestosP", "TrasladosP", "TrasladoP").stream();
  }

  private static Stream<Element> each(Cfdi cfdi, Function<Element, Stream<Element>> rows) {
    return cfdi.pagos().stream().flatMap(rows);
  }

  private static String withheldKey(Element retencion) {
    return retencion.text("ImpuestoP");
  }

  private static String key(Element traslado, String suffix) {
    var rate = Cfdi.amount(traslado, "TasaOCuota" + suffix);
    var taxed = traslado.text("Impuesto" + suffix) + " " + traslado.text("TipoFactor" + suffix);
    return rate == null ? taxed : taxed + " " + rate.setScale(6, HALF_UP).toPlainString();
  }

  private static List<Element> repeated(List<Element> rows, Function<Element, String> key) {
    var seen = new HashSet<String>();
    return rows.stream().filter(row -> !seen.add(key.apply(row))).toList();
  }

  private static void rate(Cfdi cfdi, Element traslado, Report report) {
    var impuesto = traslado.text("ImpuestoP");
    var factor = traslado.text("TipoFactorP");
    var rate = Cfdi.amount(traslado, "TasaOCuotaP");
    if (rate == null || !cfdi.catalogs().rateFits(impuesto, factor, rate, false)) {
      report.attribute(traslado, "TasaOCuotaP", cfdi.catalogs().rates(impuesto, factor, false));
    }
  }

  private static void bases(Cfdi cfdi, Report report, boolean exempt) {
    for (var pago : cfdi.pagos()) {
      compare(
          report,
          pago,
          new Rows(
              traslados(pago)
                  .filter(t -> t.text("TipoFactorP").equals("Exento") == exempt)
                  .toList(),
              t -> key(t, "P"),
              "BaseP",
              sums(
                  pago,
                  docto ->
                      DoctoRule.traslados(docto)
                          .filter(t -> t.text("TipoFactorDR").equals("Exento") == exempt),
                  t -> key(t, "DR"),
                  "BaseDR"),
              "TrasladosP/pago20:TrasladoP"));
    }
  }

  /**
   * Rows of a payment's summary and what they should say.
   *
   * @param sums by key, in the payment's currency, unrounded
   * @param place where a row that is missing belongs
   */
  private record Rows(
      List<Element> rows,
      Function<Element, String> key,
      String attribute,
      Map<String, BigDecimal> sums,
      String place) {}

  private static void compare(Report report, Element pago, Rows rows) {
    for (var row : rows.rows()) {
      var seen = Cfdi.amount(row, rows.attribute());
      var sum = rows.sums().getOrDefault(rows.key().apply(row), BigDecimal.ZERO);
      if (seen == null ? !row.has(rows.attribute()) : !isRounded(seen, sum)) {
        report.attribute(row, rows.attribute(), sum.setScale(6, HALF_UP));
      }
    }
    rows.sums()
        .forEach(
            (key, sum) -> {
              if (rows.rows().stream().noneMatch(row -> rows.key().apply(row).equals(key))) {
                report.missing(pago, "pago20:ImpuestosP/pago20:" + rows.place(), key);
              }
            });
  }

  /** Rounded once, half up, to the decimals written, which are those of a currency to six. */
  private static boolean isRounded(BigDecimal seen, BigDecimal sum) {
    int decimals = Math.clamp(seen.scale(), 2, 6);
    return seen.compareTo(sum.setScale(decimals, HALF_UP)) == 0;
  }

  private static Map<String, BigDecimal> sums(
      Element pago,
      Function<Element, Stream<Element>> taxes,
      Function<Element, String> key,
      String attribute) {
    var sums = new LinkedHashMap<String, BigDecimal>();
    for (var docto : PagoRule.doctos(pago)) {
      var equivalence = PagoRule.equivalence(docto);
      taxes
          .apply(docto)
          .forEach(
              tax -> {
                var amount = Cfdi.amount(tax, attribute);
                if (amount != null) {
                  sums.merge(key.apply(tax), amount.divide(equivalence, FINE), BigDecimal::add);
                }
              });
    }
    return sums;
  }

  private static void total(Cfdi cfdi, Report report, String code) {
    for (var pagos : cfdi.complementos(Namespaces.PAGO, "Pagos")) {
      for (var total : PagosTotals.TAXES) {
        if (total.code().equals(code)) {
          pagos.child("Totales").ifPresent(totales -> total(pagos, totales, total, report));
        }
      }
    }
  }

  private static void total(Element pagos, Element totales, Total total, Report report) {
    var sum = sumInPesos(pagos, total);
    var seen = Cfdi.amount(totales, total.name());
    if (sum == null) {
      if (totales.has(total.name())) {
        report.excess(totales, total.name());
      }
    } else if (seen == null ? !totales.has(total.name()) : seen.compareTo(sum) != 0) {
      report.attribute(totales, total.name(), sum);
    }
  }

  /** What that total should be; null if no payment has such a tax. */
  private static @Nullable BigDecimal sumInPesos(Element pagos, Total total) {
    @Nullable BigDecimal sum = null;
    for (var pago : pagos.children("Pago")) {
      var pesos = PagoRule.pesos(pago);
      var rows = total.withheld() ? retenciones(pago) : traslados(pago);
      for (var row : rows.filter(row -> isOf(row, total)).toList()) {
        var amount = Cfdi.amount(row, total.base() ? "BaseP" : "ImporteP");
        if (amount != null && pesos != null) {
          sum = (sum == null ? BigDecimal.ZERO : sum).add(amount.multiply(pesos));
        }
      }
    }
    return sum == null ? null : sum.setScale(2, HALF_UP);
  }

  private static boolean isOf(Element row, Total total) {
    if (!row.text("ImpuestoP").equals(total.tax())) {
      return false;
    }
    if (total.withheld()) {
      return true;
    }
    var rate = Cfdi.amount(row, "TasaOCuotaP");
    return row.text("TipoFactorP").equals(total.factor())
        && (total.rate().isEmpty()
            || (rate != null && rate.compareTo(new BigDecimal(total.rate())) == 0));
  }

  private static void needsOneOf(Cfdi cfdi, Report report, boolean needed, Predicate<Total> which) {
    var names = PagosTotals.TAXES.stream().filter(which).map(Total::name).toList();
    for (var pagos : cfdi.complementos(Namespaces.PAGO, "Pagos")) {
      for (var totales : pagos.children("Totales")) {
        if (needed && names.stream().noneMatch(totales::has)) {
          report.element(totales, null, String.join(", ", names));
        }
      }
    }
  }
}
