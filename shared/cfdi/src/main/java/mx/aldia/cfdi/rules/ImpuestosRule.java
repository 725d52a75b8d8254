package mx.aldia.cfdi.rules;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.xml.Element;
import org.jspecify.annotations.Nullable;

/** The summary of taxes: CFDI40201 to CFDI40221. */
public enum ImpuestosRule implements Rule {
  NO_TAXES_ON_TRANSFER_AND_PAYMENT(
      "CFDI40201",
      "Un comprobante de traslado o de pago no lleva resumen de impuestos; quítalo.",
      "A transfer or payment document has no summary of taxes; take it out.",
      (cfdi, report) -> {
        if (cfdi.isAny("TP")) {
          cfdi.impuestos().ifPresent(i -> report.element(i, i.name(), null));
        }
      }),
  WITHHELD_TOTAL_HAS_THE_CURRENCYS_DECIMALS(
      "CFDI40202",
      "El total de impuestos retenidos lleva a lo más los decimales de la moneda: {expected}.",
      "The total of withheld taxes has at most the currency's decimals: {expected}.",
      (cfdi, report) -> decimals(cfdi, report, "TotalImpuestosRetenidos")),
  WITHHELD_TOTAL_IS_THE_SUM(
      "CFDI40203",
      "El total de impuestos retenidos es la suma de las retenciones, {expected}; dice {seen}.",
      "The total of withheld taxes is the sum of the withholdings, {expected}; it says {seen}.",
      (cfdi, report) -> total(cfdi, report, "TotalImpuestosRetenidos", retenciones(cfdi))),
  TRANSFERRED_TOTAL_HAS_THE_CURRENCYS_DECIMALS(
      "CFDI40204",
      "El total de impuestos trasladados lleva a lo más los decimales de la moneda: {expected}.",
      "The total of transferred taxes has at most the currency's decimals: {expected}.",
      (cfdi, report) -> decimals(cfdi, report, "TotalImpuestosTrasladados")),
  TRANSFERRED_TOTAL_IS_THE_SUM(
      "CFDI40205",
      "El total de impuestos trasladados es la suma de los traslados, {expected}; dice {seen}.",
      "The total of transferred taxes is the sum of the taxes, {expected}; it says {seen}.",
      (cfdi, report) -> total(cfdi, report, "TotalImpuestosTrasladados", traslados(cfdi))),
  WITHHOLDINGS_HAVE_A_TOTAL(
      "CFDI40206",
      "Hay retenciones: agrega TotalImpuestosRetenidos {expected}.",
      "There are withholdings: add TotalImpuestosRetenidos {expected}.",
      (cfdi, report) ->
          cfdi.impuestos()
              .filter(i -> i.child("Retenciones").isPresent() && !i.has("TotalImpuestosRetenidos"))
              .ifPresent(
                  i ->
                      report.attribute(
                          i, "TotalImpuestosRetenidos", plain(sumOf(cfdi, retenciones(cfdi)))))),
  WITHHELD_TAX_IS_SATS(
      "CFDI40207",
      "El impuesto retenido {seen} no existe: 001 ISR, 002 IVA, 003 IEPS.",
      "There is no withheld tax {seen}: 001 ISR, 002 IVA, 003 IEPS.",
      (cfdi, report) ->
          retenciones(cfdi).stream()
              .filter(r -> cfdi.refuses(Catalog.IMPUESTO, r, "Impuesto"))
              .forEach(r -> report.attribute(r, "Impuesto", "001, 002, 003"))),
  ONE_WITHHOLDING_PER_TAX(
      "CFDI40208",
      "La retención de {seen} está repetida; junta sus importes en una.",
      "The withholding of {seen} is repeated; put its amounts in one.",
      (cfdi, report) ->
          repeated(retenciones(cfdi), r -> r.text("Impuesto"))
              .forEach(r -> report.attribute(r, "Impuesto", "1"))),
  WITHHELD_AMOUNT_HAS_THE_CURRENCYS_DECIMALS(
      "CFDI40210",
      "La retención lleva a lo más los decimales de la moneda: {expected}.",
      "The withholding has at most the currency's decimals: {expected}.",
      (cfdi, report) ->
          retenciones(cfdi).forEach(r -> ComprobanteRule.decimals(cfdi, report, r, "Importe"))),
  WITHHELD_AMOUNT_IS_THE_SUM_OF_THE_LINES(
      "CFDI40211",
      "La retención de cada impuesto es la suma de las de los conceptos, {expected}; dice {seen}.",
      "Each withheld tax is the sum of the lines', {expected}; it says {seen}.",
      ImpuestosRule::withheldSums),
  TAXES_HAVE_A_TOTAL(
      "CFDI40212",
      "Hay impuestos trasladados: agrega TotalImpuestosTrasladados {expected}.",
      "There are transferred taxes: add TotalImpuestosTrasladados {expected}.",
      (cfdi, report) ->
          cfdi.impuestos()
              .filter(i -> !i.has("TotalImpuestosTrasladados"))
              .filter(i -> traslados(cfdi).stream().anyMatch(t -> !isExempt(t)))
              .ifPresent(
                  i ->
                      report.attribute(
                          i, "TotalImpuestosTrasladados", plain(sumOf(cfdi, traslados(cfdi)))))),
  EXEMPT_SUMMARY_HAS_NO_RATE_NOR_AMOUNT(
      "CFDI40213",
      "El resumen de lo exento lleva solo base, impuesto y tipo de factor; quita lo demás.",
      "The summary of what is exempt has base, tax and factor alone; take the rest out.",
      (cfdi, report) -> {
        for (var traslado : traslados(cfdi)) {
          if (isExempt(traslado)) {
            Stream.of("TasaOCuota", "Importe")
                .filter(traslado::has)
                .forEach(attribute -> report.excess(traslado, attribute));
          }
        }
      }),
  BASE_HAS_THE_CURRENCYS_DECIMALS(
      "CFDI40214",
      "La base lleva a lo más los decimales de la moneda: {expected}.",
      "The base has at most the currency's decimals: {expected}.",
      (cfdi, report) ->
          traslados(cfdi).forEach(t -> ComprobanteRule.decimals(cfdi, report, t, "Base"))),
  BASE_IS_THE_SUM_OF_THE_LINES(
      "CFDI40215",
      "La base de cada impuesto y tasa es la suma de las de los conceptos, {expected}; dice"
          + " {seen}.",
      "The base of each tax and rate is the sum of the lines', {expected}; it says {seen}.",
      (cfdi, report) -> {
        if (!allExempt(cfdi)) {
          sums(cfdi, report, "Base");
        }
      }),
  EXEMPT_BASE_IS_THE_SUM_OF_THE_LINES(
      "CFDI40216",
      "La base exenta es la suma de las bases de los conceptos, {expected}; dice {seen}.",
      "The exempt base is the sum of the lines' bases, {expected}; it says {seen}.",
      (cfdi, report) -> {
        if (allExempt(cfdi)) {
          sums(cfdi, report, "Base");
        }
      }),
  TRANSFERRED_TAX_IS_SATS(
      "CFDI40217",
      "El impuesto trasladado {seen} no existe: 002 IVA, 003 IEPS.",
      "There is no transferred tax {seen}: 002 IVA, 003 IEPS.",
      (cfdi, report) ->
          traslados(cfdi).stream()
              .filter(t -> cfdi.refuses(Catalog.IMPUESTO, t, "Impuesto"))
              .forEach(t -> report.attribute(t, "Impuesto", "002, 003"))),
  ONE_ROW_PER_TAX_FACTOR_AND_RATE(
      "CFDI40218",
      "El impuesto {seen} con el mismo factor y tasa está repetido; junta sus importes en uno.",
      "Tax {seen} with the same factor and rate is repeated; put its amounts in one.",
      (cfdi, report) ->
          repeated(traslados(cfdi), t -> key(t))
              .forEach(t -> report.attribute(t, "Impuesto", "1"))),
  RATE_IS_SATS(
      "CFDI40219",
      "La tasa {seen} no es de ese impuesto; puede ser {expected}.",
      "Rate {seen} is not one of that tax; it may be {expected}.",
      (cfdi, report) -> {
        for (var traslado : traslados(cfdi)) {
          var impuesto = traslado.text("Impuesto");
          var factor = traslado.text("TipoFactor");
          var rate = Cfdi.amount(traslado, "TasaOCuota");
          if (!isExempt(traslado)
              && cfdi.allows(Catalog.IMPUESTO, impuesto)
              && (rate == null || !cfdi.catalogs().rateFits(impuesto, factor, rate, false))) {
            report.attribute(
                traslado, "TasaOCuota", cfdi.catalogs().rates(impuesto, factor, false));
          }
        }
      }),
  AMOUNT_HAS_THE_CURRENCYS_DECIMALS(
      "CFDI40220",
      "El impuesto lleva a lo más los decimales de la moneda: {expected}.",
      "The tax has at most the currency's decimals: {expected}.",
      (cfdi, report) ->
          traslados(cfdi).forEach(t -> ComprobanteRule.decimals(cfdi, report, t, "Importe"))),
  AMOUNT_IS_THE_SUM_OF_THE_LINES(
      "CFDI40221",
      "El importe de cada impuesto y tasa es la suma de los de los conceptos, {expected}; dice"
          + " {seen}.",
      "The amount of each tax and rate is the sum of the lines', {expected}; it says {seen}.",
      (cfdi, report) -> {
        sums(cfdi, report, "Importe");
        absentRows(cfdi, report);
      });

