package mx.aldia.cfdi.rules;

import static java.math.RoundingMode.DOWN;
import static java.math.RoundingMode.UP;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.xml.Element;

/** The lines and their taxes: CFDI40162 to CFDI40200. */
public enum ConceptoRule implements Rule {
  PRODUCT_KEY_IS_SATS(
      "CFDI40162",
      "La clave de producto o servicio {seen} no existe: son ocho dígitos del catálogo de SAT.",
      "There is no product or service key {seen}: it is eight digits of SAT's catalog.",
      (cfdi, report) -> productKeys(cfdi, report, cfdi.conceptos())),
  UNIT_KEY_IS_SATS(
      "CFDI40165",
      "La clave de unidad {seen} no existe; H87 es pieza, E48 servicio, ACT actividad.",
      "There is no unit key {seen}; H87 is piece, E48 service, ACT activity.",
      ConceptoRule::unitKeys),
  UNIT_PRICE_IS_POSITIVE(
      "CFDI40166",
      "El valor unitario debe ser mayor que cero; si es un regalo, factúralo con descuento.",
      "The unit price has to be above zero; bill a gift with a discount.",
      (cfdi, report) -> {
        if (cfdi.isAny("IEN")) {
          positive(cfdi.conceptos(), "ValorUnitario", report);
        }
      }),
  AMOUNT_IS_QUANTITY_TIMES_PRICE(
      "CFDI40167",
      "El importe {seen} no es cantidad por valor unitario; debe estar entre {expected}.",
      "The amount {seen} is not quantity times unit price; it has to be between {expected}.",
      (cfdi, report) -> amounts(cfdi, report, cfdi.conceptos())),
  DISCOUNT_HAS_THE_AMOUNTS_DECIMALS(
      "CFDI40168",
      "El descuento {seen} lleva a lo más tantos decimales como el importe {expected}.",
      "The discount {seen} has at most as many decimals as the amount {expected}.",
      (cfdi, report) -> {
        for (var concepto : cfdi.conceptos()) {
          var discount = Cfdi.amount(concepto, "Descuento");
          var amount = Cfdi.amount(concepto, "Importe");
          if (discount != null && amount != null && discount.scale() > amount.scale()) {
            report.attribute(concepto, "Descuento", amount);
          }
        }
      }),
  DISCOUNT_IS_AT_MOST_THE_AMOUNT(
      "CFDI40169",
      "El descuento {seen} es mayor que el importe {expected} del concepto.",
      "The discount {seen} is larger than the line's amount {expected}.",
      (cfdi, report) -> {
        for (var concepto : cfdi.conceptos()) {
          var discount = Cfdi.amount(concepto, "Descuento");
          var amount = Cfdi.amount(concepto, "Importe");
          if (discount != null && amount != null && discount.compareTo(amount) > 0) {
            report.attribute(concepto, "Descuento", amount);
          }
        }
      }),
  TAX_OBJECT_IS_SATS(
      "CFDI40170",
      "ObjetoImp {seen} no existe: 01 no es objeto de impuesto, 02 sí.",
      "There is no ObjetoImp {seen}: 01 is not subject to tax, 02 is.",
      (cfdi, report) ->
          cfdi.conceptos().stream()
              .filter(c -> cfdi.refuses(Catalog.OBJETO_IMP, c, "ObjetoImp"))
              .forEach(c -> report.attribute(c, "ObjetoImp", "c_ObjetoImp"))),
  SUBJECT_TO_TAX_HAS_TAXES(
      "CFDI40171",
      "El concepto es objeto de impuesto (02): agrega sus impuestos, aunque sean tasa 0 o exento.",
      "The line is subject to tax (02): add its taxes, were it at rate 0 or exempt.",
      (cfdi, report) ->
          cfdi.conceptos().stream()
              .filter(c -> c.text("ObjetoImp").equals("02") && c.child("Impuestos").isEmpty())
              .forEach(c -> report.missing(c, "cfdi:Impuestos", "Impuestos"))),
  NOT_SUBJECT_TO_TAX_HAS_NONE(
      "CFDI40172",
      "Con ese ObjetoImp el concepto no lleva impuestos: quítalos, o usa 02 si sí los causa.",
      "With that ObjetoImp the line has no taxes: take them out, or use 02 if it is taxed.",
      (cfdi, report) -> {
        for (var concepto : cfdi.conceptos()) {
          var object = concepto.text("ObjetoImp");
          if (Set.of("01", "03", "04", "05").contains(object)) {
            concepto
                .child("Impuestos")
                .ifPresent(i -> report.element(i, "ObjetoImp=" + object, null));
          }
        }
      }),
  NO_VAT_WHERE_IT_IS_NOT_TRANSFERRED(
      "CFDI40172",
      "Con ObjetoImp 06, 07 u 08 el IVA no se traslada, y con 06 u 08 tampoco el IEPS: quítalo.",
      "With ObjetoImp 06, 07 or 08 IVA is not transferred, nor IEPS with 06 or 08: take it out.",
      false,
      (cfdi, report) -> {
        for (var concepto : cfdi.conceptos()) {
          var object = concepto.text("ObjetoImp");
          if (Set.of("06", "07", "08").contains(object)) {
            taxes(concepto, "Traslado")
                .filter(t -> !object.equals("07") || t.text("Impuesto").equals("002"))
                .forEach(t -> report.excess(t, "Impuesto"));
          }
        }
      }),
  TAXES_ARE_NOT_EMPTY(
      "CFDI40173",
      "El nodo Impuestos del concepto está vacío: ponle un traslado o una retención.",
      "The line's Impuestos is empty: give it a transferred or a withheld tax.",
      (cfdi, report) -> {
        for (var concepto : cfdi.conceptos()) {
          for (var impuestos : concepto.children("Impuestos")) {
            if (taxes(concepto, "Traslado").findAny().isEmpty()
                && taxes(concepto, "Retencion").findAny().isEmpty()) {
              report.element(impuestos, null, "Traslado, Retencion");
            }
          }
        }
      }),
  TRANSFERRED_BASE_IS_POSITIVE(
      "CFDI40174",
      "La base del impuesto trasladado debe ser mayor que cero; sin base, quita el impuesto.",
      "The transferred tax's base has to be above zero; without a base take the tax out.",
      (cfdi, report) -> positive(cfdi.traslados(), "Base", report)),
  TRANSFERRED_TAX_IS_SATS(
      "CFDI40175",
      "El impuesto trasladado {seen} no existe: 002 IVA, 003 IEPS.",
      "There is no transferred tax {seen}: 002 IVA, 003 IEPS.",
      (cfdi, report) ->
          cfdi.traslados().stream()
              .filter(
                  t ->
                      cfdi.refuses(Catalog.IMPUESTO, t, "Impuesto")
                          || t.text("Impuesto").equals("001"))
              .forEach(t -> report.attribute(t, "Impuesto", "002, 003"))),
  TRANSFERRED_FACTOR_IS_SATS(
      "CFDI40176",
      "El tipo de factor {seen} no existe: Tasa, Cuota o Exento.",
      "There is no factor {seen}: Tasa, Cuota or Exento.",
      (cfdi, report) ->
          cfdi.traslados().stream()
              .filter(t -> cfdi.refuses(Catalog.TIPO_FACTOR, t, "TipoFactor"))
              .forEach(t -> report.attribute(t, "TipoFactor", "Tasa, Cuota, Exento"))),
  EXEMPT_HAS_NO_RATE_NOR_AMOUNT(
      "CFDI40177",
      "Un traslado exento no lleva tasa ni importe; quítalos.",
      "An exempt tax has neither rate nor amount; take them out.",
      (cfdi, report) -> {
        for (var traslado : cfdi.traslados()) {
          if (traslado.text("TipoFactor").equals("Exento")) {
            Stream.of("TasaOCuota", "Importe")
                .filter(traslado::has)
                .forEach(attribute -> report.excess(traslado, attribute));
          }
        }
      }),
  NOT_EXEMPT_HAS_RATE_AND_AMOUNT(
      "CFDI40178",
      "Al traslado le falta su tasa o su importe.",
      "The tax lacks its rate or its amount.",
      (cfdi, report) -> {
        for (var traslado : cfdi.traslados()) {
          if (Set.of("Tasa", "Cuota").contains(traslado.text("TipoFactor"))) {
            Stream.of("TasaOCuota", "Importe")
                .filter(attribute -> !traslado.has(attribute))
                .forEach(attribute -> report.attribute(traslado, attribute, "0.000000 +"));
          }
        }
      }),
  TRANSFERRED_RATE_IS_SATS(
      "CFDI40179",
      "La tasa {seen} no es de ese impuesto; puede ser {expected}.",
      "Rate {seen} is not one of that tax; it may be {expected}.",
      (cfdi, report) -> rates(cfdi, report, cfdi.traslados(), false)),
  TRANSFERRED_AMOUNT_IS_BASE_TIMES_RATE(
      "CFDI40180",
      "El impuesto {seen} no es base por tasa; debe estar entre {expected}.",
      "The tax {seen} is not base times rate; it has to be between {expected}.",
      (cfdi, report) -> taxAmounts(cfdi, report, cfdi.traslados())),
  WITHHELD_BASE_IS_POSITIVE(
      "CFDI40181",
      "La base de la retención debe ser mayor que cero; sin base, quita la retención.",
      "The withholding's base has to be above zero; without a base take it out.",
      (cfdi, report) -> positive(cfdi.retenciones(), "Base", report)),
  WITHHELD_TAX_IS_SATS(
      "CFDI40182",
      "El impuesto retenido {seen} no existe: 001 ISR, 002 IVA, 003 IEPS.",
      "There is no withheld tax {seen}: 001 ISR, 002 IVA, 003 IEPS.",
      (cfdi, report) ->
          cfdi.retenciones().stream()
              .filter(r -> cfdi.refuses(Catalog.IMPUESTO, r, "Impuesto"))
              .forEach(r -> report.attribute(r, "Impuesto", "001, 002, 003"))),
  WITHHELD_FACTOR_IS_SATS(
      "CFDI40183",
      "El tipo de factor {seen} de la retención no existe: Tasa o Cuota.",
      "There is no factor {seen} for a withholding: Tasa or Cuota.",
      (cfdi, report) ->
          cfdi.retenciones().stream()
              .filter(r -> cfdi.refuses(Catalog.TIPO_FACTOR, r, "TipoFactor"))
              .forEach(r -> report.attribute(r, "TipoFactor", "Tasa, Cuota"))),
  WITHHOLDING_IS_NOT_EXEMPT(
      "CFDI40184",
      "Una retención no puede ser exenta; quítala o ponle su tasa.",
      "A withholding cannot be exempt; take it out or give it its rate.",
      (cfdi, report) ->
          cfdi.retenciones().stream()
              .filter(r -> r.text("TipoFactor").equals("Exento"))
              .forEach(r -> report.attribute(r, "TipoFactor", "Tasa, Cuota"))),
  WITHHELD_RATE_IS_SATS(
      "CFDI40185",
      "La tasa {seen} no es de esa retención; puede ser {expected}.",
      "Rate {seen} is not one of that withholding; it may be {expected}.",
      (cfdi, report) -> rates(cfdi, report, cfdi.retenciones(), true)),
  WITHHELD_AMOUNT_IS_BASE_TIMES_RATE(
      "CFDI40186",
      "La retención {seen} no es base por tasa; debe estar entre {expected}.",
      "The withholding {seen} is not base times rate; it has to be between {expected}.",
      (cfdi, report) -> taxAmounts(cfdi, report, cfdi.retenciones())),
  THIRD_PARTY_IS_ANOTHER(
      "CFDI40188",
      "El tercero por cuenta de quien cobras no puede ser el emisor ni el receptor.",
      "The third party you bill for can be neither the issuer nor the receiver.",
      (cfdi, report) -> {
        for (var third : thirds(cfdi)) {
          var rfc = third.text("RfcACuentaTerceros");
          if (Stream.concat(cfdi.emisor().stream(), cfdi.receptor().stream())
              .anyMatch(party -> !rfc.isEmpty() && party.text("Rfc").equals(rfc))) {
            report.attribute(third, "RfcACuentaTerceros", "≠ " + rfc);
          }
        }
      }),
  THIRD_PARTY_REGIME_IS_SATS(
      "CFDI40191",
      "El régimen fiscal {seen} del tercero no existe.",
      "There is no tax regime {seen} for the third party.",
      (cfdi, report) ->
          thirds(cfdi).stream()
              .filter(t -> cfdi.refuses(Catalog.REGIMEN_FISCAL, t, "RegimenFiscalACuentaTerceros"))
              .forEach(
                  t -> report.attribute(t, "RegimenFiscalACuentaTerceros", "c_RegimenFiscal"))),
  CUSTOMS_NUMBER_HAS_ITS_FORM(
      "CFDI40194",
      "El pedimento {seen} va como {expected}: año, aduana, patente y número, con dos espacios.",
      "The customs number {seen} is written {expected}: year, customs, licence and number, with"
          + " two spaces.",
      (cfdi, report) -> customs(cfdi.conceptos(), report)),
  NO_CUSTOMS_NUMBER_ON_EXPORT(
      "CFDI40195",
      "Con el complemento de Comercio Exterior el concepto no lleva pedimento; quítalo.",
      "With the foreign trade complement a line has no customs number; take it out.",
      (cfdi, report) -> noCustoms(cfdi, cfdi.conceptos(), report)),
  PART_PRODUCT_KEY_IS_SATS(
      "CFDI40196",
      "La clave de producto {seen} de la parte no existe: son ocho dígitos del catálogo de SAT.",
      "There is no product key {seen} for the part: it is eight digits of SAT's catalog.",
      (cfdi, report) -> productKeys(cfdi, report, parts(cfdi))),
  PART_PRICE_IS_POSITIVE(
      "CFDI40197",
      "El valor unitario de la parte debe ser mayor que cero, o no ir.",
      "The part's unit price has to be above zero, or be left out.",
      (cfdi, report) -> positive(parts(cfdi), "ValorUnitario", report)),
  PART_AMOUNT_IS_QUANTITY_TIMES_PRICE(
      "CFDI40198",
      "El importe {seen} de la parte no es cantidad por valor unitario; debe estar entre"
          + " {expected}.",
      "The part's amount {seen} is not quantity times unit price; it has to be between {expected}.",
      (cfdi, report) -> amounts(cfdi, report, parts(cfdi))),
  PART_CUSTOMS_NUMBER_HAS_ITS_FORM(
      "CFDI40199",
      "El pedimento {seen} de la parte va como {expected}.",
      "The part's customs number {seen} is written {expected}.",
      (cfdi, report) -> customs(parts(cfdi), report)),
  NO_CUSTOMS_NUMBER_ON_EXPORTED_PARTS(
      "CFDI40200",
      "Con el complemento de Comercio Exterior la parte no lleva pedimento; quítalo.",
      "With the foreign trade complement a part has no customs number; take it out.",
      (cfdi, report) -> noCustoms(cfdi, parts(cfdi), report));

