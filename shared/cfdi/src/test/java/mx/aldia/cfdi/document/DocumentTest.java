package mx.aldia.cfdi.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import mx.aldia.cfdi.Keys;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.document.Documento.Egreso;
import mx.aldia.cfdi.document.Documento.Ingreso;
import mx.aldia.cfdi.document.InformacionGlobal.Periodicidad;
import mx.aldia.cfdi.document.PaidShare.Side;
import mx.aldia.cfdi.money.LineAmounts;
import mx.aldia.cfdi.money.LineAmounts.Sale;
import mx.aldia.cfdi.money.TaxAmount;
import mx.aldia.cfdi.money.TaxIncluded;
import mx.aldia.cfdi.money.TaxIncluded.Charged;
import mx.aldia.cfdi.money.TaxRate;
import mx.aldia.cfdi.rules.Finding;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.seal.SealDocument;
import mx.aldia.cfdi.verify.StampCertificates;
import mx.aldia.cfdi.verify.VerifyDocument;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.WriteXml;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;

class DocumentTest {
  private static final LocalDateTime FECHA = LocalDateTime.of(2026, 3, 2, 10, 0);
  private static final TaxRate IVA = TaxRate.iva("0.16");
  private static final Emisor EMISOR = new Emisor(new Rfc(Keys.SELLER), "TALLER ESPAÑA", "601");
  private static final Receptor RECEPTOR =
      new Receptor(new Rfc("CLI850101AB1"), "CLIENTE", "64000", "601", "G03", Optional.empty());

  @Test
  void a_sale_is_written_in_sats_order() {
    var sealed =
        SealDocument.seal(
            ingreso(line(sale("2", "500", "100", List.of(IVA), List.of(TaxRate.isr("0.1")))))
                .element(),
            Keys.CSD.sealingKey());

    assertThat(sealed.attributes().keySet())
        .containsExactly(
            "xmlns:cfdi",
            "xmlns:xsi",
            "xsi:schemaLocation",
            "Version",
            "Serie",
            "Folio",
            "Fecha",
            "Sello",
            "FormaPago",
            "NoCertificado",
            "Certificado",
            "SubTotal",
            "Descuento",
            "Moneda",
            "Total",
            "TipoDeComprobante",
            "Exportacion",
            "MetodoPago",
            "LugarExpedicion");
    assertThat(WriteXml.text(sealed))
        .contains(
            "<cfdi:Impuestos TotalImpuestosRetenidos=\"90.00\" TotalImpuestosTrasladados=\"144.00\">"
                + "<cfdi:Retenciones><cfdi:Retencion Impuesto=\"001\" Importe=\"90.00\"/>"
                + "</cfdi:Retenciones><cfdi:Traslados>");
    assertThat(verify(sealed)).isTrue();
  }

  @Test
  void a_line_given_away_is_subject_to_tax_and_has_none() {
    var document =
        ingreso(line(sale("1", "50", "50", List.of(IVA), List.of())), line(plain("1", "9")));

    assertThat(findings(document.element())).isEmpty();
    assertThat(document.element().all("Conceptos", "Concepto").getFirst().text("ObjetoImp"))
        .isEqualTo("04");
  }

  @Test
  void an_exempt_sale_has_no_total_of_taxes() {
    var document = ingreso(line(sale("1", "50", "0", List.of(TaxRate.ivaExempt()), List.of())));

    assertThat(findings(document.element())).isEmpty();
    assertThat(document.element().child("Impuestos").orElseThrow().attributes()).isEmpty();
  }

  @Test
  void a_global_invoice_is_to_the_public_for_a_period() {
    var document =
        new Ingreso(
            heading(Receptor.publicInGeneral("06600"), List.of()),
            operation("PUE", "01", List.of(line(plain("1", "100.50")))),
            Optional.of(InformacionGlobal.of(Periodicidad.MONTHLY, YearMonth.of(2026, 2))));

    assertThat(findings(document.element())).isEmpty();
    assertThat(InformacionGlobal.of(Periodicidad.BIMONTHLY, YearMonth.of(2026, 4)).meses())
        .isEqualTo("14");
  }

