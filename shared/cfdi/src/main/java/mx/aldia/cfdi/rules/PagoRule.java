package mx.aldia.cfdi.rules;

import static java.math.RoundingMode.CEILING;
import static java.math.RoundingMode.DOWN;
import static java.math.RoundingMode.FLOOR;
import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;
import org.jspecify.annotations.Nullable;

/**
 * Each payment of the complement, and what was paid of its invoices: CRP20211 to CRP20235, 20276.
 */
public enum PagoRule implements Rule {
  TOTAL_IS_THE_SUM_OF_THE_PAYMENTS(
      "CRP20211",
      "MontoTotalPagos es la suma de los pagos en pesos, {expected}; dice {seen}.",
      "MontoTotalPagos is the sum of the payments in pesos, {expected}; it says {seen}.",
      PagoRule::totalOfPayments),
  FORM_IS_KNOWN(
      "CRP20212",
      "La forma del pago no puede ser 99: di cómo te pagaron, como 03 transferencia.",
      "The payment's form cannot be 99: say how you were paid, such as 03 transfer.",
      (cfdi, report) -> {
        for (var pago : cfdi.pagos()) {
          if (pago.text("FormaDePagoP").equals("99")) {
            report.attribute(pago, "FormaDePagoP", "≠ 99");
          }
        }
      }),
  FORM_IS_SATS(
      "301",
      "La forma de pago {seen} no existe; elige una del catálogo, como 03 transferencia.",
      "There is no payment form {seen}; choose one of the catalog, such as 03 transfer.",
      (cfdi, report) -> {
        for (var pago : cfdi.pagos()) {
          if (cfdi.refuses(Catalog.FORMA_PAGO, pago, "FormaDePagoP")) {
            report.attribute(pago, "FormaDePagoP", "c_FormaPago");
          }
        }
      }),
  CURRENCY_IS_REAL(
      "CRP20213",
      "La moneda del pago no puede ser XXX: escribe la que recibiste.",
      "The payment's currency cannot be XXX: write the one you received.",
      (cfdi, report) -> {
        for (var pago : cfdi.pagos()) {
          if (pago.text("MonedaP").equals("XXX")) {
            report.attribute(pago, "MonedaP", "≠ XXX");
          }
        }
      }),
  CURRENCY_IS_SATS(
      "301",
      "La moneda {seen} no existe; usa su clave de tres letras, como MXN o USD.",
      "There is no currency {seen}; use its three letters, such as MXN or USD.",
      (cfdi, report) -> {
        for (var pago : cfdi.pagos()) {
          if (cfdi.refuses(Catalog.MONEDA, pago, "MonedaP")) {
            report.attribute(pago, "MonedaP", "c_Moneda");
          }
        }
      }),
  FOREIGN_CURRENCY_HAS_A_RATE(
      "CRP20214",
      "Falta el tipo de cambio del pago: cuántos pesos vale una unidad de su moneda.",
      "The payment's exchange rate is missing: how many pesos one unit of its currency is worth.",
      (cfdi, report) -> {
        for (var pago : cfdi.pagos()) {
          var currency = pago.text("MonedaP");
          if (!currency.isEmpty() && !currency.equals("MXN") && !pago.has("TipoCambioP")) {
            report.attribute(pago, "TipoCambioP", "MXN/" + currency);
          }
        }
      }),
  PESOS_HAVE_RATE_ONE(
      "CRP20215",
      "En pesos el tipo de cambio del pago se escribe 1; trae {seen}.",
      "In pesos the payment's exchange rate is written 1; it says {seen}.",
      (cfdi, report) -> {
        for (var pago : cfdi.pagos()) {
          if (pago.text("MonedaP").equals("MXN") && !pago.text("TipoCambioP").equals("1")) {
            report.attribute(pago, "TipoCambioP", "1");
          }
        }
      }),
  INVOICES_TAKE_AT_MOST_WHAT_WAS_PAID(
      "CRP20217",
      "Lo pagado de las facturas suma {expected} y el pago es de {seen}: no puede ser más.",
      "What was paid of the invoices adds up to {expected} and the payment is {seen}: it cannot be"
          + " more.",
      (cfdi, report) -> {
        for (var pago : cfdi.pagos()) {
          var amount = Cfdi.amount(pago, "Monto");
          var sum = sameCurrency(pago) ? Cfdi.sum(doctos(pago), "ImpPagado") : null;
          if (amount != null && sum != null && sum.compareTo(amount) > 0) {
            report.attribute(pago, "Monto", sum);
          }
        }
      }),
  AMOUNT_IS_POSITIVE(
      "CRP20218",
      "El monto del pago debe ser mayor que cero.",
      "The payment's amount has to be above zero.",
      (cfdi, report) -> {
        for (var pago : cfdi.pagos()) {
          var amount = Cfdi.amount(pago, "Monto");
          if (amount != null && amount.signum() == 0) {
            report.attribute(pago, "Monto", "> 0");
          }
        }
      }),
  AMOUNT_HAS_THE_CURRENCYS_DECIMALS(
      "CRP20219",
      "El monto del pago lleva a lo más los decimales de su moneda: {expected}.",
      "The payment's amount has at most its currency's decimals: {expected}.",
      (cfdi, report) -> {
        for (var pago : cfdi.pagos()) {
          decimals(cfdi, report, pago, "Monto", pago.text("MonedaP"));
        }
      }),
  NO_PAYING_BANK_WITHOUT_A_BANK_FORM(
      "CRP20221",
      "Con esa forma de pago no va el RFC del banco de origen; quítalo.",
      "With that payment form there is no paying bank; take it out.",
      (cfdi, report) -> noAccount(cfdi, report, "RfcEmisorCtaOrd", true)),
  FOREIGN_BANK_HAS_A_NAME(
      "CRP20223",
      "Si el banco de origen es extranjero falta su nombre: NomBancoOrdExt.",
      "A foreign paying bank needs its name: NomBancoOrdExt.",
      (cfdi, report) -> {
        for (var pago : cfdi.pagos()) {
          if (pago.text("RfcEmisorCtaOrd").equals(Cfdi.GENERIC_FOREIGN)
              && !pago.has("NomBancoOrdExt")) {
            report.attribute(pago, "NomBancoOrdExt", "1 - 300");
          }
        }
      }),
  NO_PAYING_ACCOUNT_WITHOUT_A_BANK_FORM(
      "CRP20224",
      "Con esa forma de pago no va la cuenta de origen; quítala.",
      "With that payment form there is no paying account; take it out.",
      (cfdi, report) -> noAccount(cfdi, report, "CtaOrdenante", true)),
  PAYING_ACCOUNT_HAS_ITS_FORM(
      "CRP20225",
      "La cuenta de origen {seen} no tiene los dígitos de esa forma de pago: {expected}.",
      "The paying account {seen} does not have that payment form's digits: {expected}.",
      (cfdi, report) -> account(cfdi, report, "CtaOrdenante", true)),
  RECEIVING_ACCOUNT_HAS_ITS_FORM(
      "CRP20226",
      "La cuenta de destino {seen} no tiene los dígitos de esa forma de pago: {expected}.",
      "The receiving account {seen} does not have that payment form's digits: {expected}.",
      (cfdi, report) -> account(cfdi, report, "CtaBeneficiario", false)),
  NO_RECEIVING_BANK_WITHOUT_A_BANK_FORM(
      "CRP20227",
      "Con esa forma de pago no va el RFC del banco de destino; quítalo.",
      "With that payment form there is no receiving bank; take it out.",
      (cfdi, report) -> noAccount(cfdi, report, "RfcEmisorCtaBen", false)),
  NO_RECEIVING_ACCOUNT_WITHOUT_A_BANK_FORM(
      "CRP20228",
      "Con esa forma de pago no va la cuenta de destino; quítala.",
      "With that payment form there is no receiving account; take it out.",
      (cfdi, report) -> noAccount(cfdi, report, "CtaBeneficiario", false)),
  PAYMENT_STRING_ONLY_WITH_TRANSFER(
      "CRP20229",
      "TipoCadPago va solo con transferencia (03); quítalo.",
      "TipoCadPago goes with a transfer (03) alone; take it out.",
      (cfdi, report) -> {
        for (var pago : cfdi.pagos()) {
          if (pago.has("TipoCadPago") && !pago.text("FormaDePagoP").equals("03")) {
            report.excess(pago, "TipoCadPago");
          }
        }
      }),
  PAYMENT_STRING_HAS_ITS_CERTIFICATE(
      "CRP20230",
      "Con TipoCadPago falta CertPago.",
      "TipoCadPago needs CertPago.",
      (cfdi, report) -> with(cfdi, report, "CertPago")),
  NO_CERTIFICATE_WITHOUT_PAYMENT_STRING(
      "CRP20231",
      "Sin TipoCadPago no va CertPago; quítalo.",
      "Without TipoCadPago there is no CertPago; take it out.",
      (cfdi, report) -> without(cfdi, report, "CertPago")),
  PAYMENT_STRING_IS_THERE(
      "CRP20232",
      "Con TipoCadPago falta CadPago.",
      "TipoCadPago needs CadPago.",
      (cfdi, report) -> with(cfdi, report, "CadPago")),
  NO_STRING_WITHOUT_ITS_TYPE(
      "CRP20233",
      "Sin TipoCadPago no va CadPago; quítalo.",
      "Without TipoCadPago there is no CadPago; take it out.",
      (cfdi, report) -> without(cfdi, report, "CadPago")),
  PAYMENT_STRING_HAS_ITS_SEAL(
      "CRP20234",
      "Con TipoCadPago falta SelloPago.",
      "TipoCadPago needs SelloPago.",
      (cfdi, report) -> with(cfdi, report, "SelloPago")),
  NO_SEAL_WITHOUT_PAYMENT_STRING(
      "CRP20235",
      "Sin TipoCadPago no va SelloPago; quítalo.",
      "Without TipoCadPago there is no SelloPago; take it out.",
      (cfdi, report) -> without(cfdi, report, "SelloPago")),
  CONVERTED_INVOICES_FIT_THE_PAYMENT(
      "CRP20276",
      "Lo pagado de las facturas, convertido a la moneda del pago, debe sumar a lo más {seen} o"
          + " quedar en su margen de redondeo {expected}; revisa montos y equivalencias.",
      "What was paid of the invoices, in the payment's currency, has to add up to at most {seen} or"
          + " lie in its rounding margin {expected}; check amounts and equivalences.",
      PagoRule::band);