  @SuppressWarnings("ImmutableEnumChecker") // text and a function without state
  private final Demand demand;

  ImpuestosRule(String code, String spanish, String english, Check check) {
    this.demand = Demand.of(code, spanish, english, check);
  }

  @Override
  public Demand demand() {
    return demand;
  }

  private static List<Element> retenciones(Cfdi cfdi) {
    return cfdi.root().all("Impuestos", "Retenciones", "Retencion");
  }

  private static List<Element> traslados(Cfdi cfdi) {
    return cfdi.root().all("Impuestos", "Traslados", "Traslado");
  }

  private static boolean isExempt(Element traslado) {
    return traslado.text("TipoFactor").equals("Exento");
  }

  private static boolean allExempt(Cfdi cfdi) {
    var taxes = cfdi.traslados();
    return !taxes.isEmpty() && taxes.stream().allMatch(ImpuestosRule::isExempt);
  }

  /** Two rates that differ only in how many zeros are written are one. */
  private static String key(Element traslado) {
    var rate = Cfdi.amount(traslado, "TasaOCuota");
    var taxed = traslado.text("Impuesto") + " " + traslado.text("TipoFactor");
    return rate == null ? taxed : taxed + " " + rate.setScale(6, HALF_UP).toPlainString();
  }

  private static void decimals(Cfdi cfdi, Report report, String attribute) {
    cfdi.impuestos().ifPresent(i -> ComprobanteRule.decimals(cfdi, report, i, attribute));
  }

