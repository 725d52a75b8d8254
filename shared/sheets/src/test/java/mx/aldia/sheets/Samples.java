package mx.aldia.sheets;

import static mx.aldia.domain.money.Money.MXN;
import static mx.aldia.domain.money.Money.mxn;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import mx.aldia.sheets.InvoiceSheet.Standing;

/** A studio's invoice, short, long and in every state. */
final class Samples {
  static final URI PAGE = URI.create("https://pagos.estudiorio.mx/i/Zk3v9QmX2bYt7LrPc8WnDg");
  static final Tax IVA_16 = new Tax.Iva(new BigDecimal("0.16"));
  static final Sender STUDIO =
      new Sender(
          "Estudio Río",
          "Estudio Río Diseño, S.A. de C.V.",
          "ERD200101AB1",
          "cobranza@estudiorio.mx",
          "55 1234 5678",
          null);
  static final Party CAFE =
      new Party("Café Nube", "Cafés de Altura Nube, S. de R.L.", "CAN190312QX7");
  static final List<WayToPay> WAYS =
      List.of(
          new WayToPay.Transfer("BBVA", "012180001234567897", "Estudio Río Diseño, S.A. de C.V."),
          new WayToPay.Card(URI.create("https://pagar.ejemplo.mx/c/9f2")),
          new WayToPay.InPerson(
              "En efectivo: en el estudio, Tabasco 210, Roma Norte, de lunes a viernes."));

  private Samples() {}

  static Line line(String description, String quantity, String price, Tax... taxes) {
    return new Line(
        Optional.empty(),
        description,
        new BigDecimal(quantity),
        new BigDecimal(price),
        mxn(0),
        List.of(taxes),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  static List<Line> fewLines() {
    return List.of(
        line("Diseño de identidad: logotipo, paleta y manual de uso", "1", "18500", IVA_16),
        line("Sesión de fotografía de producto", "2.5", "3200", IVA_16),
        new Line(
            Optional.empty(),
            "Asesoría editorial",
            new BigDecimal("12"),
            new BigDecimal("650.125"),
            mxn(50_000),
            List.of(IVA_16),
            List.of(
                new Withholding(Withholding.Kind.ISR, new BigDecimal("0.10")),
                new Withholding(Withholding.Kind.IVA, new BigDecimal("0.106667"))),
            Optional.empty(),
            Optional.empty()));
  }

  static List<Line> manyLines(int count) {
    var lines = new ArrayList<Line>();
    for (int i = 1; i <= count; i++) {
      lines.add(
          i % 9 == 0
              ? line(
                  "Impresión offset de catálogo, 4 × 4 tintas, papel couché mate de 150 g, con barniz"
                      + " a registro, suaje especial y empaque individual en bolsa biodegradable; entrega"
                      + " parcial número "
                      + i,
                  "1250",
                  "38.4567",
                  IVA_16)
              : line("Partida " + i + ": ajuste de arte", "1", "420.5", IVA_16));
    }
    return lines;
  }

  static Totals totals(List<Line> lines) {
    return Totals.of(MXN, lines);
  }

  static InvoiceSheet sheet(List<Line> lines, Money paid, Money interest, Standing standing) {
    var bill =
        new Bill(
            "A-12",
            "Diseño de identidad",
            LocalDate.of(2026, 4, 30),
            LocalDate.of(2026, 5, 15),
            totals(lines).total(),
            mxn(0),
            paid,
            interest,
            PAGE);
    return new InvoiceSheet(
        Language.SPANISH,
        Treatment.USTED,
        standing,
        STUDIO,
        CAFE,
        bill,
        lines,
        Optional.of("OC-2026-0481"),
        WAYS,
        LocalDate.of(2026, 5, 18),
        false);
  }

  static InvoiceSheet open() {
    return sheet(fewLines(), mxn(0), mxn(0), Standing.OPEN);
  }

  static InvoiceSheet english(InvoiceSheet sheet) {
    return new InvoiceSheet(
        Language.ENGLISH,
        sheet.treatment(),
        sheet.standing(),
        sheet.from(),
        sheet.to(),
        sheet.bill(),
        sheet.lines(),
        sheet.poNumber(),
        sheet.ways(),
        sheet.asOf(),
        sheet.stampedWhenPaid());
  }

  static InvoiceSheet between(InvoiceSheet sheet, Sender from, Party to) {
    return new InvoiceSheet(
        sheet.language(),
        sheet.treatment(),
        sheet.standing(),
        from,
        to,
        sheet.bill(),
        sheet.lines(),
        sheet.poNumber(),
        sheet.ways(),
        sheet.asOf(),
        sheet.stampedWhenPaid());
  }

  /** Names, words and amounts longer than anyone should have. */
  static InvoiceSheet wild() {
    var lines =
        List.of(
            line("Servicio " + "x".repeat(300), "123456.123456", "99999.123456", IVA_16),
            line(
                "Línea uno\nLínea dos <script>alert(1)</script> & \u0001\uFFFF 日本語 \uD83D\uDE00",
                "1",
                "987654321.99",
                new Tax.IvaExempt()));
    return between(
        sheet(lines, mxn(123_456_789_012L), mxn(1), Standing.OPEN),
        new Sender(
            "Comercializadora y Distribuidora de Productos Especializados del Noroeste y Asociados",
            "Comercializadora y Distribuidora de Productos Especializados del Noroeste, Sociedad Anónima Promotora de Inversión de Capital Variable",
            "CDP990101AB1",
            "cuentas.por.cobrar.corporativo@distribuidora-del-noroeste-especializada.com.mx",
            "+52 (662) 123 4567 ext. 8901",
            null),
        new Party(
            "Instituto Interdisciplinario de Investigaciones Biotecnológicas Aplicadas a la Agroindustria",
            "Instituto Interdisciplinario de Investigaciones Biotecnológicas Aplicadas a la Agroindustria, A.C.",
            "IIB850505XY9"));
  }
}