  private static final Predicate<String> UNIT_KEY =
      Pattern.compile("[0-9A-Z]{2,3}").asMatchPredicate();
  private static final Predicate<String> CUSTOMS =
      Pattern.compile("[0-9]{2}  [0-9]{2}  [0-9]{4}  [0-9]{7}").asMatchPredicate();

  @SuppressWarnings("ImmutableEnumChecker") // text and a function without state
  private final Demand demand;

  ConceptoRule(String code, String spanish, String english, Check check) {
    this.demand = Demand.of(code, spanish, english, check);
  }

  ConceptoRule(String code, String spanish, String english, boolean blocks, Check check) {
    this.demand = new Demand(code, spanish, english, blocks, check);
  }

  @Override
  public Demand demand() {
    return demand;
  }

  /** Every tax of one line: Traslado or Retencion. */
  static Stream<Element> taxes(Element concepto, String kind) {
    var group = kind.equals("Traslado") ? "Traslados" : "Retenciones";
    return concepto.all("Impuestos", group, kind).stream();
  }

  private static List<Element> parts(Cfdi cfdi) {
    return cfdi.conceptos().stream().flatMap(c -> c.children("Parte").stream()).toList();
  }

  private static List<Element> thirds(Cfdi cfdi) {
    return cfdi.conceptos().stream().flatMap(c -> c.children("ACuentaTerceros").stream()).toList();
  }