  private static final MathContext FINE = MathContext.DECIMAL128;
  private static final BigDecimal ALMOST = new BigDecimal("0.0000000001");

  /** Forms of payment that go through a bank or a card. */
  private static final Set<String> BANKED = Set.of("02", "03", "04", "05", "06", "28", "29");

  @SuppressWarnings("ImmutableEnumChecker") // text and a function without state
  private final Demand demand;

  PagoRule(String code, String spanish, String english, Check check) {
    this.demand = Demand.of(code, spanish, english, check);
  }

  @Override
  public Demand demand() {
    return demand;
  }

  static List<Element> doctos(Element pago) {
    return pago.children("DoctoRelacionado");
  }

  /** How many units of the invoice's currency one of the payment's is worth; 1 if unsaid. */
  static BigDecimal equivalence(Element docto) {
    var equivalence = Cfdi.amount(docto, "EquivalenciaDR");
    return equivalence == null || equivalence.signum() == 0 ? BigDecimal.ONE : equivalence;
  }

  /** What one unit of the payment's currency is worth in pesos; null if it is no number. */
  static @Nullable BigDecimal pesos(Element pago) {
    return pago.has("TipoCambioP") ? Cfdi.amount(pago, "TipoCambioP") : BigDecimal.ONE;
  }

  static void decimals(
      Cfdi cfdi, Report report, Element element, String attribute, String currency) {
    var amount = Cfdi.amount(element, attribute);
    int decimals = cfdi.catalogs().decimals(currency);
    if (amount != null && !currency.equals("XXX") && amount.scale() > decimals) {
      report.attribute(element, attribute, amount.setScale(decimals, HALF_UP));
    }
  }