  @Test
  void a_credit_note_is_related_to_its_sale() {
    var receptor =
        new Receptor(new Rfc("CLI850101AB1"), "CLIENTE", "64000", "601", "G02", Optional.empty());
    var uuid = "01234567-89AB-CDEF-0123-456789ABCDEF";
    var document =
        new Egreso(
            heading(receptor, List.of(new Relacion(Relacion.Tipo.CREDIT_NOTE, List.of(uuid)))),
            operation("PUE", "03", List.of(line(plain("1", "100")))));

    assertThat(findings(document.element())).isEmpty();
  }

  @Test
  void a_sale_abroad_in_dollars_says_its_rate() {
    var operation =
        new Operacion(
            "USD",
            2,
            Optional.of(new BigDecimal("17.2500")),
            "PPD",
            "99",
            Optional.empty(),
            Operacion.NO_EXPORT,
            List.of(line(sale("1", "100", "0", List.of(TaxRate.iva("0")), List.of()))));
    var foreign =
        Receptor.foreign("ACME", "06600", new Receptor.Abroad("USA", Optional.of("123456789")));
    var document = new Ingreso(heading(foreign, List.of()), operation, Optional.empty());

    assertThat(findings(document.element())).isEmpty();
    assertThat(document.element().text("TipoCambio")).isEqualTo("17.25");
  }

  @Test
  void no_invoice_breaks_a_rule_and_its_total_is_what_its_lines_come_to() {
    Property.forAll(
        1000,
        (random, _) -> {
          var document = randomIngreso(random);
          var summary = document.operacion().summary();

          assertThat(findings(document.element())).isEmpty();
          assertThat(new BigDecimal(document.element().text("Total")))
              .isEqualByComparingTo(summary.total());
        });
  }

  @Test
  void no_invoice_of_prices_with_tax_breaks_a_rule() {
    Property.forAll(
        300,
        (random, _) -> {
          var charged = BigDecimal.valueOf(random.nextInt(100, 9_000_000), 2);
          var sales =
              TaxIncluded.sales(
                      List.of(
                          new Charged(
                              BigDecimal.valueOf(random.nextInt(1, 50)),
                              charged,
                              List.of(IVA),
                              List.of())),
                      2)
                  .orElseThrow();
          var lines =
              sales.stream()
                  .map(s -> Concepto.of("01010101", "H87", "x", s, LineAmounts.FINEST))
                  .toList();
          var document =
              new Ingreso(
                  heading(RECEPTOR, List.of()), operation("PUE", "03", lines), Optional.empty());

          assertThat(findings(document.element())).isEmpty();
          assertThat(new BigDecimal(document.element().text("Total")))
              .isEqualByComparingTo(charged);
        });
  }

  @Test
  void an_invoice_paid_in_three_parts_closes_to_zero() {
    var ingreso =
        ingreso(line(sale("3", "333.33", "0", List.of(IVA), List.of(TaxRate.isr("0.10")))));
    var summary = ingreso.operacion().summary();
    var invoice =
        new PaidShare.Invoiced(
            summary.total(),
            2,
            summary.transferred(),
            List.of(
                new TaxAmount(TaxRate.isr("0.10"), summary.subtotal(), summary.withheldTotal())));
    var transferred = new ArrayList<TaxAmount>();
    var withheld = new ArrayList<TaxAmount>();
    var owed = summary.total();
    var parts = List.of("400.00", "333.33", owed.subtract(new BigDecimal("733.33")).toString());
    for (int i = 0; i < 3; i++) {
      var paid = new BigDecimal(parts.get(i));
      var before = summary.total().subtract(owed);
      var t = PaidShare.of(invoice, Side.TRANSFERRED, paid, before, transferred);
      var w = PaidShare.of(invoice, Side.WITHHELD, paid, before, withheld);
      var factura = factura(i + 1, owed, paid, t, w);

      assertThat(findings(pago("MXN", "1", paid, factura).element())).isEmpty();
      transferred.addAll(t);
      withheld.addAll(w);
      owed = factura.saldoInsoluto();
    }

    assertThat(owed).isEqualByComparingTo("0");
    assertThat(sum(transferred)).isEqualByComparingTo(summary.subtotal());
    assertThat(sum(withheld)).isEqualByComparingTo(summary.subtotal());
  }