  private static void positive(List<Element> elements, String attribute, Report report) {
    for (var element : elements) {
      var amount = Cfdi.amount(element, attribute);
      if (amount != null && amount.signum() == 0) {
        report.attribute(element, attribute, "> 0");
      }
    }
  }

  private static void productKeys(Cfdi cfdi, Report report, List<Element> elements) {
    for (var element : elements) {
      var key = element.get("ClaveProdServ");
      if (key != null
          && (!Decimals.isNumber(key, 8) || !cfdi.allows(Catalog.CLAVE_PROD_SERV, key))) {
        report.attribute(element, "ClaveProdServ", "c_ClaveProdServ");
      }
    }
  }

  private static void unitKeys(Cfdi cfdi, Report report) {
    for (var concepto : cfdi.conceptos()) {
      var key = concepto.get("ClaveUnidad");
      if (key != null && (!UNIT_KEY.test(key) || !cfdi.allows(Catalog.CLAVE_UNIDAD, key))) {
        report.attribute(concepto, "ClaveUnidad", "c_ClaveUnidad");
      }
    }
  }

  private static void amounts(Cfdi cfdi, Report report, List<Element> elements) {
    for (var element : elements) {
      var quantity = Cfdi.amount(element, "Cantidad");
      var price = Cfdi.amount(element, "ValorUnitario");
      var amount = Cfdi.amount(element, "Importe");
      if (quantity != null && price != null && amount != null) {
        var band = Band.ofProduct(quantity, price, cfdi.decimals());
        if (!band.contains(amount)) {
          report.attribute(element, "Importe", band.toString());
        }
      }
    }
  }

