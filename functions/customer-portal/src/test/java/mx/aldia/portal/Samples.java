package mx.aldia.portal;

import static mx.aldia.domain.money.Money.MXN;
import static mx.aldia.domain.money.Money.mxn;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Tax;
import mx.aldia.domain.invoice.Totals;
import mx.aldia.domain.invoice.Withholding;
import mx.aldia.domain.money.Money;
import mx.aldia.letters.Bill;
import mx.aldia.letters.Language;
import mx.aldia.letters.Party;
import mx.aldia.letters.Sender;
import mx.aldia.letters.WayToPay;
import mx.aldia.portal.InvoicePage.Kind;
import mx.aldia.portal.InvoicePage.Links;
import mx.aldia.portal.InvoicePage.Movement;
import mx.aldia.portal.InvoicePage.Standing;

/** A studio's invoice of 15 May 2026, seen on any day and in every state. */
final class Samples {
  static final LocalDate DUE = LocalDate.of(2026, 5, 15);
  static final String TOKEN = "/i/Zk3v9QmX2bYt7LrPc8WnDg";
  static final Links LINKS =
      new Links(
          URI.create("https://pagos.estudiorio.mx" + TOKEN),
          URI.create(TOKEN + "/pdf"),
          Optional.empty(),
          Optional.empty(),
          URI.create(TOKEN + "/confirm_receipt"),
          Optional.of(URI.create("/u/p4Hs0TqVw1KzXe6RjNfUyA")));
  static final Tax IVA_16 = new Tax.Iva(new BigDecimal("0.16"));
  static final Sender STUDIO =
      new Sender(
          "Estudio Río",
          "Estudio Río Diseño, S.A. de C.V.",
          "ERD200101AB1",
          "cobranza@estudiorio.mx",
          "55 1234 5678",
          URI.create("https://estudiorio.mx/privacidad"));
  static final Party CAFE =
      new Party("Café Nube", "Cafés de Altura Nube, S. de R.L.", "CAN190312QX7");
  static final WayToPay TRANSFER =
      new WayToPay.Transfer("BBVA", "012180001234567897", "Estudio Río Diseño, S.A. de C.V.");
  static final WayToPay CARD = new WayToPay.Card(URI.create("https://pagar.ejemplo.mx/c/9f2"));
  static final WayToPay CASH =
      new WayToPay.InPerson(
          "En efectivo: en el estudio, Tabasco 210, Roma Norte, de lunes a viernes de 10:00 a"
              + " 18:00.");

  private Samples() {}

  static Line line(String description, String quantity, String price) {
    return new Line(
        Optional.empty(),
        description,
        new BigDecimal(quantity),
        new BigDecimal(price),
        mxn(0),
        List.of(IVA_16),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  static List<Line> fewLines() {
    return List.of(
        line("Diseño de identidad: logotipo, paleta y manual de uso", "1", "18500"),
        line("Sesión de fotografía de producto", "2.5", "3200"),
        new Line(
            Optional.empty(),
            "Asesoría editorial",
            new BigDecimal("12"),
            new BigDecimal("650.125"),
            mxn(50_000),
            List.of(IVA_16),
            List.of(new Withholding(Withholding.Kind.ISR, new BigDecimal("0.10"))),
            Optional.empty(),
            Optional.empty()));
  }

  static List<Line> manyLines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> line("Partida " + i + ": ajuste de arte para catálogo", "3", "420.5"))
        .toList();
  }

  /** An invoice of these lines, as it is today. */
  static InvoicePage page(
      List<Line> lines, Standing standing, Money paid, Money interest, LocalDate today) {
    var bill =
        new Bill(
            "A-12",
            lines.getFirst().description(),
            LocalDate.of(2026, 4, 30),
            DUE,
            Totals.of(MXN, lines).total(),
            mxn(0),
            paid,
            interest,
            LINKS.page());
    return new InvoicePage(
        Language.SPANISH,
        Treatment.USTED,
        standing,
        STUDIO,
        CAFE,
        bill,
        lines,
        Optional.of("OC-2026-0481"),
        paid.isZero() ? List.of() : List.of(new Movement(Kind.PAYMENT, paid, today.minusDays(1))),
        List.of(TRANSFER, CARD, CASH),
        today,
        Optional.empty(),
        LINKS);
  }

  static InvoicePage open() {
    return page(fewLines(), Standing.OPEN, mxn(0), mxn(0), DUE.minusDays(1));
  }

  /** Of what is stamped when it is paid. */
  static InvoicePage notice() {
    var page = open();
    return new InvoicePage(
        page.language(),
        page.treatment(),
        page.standing(),
        page.from(),
        page.to(),
        page.bill().asNotice(),
        page.lines(),
        page.poNumber(),
        page.movements(),
        page.ways(),
        page.today(),
        page.receiptConfirmedOn(),
        page.links());
  }

  static InvoicePage overdue() {
    return page(fewLines(), Standing.OPEN, mxn(0), mxn(12_345), DUE.plusDays(7));
  }

  static InvoicePage partPaid() {
    return page(fewLines(), Standing.OPEN, mxn(1_000_000), mxn(0), DUE.plusDays(3));
  }

  static InvoicePage paid() {
    return page(
        fewLines(), Standing.PAID, Totals.of(MXN, fewLines()).total(), mxn(0), DUE.plusDays(5));
  }

  /** Settled by a credit note: nobody has paid anything. */
  static InvoicePage credited() {
    return page(fewLines(), Standing.PAID, mxn(0), mxn(0), DUE.plusDays(5));
  }

  static InvoicePage voided() {
    return page(fewLines(), Standing.VOID, mxn(0), mxn(0), DUE);
  }

  /** The same page, told to another reader by another sender. */
  static InvoicePage told(
      InvoicePage page, Language language, Treatment treatment, Sender from, Party to) {
    return new InvoicePage(
        language,
        treatment,
        page.standing(),
        from,
        to,
        page.bill(),
        page.lines(),
        page.poNumber(),
        page.movements(),
        page.ways(),
        page.today(),
        page.receiptConfirmedOn(),
        page.links());
  }

  static InvoicePage offering(
      InvoicePage page, List<WayToPay> ways, Optional<LocalDate> receiptConfirmedOn) {
    return new InvoicePage(
        page.language(),
        page.treatment(),
        page.standing(),
        page.from(),
        page.to(),
        page.bill(),
        page.lines(),
        page.poNumber(),
        page.movements(),
        ways,
        page.today(),
        receiptConfirmedOn,
        page.links());
  }

  /** Names, words and amounts longer than anyone should have. */
  static InvoicePage wild() {
    var lines =
        List.of(
            line("Servicio " + "x".repeat(200), "123456.123456", "99999.123456"),
            line(
                "Línea uno\nLínea dos <script>alert('x')</script> & \"comillas\"",
                "1",
                "987654321.99"));
    return told(
        page(lines, Standing.OPEN, mxn(123_456_789_012L), mxn(1), DUE.plusDays(400)),
        Language.SPANISH,
        Treatment.TU,
        new Sender(
            "Comercializadora y Distribuidora de Productos Especializados del Noroeste y Asociados",
            "Comercializadora y Distribuidora de Productos Especializados del Noroeste, Sociedad"
                + " Anónima Promotora de Inversión de Capital Variable",
            "CDP990101AB1",
            "cuentas.por.cobrar.corporativo@distribuidora-del-noroeste-especializada.com.mx",
            "+52 (662) 123 4567 ext. 8901",
            null),
        new Party("<img src=x onerror=alert(1)> & Asociados", "\"><b>", null));
  }
}