  private static boolean sameCurrency(Element pago) {
    return doctos(pago).stream().allMatch(d -> d.text("MonedaDR").equals(pago.text("MonedaP")));
  }

  private static void totalOfPayments(Cfdi cfdi, Report report) {
    for (var pagos : cfdi.complementos(Namespaces.PAGO, "Pagos")) {
      var sum = BigDecimal.ZERO;
      for (var pago : pagos.children("Pago")) {
        var amount = Cfdi.amount(pago, "Monto");
        var rate = pesos(pago);
        if (amount == null || rate == null) {
          return;
        }
        sum = sum.add(amount.multiply(rate));
      }
      var expected = sum.setScale(2, HALF_UP);
      for (var totales : pagos.children("Totales")) {
        var seen = Cfdi.amount(totales, PagosTotals.AMOUNT);
        if (seen != null && seen.compareTo(expected) != 0) {
          report.attribute(totales, PagosTotals.AMOUNT, expected);
        }
      }
    }
  }

  private static void noAccount(Cfdi cfdi, Report report, String attribute, boolean payer) {
    for (var pago : cfdi.pagos()) {
      var form = pago.text("FormaDePagoP");
      boolean allowed =
          attribute.startsWith("Rfc")
              ? BANKED.contains(form)
              : cfdi.catalogs().account(form, payer).allowed();
      if (pago.has(attribute) && !allowed) {
        report.excess(pago, attribute);
      }
    }
  }