  private static void taxAmounts(Cfdi cfdi, Report report, List<Element> taxes) {
    for (var tax : taxes) {
      var base = Cfdi.amount(tax, "Base");
      var rate = Cfdi.amount(tax, "TasaOCuota");
      var amount = Cfdi.amount(tax, "Importe");
      if (base != null && rate != null && amount != null) {
        var band = Band.ofTax(base, rate, cfdi.decimals());
        if (!band.contains(amount)) {
          report.attribute(tax, "Importe", band.toString());
        }
      }
    }
  }

  private static void rates(Cfdi cfdi, Report report, List<Element> taxes, boolean withheld) {
    for (var tax : taxes) {
      var impuesto = tax.text("Impuesto");
      var factor = tax.text("TipoFactor");
      var rate = Cfdi.amount(tax, "TasaOCuota");
      boolean judged =
          Set.of("Tasa", "Cuota").contains(factor)
              && cfdi.allows(Catalog.IMPUESTO, impuesto)
              && (withheld || !impuesto.equals("001"));
      if (judged && rate != null && !cfdi.catalogs().rateFits(impuesto, factor, rate, withheld)) {
        report.attribute(tax, "TasaOCuota", cfdi.catalogs().rates(impuesto, factor, withheld));
      }
    }
  }

  private static void customs(List<Element> owners, Report report) {
    for (var owner : owners) {
      for (var customs : owner.children("InformacionAduanera")) {
        var number = customs.raw("NumeroPedimento");
        if (number != null && !CUSTOMS.test(number)) {
          report.attribute(customs, "NumeroPedimento", "00  00  0000  0000000");
        }
      }
    }
  }

