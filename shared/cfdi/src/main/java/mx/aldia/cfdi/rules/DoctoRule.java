package mx.aldia.cfdi.rules;

import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Stream;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.rules.ConceptoRule.Band;
import mx.aldia.cfdi.xml.Element;

/** Each invoice a payment pays, with its taxes: CRP20236 to CRP20261, 20277 to 20279. */
public enum DoctoRule implements Rule {
  CURRENCY_IS_REAL(
      "CRP20236",
      "La moneda de la factura pagada no puede ser XXX.",
      "The paid invoice's currency cannot be XXX.",
      each(
          (cfdi, docto, report) -> {
            if (docto.text("MonedaDR").equals("XXX")) {
              report.attribute(docto, "MonedaDR", "≠ XXX");
            }
          })),
  CURRENCY_IS_SATS(
      "301",
      "La moneda {seen} no existe; usa su clave de tres letras, como MXN o USD.",
      "There is no currency {seen}; use its three letters, such as MXN or USD.",
      each(
          (cfdi, docto, report) -> {
            if (cfdi.refuses(Catalog.MONEDA, docto, "MonedaDR")) {
              report.attribute(docto, "MonedaDR", "c_Moneda");
            }
          })),
  OTHER_CURRENCY_HAS_AN_EQUIVALENCE(
      "CRP20237",
      "Falta EquivalenciaDR: cuántas unidades de la moneda de la factura vale una de la del pago.",
      "EquivalenciaDR is missing: how many units of the invoice's currency one of the payment's is"
          + " worth.",
      paid(
          (cfdi, pago, docto, report) -> {
            if (!docto.text("MonedaDR").equals(pago.text("MonedaP"))
                && !docto.has("EquivalenciaDR")) {
              report.attribute(docto, "EquivalenciaDR", "≤ 10 decimales");
            }
          })),
  SAME_CURRENCY_HAS_EQUIVALENCE_ONE(
      "CRP20238",
      "Si la factura y el pago son de la misma moneda, EquivalenciaDR se escribe 1; trae {seen}.",
      "If invoice and payment are of one currency, EquivalenciaDR is written 1; it says {seen}.",
      paid(
          (cfdi, pago, docto, report) -> {
            var one = new BigDecimal("1");
            if (docto.text("MonedaDR").equals(pago.text("MonedaP"))
                && (mixes(pago)
                    ? PagoRule.equivalence(docto).compareTo(one) != 0
                    : !docto.text("EquivalenciaDR").equals("1"))) {
              report.attribute(docto, "EquivalenciaDR", mixes(pago) ? "1.0000000000" : "1");
            }
          })),
  BALANCE_BEFORE_IS_POSITIVE(
      "CRP20239",
      "El saldo anterior debe ser mayor que cero: una factura sin saldo no recibe pagos.",
      "The balance before has to be above zero: an invoice without balance takes no payment.",
      each((cfdi, docto, report) -> positive(docto, "ImpSaldoAnt", report))),
  BALANCE_BEFORE_HAS_THE_CURRENCYS_DECIMALS(
      "CRP20240",
      "El saldo anterior lleva a lo más los decimales de su moneda: {expected}.",
      "The balance before has at most its currency's decimals: {expected}.",
      each((cfdi, docto, report) -> decimals(cfdi, docto, "ImpSaldoAnt", report))),
  PAID_IS_POSITIVE(
      "CRP20241",
      "El importe pagado debe ser mayor que cero.",
      "The amount paid has to be above zero.",
      each((cfdi, docto, report) -> positive(docto, "ImpPagado", report))),
  PAID_HAS_THE_CURRENCYS_DECIMALS(
      "CRP20242",
      "El importe pagado lleva a lo más los decimales de su moneda: {expected}.",
      "The amount paid has at most its currency's decimals: {expected}.",
      each((cfdi, docto, report) -> decimals(cfdi, docto, "ImpPagado", report))),
  BALANCE_AFTER_HAS_THE_CURRENCYS_DECIMALS(
      "CRP20243",
      "El saldo insoluto lleva a lo más los decimales de su moneda: {expected}.",
      "The balance after has at most its currency's decimals: {expected}.",
      each((cfdi, docto, report) -> decimals(cfdi, docto, "ImpSaldoInsoluto", report))),
  BALANCE_AFTER_IS_BEFORE_LESS_PAID(
      "CRP20244",
      "El saldo insoluto es saldo anterior menos importe pagado, {expected}, y no menor que cero;"
          + " dice {seen}.",
      "The balance after is balance before less amount paid, {expected}, and not below zero; it"
          + " says {seen}.",
      each(
          (cfdi, docto, report) -> {
            var before = Cfdi.amount(docto, "ImpSaldoAnt");
            var paid = Cfdi.amount(docto, "ImpPagado");
            var after = Cfdi.amount(docto, "ImpSaldoInsoluto");
            if (before != null && paid != null && after != null) {
              var expected = before.subtract(paid);
              if (after.compareTo(expected) != 0) {
                report.attribute(docto, "ImpSaldoInsoluto", expected);
              }
            }
          })),
  TAX_OBJECT_IS_SATS(
      "CRP20245",
      "ObjetoImpDR {seen} no existe: 01 no es objeto de impuesto, 02 sí.",
      "There is no ObjetoImpDR {seen}: 01 is not subject to tax, 02 is.",
      each(
          (cfdi, docto, report) -> {
            if (cfdi.refuses(Catalog.OBJETO_IMP, docto, "ObjetoImpDR")) {
              report.attribute(docto, "ObjetoImpDR", "c_ObjetoImp");
            }
          })),
  SUBJECT_TO_TAX_HAS_TAXES(
      "CRP20246",
      "La factura es objeto de impuesto (02): agrega sus impuestos en proporción a lo pagado.",
      "The invoice is subject to tax (02): add its taxes in proportion to what was paid.",
      each(
          (cfdi, docto, report) -> {
            if (docto.text("ObjetoImpDR").equals("02") && docto.child("ImpuestosDR").isEmpty()) {
              report.missing(docto, docto.prefix() + ":ImpuestosDR", "ImpuestosDR");
            }
          })),
  NOT_SUBJECT_TO_TAX_HAS_NONE(
      "CRP20247",
      "Con ese ObjetoImpDR la factura no lleva impuestos; quítalos.",
      "With that ObjetoImpDR the invoice has no taxes; take them out.",
      each(
          (cfdi, docto, report) -> {
            if (Set.of("01", "03", "04", "05").contains(docto.text("ObjetoImpDR"))) {
              docto
                  .child("ImpuestosDR")
                  .ifPresent(
                      i -> report.element(i, "ObjetoImpDR=" + docto.text("ObjetoImpDR"), null));
            }
          })),
  TAXES_ARE_NOT_EMPTY(
      "CRP20248",
      "El nodo ImpuestosDR está vacío: ponle un traslado o una retención.",
      "ImpuestosDR is empty: give it a transferred or a withheld tax.",
      each(
          (cfdi, docto, report) -> {
            if (traslados(docto).findAny().isEmpty() && retenciones(docto).findAny().isEmpty()) {
              docto
                  .child("ImpuestosDR")
                  .ifPresent(i -> report.element(i, null, "TrasladoDR, RetencionDR"));
            }
          })),
  WITHHELD_BASE_IS_POSITIVE(
      "CRP20249",
      "La base de la retención debe ser mayor que cero.",
      "The withholding's base has to be above zero.",
      each(
          (cfdi, docto, report) -> retenciones(docto).forEach(r -> positive(r, "BaseDR", report)))),
  WITHHELD_TAX_IS_SATS(
      "CRP20250",
      "El impuesto retenido {seen} no existe: 001 ISR, 002 IVA, 003 IEPS.",
      "There is no withheld tax {seen}: 001 ISR, 002 IVA, 003 IEPS.",
      each(
          (cfdi, docto, report) ->
              retenciones(docto)
                  .filter(r -> cfdi.refuses(Catalog.IMPUESTO, r, "ImpuestoDR"))
                  .forEach(r -> report.attribute(r, "ImpuestoDR", "001, 002, 003")))),
  WITHHELD_FACTOR_IS_SATS(
      "CRP20251",
      "El tipo de factor {seen} de la retención no existe: Tasa o Cuota.",
      "There is no factor {seen} for a withholding: Tasa or Cuota.",
      each(
          (cfdi, docto, report) ->
              retenciones(docto)
                  .filter(r -> cfdi.refuses(Catalog.TIPO_FACTOR, r, "TipoFactorDR"))
                  .forEach(r -> report.attribute(r, "TipoFactorDR", "Tasa, Cuota")))),
  WITHHOLDING_IS_NOT_EXEMPT(
      "CRP20252",
      "Una retención no puede ser exenta; quítala o ponle su tasa.",
      "A withholding cannot be exempt; take it out or give it its rate.",
      each(
          (cfdi, docto, report) ->
              retenciones(docto)
                  .filter(r -> r.text("TipoFactorDR").equals("Exento"))
                  .forEach(r -> report.attribute(r, "TipoFactorDR", "Tasa, Cuota")))),
  WITHHELD_RATE_IS_SATS(
      "CRP20253",
      "La tasa {seen} no es de esa retención; puede ser {expected}.",
      "Rate {seen} is not one of that withholding; it may be {expected}.",
      each((cfdi, docto, report) -> retenciones(docto).forEach(r -> rate(cfdi, r, true, report)))),
  WITHHELD_AMOUNT_IS_BASE_TIMES_RATE(
      "CRP20254",
      "La retención {seen} no es base por tasa; debe estar entre {expected}.",
      "The withholding {seen} is not base times rate; it has to be between {expected}.",
      each(
          (cfdi, docto, report) ->
              retenciones(docto).forEach(r -> amount(cfdi, docto, r, report)))),
  TRANSFERRED_BASE_IS_POSITIVE(
      "CRP20255",
      "La base del impuesto trasladado debe ser mayor que cero.",
      "The transferred tax's base has to be above zero.",
      each((cfdi, docto, report) -> traslados(docto).forEach(t -> positive(t, "BaseDR", report)))),
  TRANSFERRED_TAX_IS_SATS(
      "CRP20256",
      "El impuesto trasladado {seen} no existe: 002 IVA, 003 IEPS.",
      "There is no transferred tax {seen}: 002 IVA, 003 IEPS.",
      each(
          (cfdi, docto, report) ->
              traslados(docto)
                  .filter(
                      t ->
                          cfdi.refuses(Catalog.IMPUESTO, t, "ImpuestoDR")
                              || t.text("ImpuestoDR").equals("001"))
                  .forEach(t -> report.attribute(t, "ImpuestoDR", "002, 003")))),
  TRANSFERRED_FACTOR_IS_SATS(
      "CRP20257",
      "El tipo de factor {seen} no existe: Tasa, Cuota o Exento.",
      "There is no factor {seen}: Tasa, Cuota or Exento.",
      each(
          (cfdi, docto, report) ->
              traslados(docto)
                  .filter(t -> cfdi.refuses(Catalog.TIPO_FACTOR, t, "TipoFactorDR"))
                  .forEach(t -> report.attribute(t, "TipoFactorDR", "Tasa, Cuota, Exento")))),
  EXEMPT_HAS_NO_RATE_NOR_AMOUNT(
      "CRP20258",
      "Un traslado exento no lleva tasa ni importe; quítalos.",
      "An exempt tax has neither rate nor amount; take them out.",
      each(
          (cfdi, docto, report) ->
              traslados(docto)
                  .filter(t -> t.text("TipoFactorDR").equals("Exento"))
                  .forEach(
                      t ->
                          Stream.of("TasaOCuotaDR", "ImporteDR")
                              .filter(t::has)
                              .forEach(a -> report.excess(t, a))))),
  NOT_EXEMPT_HAS_RATE_AND_AMOUNT(
      "CRP20259",
      "Al traslado le falta su tasa o su importe.",
      "The tax lacks its rate or its amount.",
      each(
          (cfdi, docto, report) ->
              traslados(docto)
                  .filter(t -> Set.of("Tasa", "Cuota").contains(t.text("TipoFactorDR")))
                  .forEach(
                      t ->
                          Stream.of("TasaOCuotaDR", "ImporteDR")
                              .filter(a -> !t.has(a))
                              .forEach(a -> report.attribute(t, a, "0.000000 +"))))),
  TRANSFERRED_RATE_IS_SATS(
      "CRP20260",
      "La tasa {seen} no es de ese impuesto; puede ser {expected}.",
      "Rate {seen} is not one of that tax; it may be {expected}.",
      each(
          (cfdi, docto, report) ->
              traslados(docto)
                  .filter(t -> !t.text("ImpuestoDR").equals("001"))
                  .forEach(t -> rate(cfdi, t, false, report)))),
  TRANSFERRED_AMOUNT_IS_BASE_TIMES_RATE(
      "CRP20261",
      "El impuesto {seen} no es base por tasa; debe estar entre {expected}.",
      "The tax {seen} is not base times rate; it has to be between {expected}.",
      each((cfdi, docto, report) -> traslados(docto).forEach(t -> amount(cfdi, docto, t, report)))),
  EQUIVALENCE_ONE_HAS_TEN_DECIMALS_AMONG_OTHERS(
      "CRP20277",
      "Cuando un pago mezcla monedas, la EquivalenciaDR de las facturas en la moneda del pago se"
          + " escribe {expected}; trae {seen}.",
      "When a payment mixes currencies, EquivalenciaDR of the invoices in the payment's own is"
          + " written {expected}; it says {seen}.",
      paid(
          (cfdi, pago, docto, report) -> {
            if (mixes(pago)
                && docto.text("MonedaDR").equals(pago.text("MonedaP"))
                && PagoRule.equivalence(docto).compareTo(BigDecimal.ONE) == 0
                && !docto.text("EquivalenciaDR").equals("1.0000000000")) {
              report.attribute(docto, "EquivalenciaDR", "1.0000000000");
            }
          })),
  OBJECT_06_AND_08_TRANSFER_NOTHING(
      "CRP20278",
      "Con ObjetoImpDR 06 u 08 no va IVA ni IEPS, solo la retención de ISR; quita {seen}.",
      "With ObjetoImpDR 06 or 08 there is no IVA nor IEPS, only ISR withheld; take {seen} out.",
      each(
          (cfdi, docto, report) -> {
            if (Set.of("06", "08").contains(docto.text("ObjetoImpDR"))) {
              Stream.concat(retenciones(docto), traslados(docto))
                  .filter(t -> Set.of("002", "003").contains(t.text("ImpuestoDR")))
                  .forEach(t -> report.attribute(t, "ImpuestoDR", "001"));
            }
          })),
  OBJECT_07_TRANSFERS_IEPS_ALONE(
      "CRP20279",
      "Con ObjetoImpDR 07 va el IEPS trasladado y no el IVA.",
      "With ObjetoImpDR 07 there is IEPS transferred and no IVA.",
      each(
          (cfdi, docto, report) -> {
            if (docto.text("ObjetoImpDR").equals("07")) {
              Stream.concat(retenciones(docto), traslados(docto))
                  .filter(t -> t.text("ImpuestoDR").equals("002"))
                  .forEach(t -> report.attribute(t, "ImpuestoDR", "003"));
              if (traslados(docto).noneMatch(t -> t.text("ImpuestoDR").equals("003"))) {
                report.missing(docto, docto.prefix() + ":ImpuestosDR", "003");
              }
            }
          }));