  @Test
  void one_payment_over_invoices_of_two_currencies_breaks_no_rule() {
    var pesos = new BigDecimal("20000.00");
    var dollars = new BigDecimal("579.71");
    var mxn = factura(1, pesos, pesos, List.of(on(pesos)), List.of());
    var usd =
        new FacturaPagada(
            "11234567-89AB-CDEF-0123-456789ABCDEF",
            Optional.empty(),
            Optional.empty(),
            "USD",
            2,
            FacturaPagada.equivalence(dollars, new BigDecimal("10000.00")),
            1,
            new BigDecimal("1000.00"),
            dollars,
            "02",
            List.of(on(dollars)),
            List.of());
    var document = pago("MXN", "1", new BigDecimal("30000.00"), mxn, usd);

    assertThat(findings(document.element())).isEmpty();
  }

  @Test
  void no_payment_breaks_a_rule() {
    Property.forAll(
        500,
        (random, _) -> {
          var facturas = new ArrayList<FacturaPagada>();
          var paidInPesos = BigDecimal.ZERO;
          for (int i = random.nextInt(1, 5); i > 0; i--) {
            var total = randomIngreso(random).operacion().summary();
            if (total.total().signum() <= 0) {
              continue;
            }
            var invoice = new PaidShare.Invoiced(total.total(), 2, total.transferred(), List.of());
            var paid = BigDecimal.valueOf(random.nextLong(1, cents(total.total()) + 1), 2);
            boolean dollars = random.nextInt(3) == 0;
            var rate = BigDecimal.valueOf(random.nextInt(150_000, 220_000), 4);
            var worth = dollars ? paid.multiply(rate).setScale(2, RoundingMode.UP) : paid;
            paidInPesos = paidInPesos.add(worth);
            facturas.add(
                new FacturaPagada(
                    "01234567-89AB-CDEF-0123-456789ABCDEF",
                    Optional.of("A"),
                    Optional.of("1"),
                    dollars ? "USD" : "MXN",
                    2,
                    dollars ? FacturaPagada.equivalence(paid, worth) : BigDecimal.ONE,
                    1,
                    total.total(),
                    paid,
                    total.transferred().isEmpty() ? "01" : "02",
                    PaidShare.of(invoice, Side.TRANSFERRED, paid, BigDecimal.ZERO, List.of()),
                    List.of()));
          }
          if (facturas.isEmpty()
              || facturas.stream()
                  .anyMatch(f -> f.objetoImp().equals("02") && f.transferred().isEmpty())) {
            return;
          }

          assertThat(
                  findings(
                      pago("MXN", "1", paidInPesos, facturas.toArray(FacturaPagada[]::new))
                          .element()))
              .isEmpty();
        });
  }

  private static long cents(BigDecimal amount) {
    return amount.movePointRight(2).longValueExact();
  }