  private static void account(Cfdi cfdi, Report report, String attribute, boolean payer) {
    for (var pago : cfdi.pagos()) {
      var account = cfdi.catalogs().account(pago.text("FormaDePagoP"), payer);
      var number = pago.get(attribute);
      if (number != null && account.allowed() && !account.matches(number)) {
        report.attribute(pago, attribute, account.lengths());
      }
    }
  }

  private static void with(Cfdi cfdi, Report report, String attribute) {
    for (var pago : cfdi.pagos()) {
      if (pago.has("TipoCadPago") && !pago.has(attribute)) {
        report.attribute(pago, attribute, "base64");
      }
    }
  }

  private static void without(Cfdi cfdi, Report report, String attribute) {
    for (var pago : cfdi.pagos()) {
      if (!pago.has("TipoCadPago") && pago.has(attribute)) {
        report.excess(pago, attribute);
      }
    }
  }

  /**
   * SAT asks both that the sum be at most the amount and that the amount lie in a margin, which
   * cannot always both hold; either is enough.
   */
  private static void band(Cfdi cfdi, Report report) {
    for (var pago : cfdi.pagos()) {
      var amount = Cfdi.amount(pago, "Monto");
      if (amount == null
          || sameCurrency(pago)
          || doctos(pago).stream().anyMatch(d -> Cfdi.amount(d, "ImpPagado") == null)) {
        continue;
      }
      int decimals = cfdi.catalogs().decimals(pago.text("MonedaP"));
      var sum = BigDecimal.ZERO;
      var from = BigDecimal.ZERO;
      var to = BigDecimal.ZERO;
      for (var docto : doctos(pago)) {
        var paid = Objects.requireNonNull(Cfdi.amount(docto, "ImpPagado"));
        var equivalence = equivalence(docto);
        sum = sum.add(paid.divide(equivalence, FINE));
        boolean same = docto.text("MonedaDR").equals(pago.text("MonedaP"));
        from = from.add(same ? paid : lower(paid, equivalence));
        to = to.add(same ? paid : upper(paid, equivalence));
      }
      var low = from.setScale(decimals, FLOOR);
      var high = to.setScale(decimals, CEILING);
      boolean within = amount.compareTo(low) >= 0 && amount.compareTo(high) <= 0;
      if (sum.setScale(decimals, DOWN).compareTo(amount) > 0 && !within) {
        report.attribute(pago, "Monto", low.toPlainString() + " - " + high.toPlainString());
      }
    }
  }

  private static BigDecimal lower(BigDecimal paid, BigDecimal equivalence) {
    return paid.subtract(ConceptoRule.Band.half(paid))
        .divide(equivalence.add(ConceptoRule.Band.half(equivalence)).subtract(ALMOST), FINE);
  }

  private static BigDecimal upper(BigDecimal paid, BigDecimal equivalence) {
    return paid.add(ConceptoRule.Band.half(paid))
        .subtract(ALMOST)
        .divide(equivalence.subtract(ConceptoRule.Band.half(equivalence)), FINE);
  }
}