  @SuppressWarnings("ImmutableEnumChecker") // text and a function without state
  private final Demand demand;

  DoctoRule(String code, String spanish, String english, Check check) {
    this.demand = Demand.of(code, spanish, english, check);
  }

  @Override
  public Demand demand() {
    return demand;
  }

  static Stream<Element> traslados(Element docto) {
    return docto.all("ImpuestosDR", "TrasladosDR", "TrasladoDR").stream();
  }

  static Stream<Element> retenciones(Element docto) {
    return docto.all("ImpuestosDR", "RetencionesDR", "RetencionDR").stream();
  }

  /** Whether invoices of the payment's own currency and of others are paid together. */
  private static boolean mixes(Element pago) {
    var own = pago.text("MonedaP");
    var doctos = PagoRule.doctos(pago);
    return doctos.stream().anyMatch(d -> d.text("MonedaDR").equals(own))
        && doctos.stream().anyMatch(d -> !d.text("MonedaDR").equals(own));
  }

  private static void positive(Element element, String attribute, Report report) {
    var amount = Cfdi.amount(element, attribute);
    if (amount != null && amount.signum() == 0) {
      report.attribute(element, attribute, "> 0");
    }
  }

  private static void decimals(Cfdi cfdi, Element docto, String attribute, Report report) {
    PagoRule.decimals(cfdi, report, docto, attribute, docto.text("MonedaDR"));
  }