  private static void noCustoms(Cfdi cfdi, List<Element> owners, Report report) {
    if (cfdi.hasForeignTrade()) {
      for (var owner : owners) {
        owner
            .children("InformacionAduanera")
            .forEach(customs -> report.element(customs, customs.get("NumeroPedimento"), null));
      }
    }
  }

  /** Amounts that rounding of what was written may lead to; both ends are allowed. */
  record Band(BigDecimal from, BigDecimal to) {
    private static final BigDecimal ALMOST = new BigDecimal("0.000000000001");

    /** What quantity times price may be (SAT's standard, on CFDI40167). */
    static Band ofProduct(BigDecimal quantity, BigDecimal price, int decimals) {
      var below = quantity.subtract(half(quantity)).multiply(price.subtract(half(price)));
      var above = above(quantity).multiply(above(price));
      return new Band(below.setScale(decimals, DOWN), above.setScale(decimals, UP));
    }

    /** What base times rate may be (on CFDI40180 and 40186): the rate is exact. */
    static Band ofTax(BigDecimal base, BigDecimal rate, int decimals) {
      return new Band(
          base.subtract(half(base)).multiply(rate).setScale(decimals, DOWN),
          above(base).multiply(rate).setScale(decimals, UP));
    }

    boolean contains(BigDecimal amount) {
      return amount.compareTo(from) >= 0 && amount.compareTo(to) <= 0;
    }

    /** Half a unit of the last decimal that was written. */
    static BigDecimal half(BigDecimal number) {
      return BigDecimal.valueOf(5, number.scale() + 1);
    }

    private static BigDecimal above(BigDecimal number) {
      return number.add(half(number)).subtract(ALMOST);
    }

    @Override
    public String toString() {
      return from.toPlainString() + " - " + to.toPlainString();
    }
  }
}