  private static void total(Cfdi cfdi, Report report, String attribute, List<Element> rows) {
    var impuestos = cfdi.impuestos();
    if (impuestos.isEmpty() || cfdi.isAny("TP")) {
      return;
    }
    var seen = Cfdi.amount(impuestos.get(), attribute);
    var sum = Cfdi.sumOfThose(rows, "Importe");
    if (seen != null && sum != null && seen.compareTo(sum) != 0) {
      report.attribute(impuestos.get(), attribute, sum.setScale(cfdi.decimals(), HALF_UP));
    }
  }

  private static @Nullable BigDecimal sumOf(Cfdi cfdi, List<Element> rows) {
    var sum = Cfdi.sumOfThose(rows, "Importe");
    return sum == null ? null : sum.setScale(cfdi.decimals(), HALF_UP);
  }

  private static String plain(@Nullable BigDecimal amount) {
    return amount == null ? "" : amount.toPlainString();
  }

  private static List<Element> repeated(List<Element> rows, Function<Element, String> key) {
    var seen = new HashSet<String>();
    return rows.stream().filter(row -> !seen.add(key.apply(row))).toList();
  }

  private static void withheldSums(Cfdi cfdi, Report report) {
    if (cfdi.isAny("TP")) {
      return;
    }
    var sums = grouped(cfdi.retenciones(), r -> r.text("Impuesto"), "Importe");
    var rows = retenciones(cfdi);
    for (var row : rows) {
      compare(cfdi, report, row, "Importe", sums.get(row.text("Impuesto")));
    }
    sums.forEach(
        (tax, sum) -> {
          if (rows.stream().noneMatch(row -> row.text("Impuesto").equals(tax))) {
            report.missing(
                cfdi.root(),
                "cfdi:Impuestos/cfdi:Retenciones/cfdi:Retencion[@Impuesto='" + tax + "']",
                sum.setScale(cfdi.decimals(), HALF_UP).toPlainString());
          }
        });
  }

  private static void sums(Cfdi cfdi, Report report, String attribute) {
    if (cfdi.isAny("TP")) {
      return;
    }
    var sums = grouped(cfdi.traslados(), t -> key(t), attribute);
    for (var row : traslados(cfdi)) {
      if (attribute.equals("Base") || !isExempt(row)) {
        compare(cfdi, report, row, attribute, sums.get(key(row)));
      }
    }
  }

  private static void absentRows(Cfdi cfdi, Report report) {
    if (cfdi.isAny("TP")) {
      return;
    }
    var rows = traslados(cfdi).stream().map(t -> key(t)).toList();
    grouped(cfdi.traslados(), t -> key(t), "Base")
        .forEach(
            (key, base) -> {
              if (!rows.contains(key)) {
                report.missing(cfdi.root(), "cfdi:Impuestos/cfdi:Traslados/cfdi:Traslado", key);
              }
            });
  }

  private static void compare(
      Cfdi cfdi, Report report, Element row, String attribute, @Nullable BigDecimal sum) {
    var seen = Cfdi.amount(row, attribute);
    var expected =
        Objects.requireNonNullElse(sum, BigDecimal.ZERO).setScale(cfdi.decimals(), HALF_UP);
    if (seen == null ? !row.has(attribute) : seen.compareTo(expected) != 0) {
      report.attribute(row, attribute, expected);
    }
  }

  private static Map<String, BigDecimal> grouped(
      List<Element> taxes, Function<Element, String> key, String attribute) {
    var sums = new LinkedHashMap<String, BigDecimal>();
    for (var tax : taxes) {
      var amount = Cfdi.amount(tax, attribute);
      sums.merge(key.apply(tax), amount == null ? BigDecimal.ZERO : amount, BigDecimal::add);
    }
    return sums;
  }
}