  private static void rate(Cfdi cfdi, Element tax, boolean withheld, Report report) {
    var impuesto = tax.text("ImpuestoDR");
    var factor = tax.text("TipoFactorDR");
    var rate = Cfdi.amount(tax, "TasaOCuotaDR");
    if (rate != null
        && Set.of("Tasa", "Cuota").contains(factor)
        && cfdi.allows(Catalog.IMPUESTO, impuesto)
        && !cfdi.catalogs().rateFits(impuesto, factor, rate, withheld)) {
      report.attribute(tax, "TasaOCuotaDR", cfdi.catalogs().rates(impuesto, factor, withheld));
    }
  }

  private static void amount(Cfdi cfdi, Element docto, Element tax, Report report) {
    var base = Cfdi.amount(tax, "BaseDR");
    var rate = Cfdi.amount(tax, "TasaOCuotaDR");
    var amount = Cfdi.amount(tax, "ImporteDR");
    if (base != null && rate != null && amount != null) {
      var band = Band.ofTax(base, rate, cfdi.catalogs().decimals(docto.text("MonedaDR")));
      if (!band.contains(amount)) {
        report.attribute(tax, "ImporteDR", band.toString());
      }
    }
  }

  private static Check each(OfDocto check) {
    return (cfdi, report) -> {
      for (var pago : cfdi.pagos()) {
        PagoRule.doctos(pago).forEach(docto -> check.check(cfdi, docto, report));
      }
    };
  }

  private static Check paid(OfPaidDocto check) {
    return (cfdi, report) -> {
      for (var pago : cfdi.pagos()) {
        PagoRule.doctos(pago).forEach(docto -> check.check(cfdi, pago, docto, report));
      }
    };
  }

  /** A check of one invoice. */
  @FunctionalInterface
  private interface OfDocto {
    void check(Cfdi cfdi, Element docto, Report report);
  }

  /** A check of one invoice with the payment that pays it. */
  @FunctionalInterface
  private interface OfPaidDocto {
    void check(Cfdi cfdi, Element pago, Element docto, Report report);
  }
}
