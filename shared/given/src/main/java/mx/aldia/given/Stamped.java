package mx.aldia.given;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.document.Concepto;
import mx.aldia.cfdi.document.Documento;
import mx.aldia.cfdi.document.Emisor;
import mx.aldia.cfdi.document.FacturaPagada;
import mx.aldia.cfdi.document.Heading;
import mx.aldia.cfdi.document.InformacionGlobal;
import mx.aldia.cfdi.document.Operacion;
import mx.aldia.cfdi.document.PagoRecibido;
import mx.aldia.cfdi.document.Receptor;
import mx.aldia.cfdi.document.Relacion;
import mx.aldia.cfdi.document.Rfc;
import mx.aldia.cfdi.money.LineAmounts;
import mx.aldia.cfdi.money.TaxAmount;
import mx.aldia.cfdi.money.TaxRate;
import mx.aldia.cfdi.pac.Mood;
import mx.aldia.cfdi.pac.Pac;
import mx.aldia.cfdi.pac.SandboxPac;
import mx.aldia.cfdi.pac.StampMemory;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.seal.SatCertificate.Kind;
import mx.aldia.cfdi.seal.SealDocument;
import mx.aldia.cfdi.seal.SelfMadeCertificate;
import mx.aldia.cfdi.xml.WriteXml;

/** The studio's CFDI, sealed with its own certificate and stamped by the sandbox's certifier. */
public final class Stamped {
  private static final Instant NOW = Instant.parse("2026-04-30T16:26:00Z");
  private static final LocalDateTime FECHA = LocalDateTime.of(2026, 4, 30, 10, 24, 5);
  private static final String RFC = "ERD200101AB1";
  private static final TaxRate IVA = TaxRate.iva("0.16");
  private static final SelfMadeCertificate CSD = certificate(RFC, "00001000000512345678");
  private static final SelfMadeCertificate PAC =
      certificate("SPR190613I52", "00001000000509846663");
  private static final Emisor STUDIO = new Emisor(new Rfc(RFC), "ESTUDIO RIO DISEÑO", "601");
  private static final Receptor CAFE =
      new Receptor(
          new Rfc("CAN190312QX7"), "CAFES DE ALTURA NUBE", "68000", "601", "G03", Optional.empty());

  private Stamped() {}

  private static SelfMadeCertificate certificate(String rfc, String number) {
    return SelfMadeCertificate.make(
        new SelfMadeCertificate.Wanted(
            Kind.CSD,
            number,
            rfc,
            "ESTUDIO RIO DISEÑO SA DE CV",
            Instant.parse("2025-01-01T00:00:00Z"),
            Instant.parse("2029-01-01T00:00:00Z")));
  }

  /** A sale of a few lines. */
  public static byte[] invoice() {
    return stamped(
        new Documento.Ingreso(
            heading("A", "12", CAFE, List.of()),
            operation(
                "PPD",
                "99",
                List.of(
                    line(
                        "82141505",
                        "E48",
                        "Diseño de identidad: logotipo, paleta y manual de uso",
                        sale("1", "18500", "0", List.of(IVA), List.of())),
                    line(
                        "82131603",
                        "E48",
                        "Sesión de fotografía de producto",
                        sale("2.5", "3200", "0", List.of(IVA), List.of())),
                    line(
                        "80101500",
                        "HUR",
                        "Asesoría editorial",
                        sale(
                            "12",
                            "650.125",
                            "500",
                            List.of(IVA),
                            List.of(TaxRate.isr("0.10"), TaxRate.iva("0.106667")))))),
            Optional.empty()));
  }

  public static byte[] longInvoice(int lines) {
    return stamped(
        new Documento.Ingreso(
            heading("A", "13", CAFE, List.of()),
            operation(
                "PUE",
                "03",
                IntStream.rangeClosed(1, lines)
                    .mapToObj(
                        i ->
                            line(
                                "84111506",
                                "H87",
                                "Partida " + i + ": ajuste de arte",
                                sale("1", "420.5", "0", List.of(IVA), List.of())))
                    .toList()),
            Optional.empty()));
  }