  private static BigDecimal sum(List<TaxAmount> taxes) {
    return taxes.stream().map(TaxAmount::base).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static TaxAmount on(BigDecimal paid) {
    var base = paid.divide(new BigDecimal("1.16"), 6, RoundingMode.HALF_UP);
    return new TaxAmount(IVA, base, base.multiply(IVA.rate()).setScale(6, RoundingMode.HALF_UP));
  }

  private static FacturaPagada factura(
      int parcialidad,
      BigDecimal owed,
      BigDecimal paid,
      List<TaxAmount> transferred,
      List<TaxAmount> withheld) {
    return new FacturaPagada(
        "01234567-89AB-CDEF-0123-456789ABCDEF",
        Optional.of("A"),
        Optional.of("1"),
        "MXN",
        2,
        BigDecimal.ONE,
        parcialidad,
        owed,
        paid,
        "02",
        transferred,
        withheld);
  }

  private static Documento.Pago pago(
      String currency, String rate, BigDecimal amount, FacturaPagada... facturas) {
    return new Documento.Pago(
        heading(RECEPTOR, List.of()),
        List.of(
            new PagoRecibido(
                FECHA,
                "03",
                currency,
                2,
                new BigDecimal(rate),
                amount,
                Optional.of("REF 1"),
                Optional.empty(),
                Optional.empty(),
                List.of(facturas))));
  }

  private static Ingreso randomIngreso(RandomGenerator random) {
    var lines = new ArrayList<Concepto>();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      var quantity = BigDecimal.valueOf(random.nextInt(1, 100_000), random.nextInt(4));
      var price = BigDecimal.valueOf(random.nextInt(1, 5_000_000), random.nextInt(7));
      var amount = quantity.multiply(price).setScale(2, RoundingMode.HALF_UP);
      var discount =
          random.nextInt(4) == 0 && amount.signum() > 0
              ? BigDecimal.valueOf(random.nextLong(0, cents(amount) + 1), 2)
              : BigDecimal.ZERO;
      lines.add(line(new Sale(quantity, price, discount, taxes(random), withheld(random))));
    }
    return ingreso(lines.toArray(Concepto[]::new));
  }

  private static List<TaxRate> taxes(RandomGenerator random) {
    return switch (random.nextInt(7)) {
      case 0 -> List.of(TaxRate.iva("0.08"));
      case 1 -> List.of(TaxRate.iva("0"));
      case 2 -> List.of(TaxRate.ivaExempt());
      case 3 -> List.of(TaxRate.ieps("0.265"), IVA);
      case 4 -> List.of(TaxRate.iepsPerUnit("6.4555"), IVA);
      case 5 -> List.of();
      default -> List.of(IVA);
    };
  }

  private static List<TaxRate> withheld(RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0 -> List.of(TaxRate.isr("0.10"), TaxRate.iva("0.106667"));
      case 1 -> List.of(TaxRate.isr("0.0125"));
      default -> List.of();
    };
  }

  private static Ingreso ingreso(Concepto... lines) {
    return new Ingreso(
        heading(RECEPTOR, List.of()), operation("PUE", "03", List.of(lines)), Optional.empty());
  }

  private static Operacion operation(String method, String form, List<Concepto> lines) {
    return new Operacion(
        "MXN", 2, Optional.empty(), method, form, Optional.empty(), Operacion.NO_EXPORT, lines);
  }

  private static Heading heading(Receptor receptor, List<Relacion> relations) {
    return new Heading(
        Optional.of("A"), Optional.of("1"), FECHA, "06600", EMISOR, receptor, relations);
  }

  private static Concepto line(Sale sale) {
    return Concepto.of("84111506", "E48", "Asesoría", sale, 2);
  }

  private static Sale plain(String quantity, String price) {
    return sale(quantity, price, "0", List.of(IVA), List.of());
  }

  private static Sale sale(
      String quantity,
      String price,
      String discount,
      List<TaxRate> transferred,
      List<TaxRate> withheld) {
    return new Sale(
        new BigDecimal(quantity),
        new BigDecimal(price),
        new BigDecimal(discount),
        transferred,
        withheld);
  }

  private static List<Finding> findings(Element document) {
    return new Rules(Catalogs.own()).check(document, Rules.CONTENT);
  }

  private static boolean verify(Element document) {
    return new VerifyDocument(Catalogs.own(), StampCertificates.none()).verify(document).isValid();
  }
}