  /** Five thousand pesos off the invoice with that folio fiscal. */
  public static byte[] creditNote(String uuid) {
    return stamped(
        new Documento.Egreso(
            heading(
                "NC",
                "3",
                use("G02"),
                List.of(new Relacion(Relacion.Tipo.CREDIT_NOTE, List.of(uuid)))),
            operation(
                "PUE",
                "15",
                List.of(
                    line(
                        "84111506",
                        "ACT",
                        "Descuento por pronto pago",
                        sale("1", "5000", "0", List.of(IVA), List.of()))))));
  }

  public static byte[] global() {
    return stamped(
        new Documento.Ingreso(
            heading("G", "4", Receptor.publicInGeneral("06700"), List.of()),
            operation(
                "PUE",
                "01",
                List.of(
                    ticket("T-871", "86.21"), ticket("T-872", "120.69"), ticket("T-875", "43.10"))),
            Optional.of(
                InformacionGlobal.of(
                    InformacionGlobal.Periodicidad.MONTHLY, YearMonth.of(2026, 4)))));
  }

  /** One transfer over two invoices: the first is closed by it, the second is not. */
  public static byte[] payment(String first, String second) {
    return stamped(
        new Documento.Pago(
            heading("P", "7", CAFE.ofPayment(), List.of()),
            List.of(
                new PagoRecibido(
                    LocalDateTime.of(2026, 4, 29, 12, 0),
                    "03",
                    "MXN",
                    2,
                    BigDecimal.ONE,
                    new BigDecimal("17400.00"),
                    Optional.of("SPEI 7781"),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(
                        paid(first, "10", 2, "11600.00", "11600.00"),
                        paid(second, "11", 1, "23200.00", "5800.00"))))));
  }

  private static FacturaPagada paid(
      String uuid, String folio, int installment, String before, String paid) {
    var amount = new BigDecimal(paid);
    var base = amount.divide(new BigDecimal("1.16"));
    return new FacturaPagada(
        uuid,
        Optional.of("A"),
        Optional.of(folio),
        "MXN",
        2,
        BigDecimal.ONE,
        installment,
        new BigDecimal(before),
        amount,
        "02",
        List.of(new TaxAmount(IVA, base.setScale(6), amount.subtract(base).setScale(6))),
        List.of());
  }

  private static Receptor use(String use) {
    return new Receptor(
        CAFE.rfc(), CAFE.nombre(), CAFE.codigoPostal(), CAFE.regimenFiscal(), use, CAFE.abroad());
  }

  private static Heading heading(
      String serie, String folio, Receptor receptor, List<Relacion> related) {
    return new Heading(
        Optional.of(serie), Optional.of(folio), FECHA, "06700", STUDIO, receptor, related);
  }

  private static Operacion operation(String method, String form, List<Concepto> lines) {
    return new Operacion(
        "MXN", 2, Optional.empty(), method, form, Optional.empty(), Operacion.NO_EXPORT, lines);
  }

  private static LineAmounts.Sale sale(
      String quantity, String price, String discount, List<TaxRate> taxes, List<TaxRate> withheld) {
    return new LineAmounts.Sale(
        new BigDecimal(quantity), new BigDecimal(price), new BigDecimal(discount), taxes, withheld);
  }

  private static Concepto line(
      String product, String unit, String description, LineAmounts.Sale sale) {
    return Concepto.of(product, unit, description, sale, 2);
  }

  private static Concepto ticket(String number, String price) {
    return new Concepto(
        "01010101",
        Optional.of(number),
        "ACT",
        Optional.empty(),
        "Venta",
        Concepto.NOT_SUBJECT,
        sale("1", price, "0", List.of(IVA), List.of()),
        2,
        List.of(),
        List.of());
  }

  private static byte[] stamped(Documento document) {
    var sealed = WriteXml.bytes(SealDocument.seal(document.element(), CSD.sealingKey()));
    var pac =
        new SandboxPac(
            PAC.sealingKey(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new Rules(Catalogs.own()),
            StampMemory.inProcess(),
            Mood.byFolio(Duration.ZERO),
            _ -> {});
    return switch (pac.stamp(sealed, "key")) {
      case Pac.Stamped(var xml, _, _) -> xml.getBytes(StandardCharsets.UTF_8);
      case Pac.Rejected rejected -> throw new AssertionError(rejected);
      case Pac.Unknown unknown -> throw new AssertionError(unknown);
    };
  }
}
