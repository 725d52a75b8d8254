package mx.aldia.sheets;

import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mx.aldia.cfdi.pac.SatQuery;
import mx.aldia.cfdi.pac.Stamp;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.given.Stamped;
import mx.aldia.letters.Language;
import mx.aldia.sheets.InvoiceSheet.Standing;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

final class CfdiPdfTest {
  private static final String FIRST = "5E2D6AFF-2DD7-43D1-83D3-14C1ACA396D9";
  private static final String SECOND = "0F0A3B9C-7C57-4B2E-9B9A-6B3D6B1C2A11";
  private static final byte[] INVOICE = Stamped.invoice();
  private static final Element DOCUMENT = ReadXml.read(INVOICE);

  @Test
  void an_invoice_shows_all_that_the_law_wants_to_see() throws IOException {
    var text = text(CfdiPdf.render(PrintedCfdi.of(INVOICE, Samples.open())));
    var stamp = Stamp.in(DOCUMENT);

    assertThat(text)
        .contains("Este documento es una representación impresa de un CFDI")
        .contains("ESTUDIO RIO DISEÑO", "RFC ERD200101AB1", "Régimen 601 General de Ley")
        .contains("CAFES DE ALTURA NUBE", "RFC CAN190312QX7", "68000", "G03 Gastos en general")
        .contains("Factura", "A-12", "I Ingreso", "C.P. 06700")
        .contains("99 Por definir", "PPD Pago en parcialidades o diferido", "MXN Peso mexicano")
        .contains("01 No aplica")
        .contains("02 Sí objeto de impuesto", "80101500 Servicios de consultoría", "E48 Unidad de")
        .contains("IVA 16%", "Retención de ISR", "−$730.15", "Retención de IVA", "−$778.83")
        .contains("$34,301.50", "−$500.00", "$5,408.24", "$37,700.76 MXN")
        .contains(stamp.uuid(), "2026-04-30T10:24:05", "2026-04-30T10:26:00")
        .contains(stamp.noCertificadoSat(), "00001000000512345678", stamp.rfcProvCertif())
        .doesNotContain("no es un comprobante fiscal");
  }

  @Test
  void seals_and_cadena_are_whole_however_they_wrap() throws IOException {
    var text = text(CfdiPdf.render(PrintedCfdi.of(INVOICE, Samples.open()))).replaceAll("\\s", "");
    var stamp = Stamp.in(DOCUMENT);

    assertThat(text)
        .contains(stamp.selloCfd())
        .contains(stamp.selloSat())
        .contains(stamp.cadena().replaceAll("\\s", ""));
  }

  @Test
  void a_scanner_reads_sats_address_from_the_sheet() throws Exception {
    assertThat(scanned(CfdiPdf.render(PrintedCfdi.of(INVOICE, Samples.open()))))
        .isEqualTo(SatQuery.qr(DOCUMENT))
        .isEqualTo(
            "https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx?id=%s&re=ERD200101AB1&rr=CAN190312QX7&tt=37700.76&fe=%s"
                .formatted(Stamp.in(DOCUMENT).uuid(), lastEight(DOCUMENT.text("Sello"))));
  }

  @Test
  void a_small_invoice_takes_one_page() throws IOException {
    try (var document = Loader.loadPDF(CfdiPdf.render(PrintedCfdi.of(INVOICE, Samples.open())))) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
    }
  }

  @Test
  void an_open_invoice_says_by_when_and_how_to_pay_and_a_paid_one_does_not() throws IOException {
    var total = Samples.totals(Samples.fewLines()).total();
    var paid = Samples.sheet(Samples.fewLines(), total, mxn(0), Standing.PAID);

    assertThat(text(CfdiPdf.render(PrintedCfdi.of(INVOICE, Samples.open()))))
        .contains("viernes 15 de mayo de 2026", "Cómo pagar", "BBVA", "Esta factura en línea");
    assertThat(text(CfdiPdf.render(PrintedCfdi.of(INVOICE, paid))))
        .contains("Pagada", "$0.00 MXN")
        .doesNotContain("Cómo pagar");
  }

  @Test
  void many_lines_take_pages_that_repeat_the_heading_and_end_with_the_seals() throws IOException {
    var xml = Stamped.longInvoice(40);
    try (var document = Loader.loadPDF(CfdiPdf.render(plain(xml)))) {
      var pages = document.getNumberOfPages();

      assertThat(pages).isBetween(2, 5);
      for (int page = 1; page <= pages; page++) {
        assertThat(text(document, page))
            .contains(
                "representación impresa de un CFDI", "Página %d de %d".formatted(page, pages));
      }
      for (int page = 1; page < pages; page++) {
        assertThat(text(document, page)).contains("Descripción", "Importe");
      }
      assertThat(text(document, pages)).contains(Stamp.in(ReadXml.read(xml)).uuid());
    }
  }

  @Test
  void a_credit_note_names_what_it_takes_from() throws IOException {
    var text = text(CfdiPdf.render(plain(Stamped.creditNote(FIRST))));

    assertThat(text)
        .contains("Nota de crédito", "NC-3", "E Egreso", "15 Condonación")
        .contains("01 Nota de crédito de los documentos relacionados", FIRST)
        .contains("$5,800.00 MXN", "G02 Devoluciones");
  }

  @Test
  void a_payment_shows_each_invoice_it_paid_with_its_balances() throws IOException {
    var text = text(CfdiPdf.render(plain(Stamped.payment(FIRST, SECOND))));

    assertThat(text)
        .contains("Recibo de pago", "P-7", "P Pago", "CP01 Pagos")
        .contains("miércoles 29 de abril de 2026", "03 Transferencia electrónica", "SPEI 7781")
        .contains(FIRST, "A-10", "$11,600.00", "$0.00")
        .contains(SECOND, "A-11", "$23,200.00", "$5,800.00", "$17,400.00")
        .contains("IVA 16%", "sobre $15,000.00", "$2,400.00", "$17,400.00 MXN")
        .doesNotContain("84111506");
  }

  @Test
  void every_kind_is_scanned_back_to_its_own_document() throws Exception {
    for (var xml :
        new byte[][] {
          Stamped.longInvoice(40),
          Stamped.creditNote(FIRST),
          Stamped.payment(FIRST, SECOND),
          Stamped.global()
        }) {
      assertThat(scanned(CfdiPdf.render(plain(xml)))).isEqualTo(SatQuery.qr(ReadXml.read(xml)));
    }
  }

  @Test
  void a_global_invoice_names_its_period_and_its_tickets() throws IOException {
    assertThat(text(CfdiPdf.render(plain(Stamped.global()))))
        .contains("Factura global", "PUBLICO EN GENERAL", "04 Mensual, 04 Abril 2026")
        .contains("No. T-871", "No. T-875", "$290.00 MXN");
  }

  @Test
  void the_same_document_gives_the_same_bytes() {
    assertThat(CfdiPdf.render(PrintedCfdi.of(INVOICE, Samples.open())))
        .isEqualTo(CfdiPdf.render(PrintedCfdi.of(INVOICE, Samples.open())));
  }

  @Test
  void what_is_not_stamped_is_not_printed() {
    var unstamped = DOCUMENT.withChildren(DOCUMENT.children().subList(0, 4));
    var printed = new PrintedCfdi(Language.SPANISH, unstamped, Samples.STUDIO, Optional.empty());

    assertThatThrownBy(() -> CfdiPdf.render(printed)).hasMessage("not stamped");
  }

  @Test
  void every_kind_is_laid_out_for_a_person_to_look_at() throws IOException {
    var gallery = Files.createDirectories(Path.of("target", "gallery"));
    for (var entry : everyKind().entrySet()) {
      Files.write(gallery.resolve(entry.getKey() + ".pdf"), CfdiPdf.render(entry.getValue()));
    }
    assertThat(gallery).isDirectoryContaining("glob:**cfdi-invoice.pdf");
  }

  private static Map<String, PrintedCfdi> everyKind() {
    var few = Samples.fewLines();
    var kinds = new LinkedHashMap<String, PrintedCfdi>();
    kinds.put("cfdi-invoice", PrintedCfdi.of(INVOICE, Samples.open()));
    kinds.put(
        "cfdi-part-paid",
        PrintedCfdi.of(INVOICE, Samples.sheet(few, mxn(500_000), mxn(0), Standing.OPEN)));
    kinds.put("cfdi-english", PrintedCfdi.of(INVOICE, Samples.english(Samples.open())));
    kinds.put("cfdi-long", plain(Stamped.longInvoice(40)));
    kinds.put("cfdi-credit-note", plain(Stamped.creditNote(FIRST)));
    kinds.put("cfdi-payment", plain(Stamped.payment(FIRST, SECOND)));
    kinds.put("cfdi-global", plain(Stamped.global()));
    return kinds;
  }

  private static PrintedCfdi plain(byte[] xml) {
    return PrintedCfdi.of(xml, Language.SPANISH, Samples.STUDIO);
  }

  private static String lastEight(String seal) {
    return seal.substring(seal.length() - 8);
  }

  /**
   * What a scanner sees. The simple reader takes three marks for the corners and is misled by one
   * code in two hundred whose data look like a mark; the other one tries every three.
   */
  private static String scanned(byte[] pdf) throws Exception {
    try (var document = Loader.loadPDF(pdf)) {
      var sheet =
          new PDFRenderer(document).renderImageWithDPI(document.getNumberOfPages() - 1, 300);
      var codes =
          new QRCodeMultiReader()
              .decodeMultiple(bitmap(sheet), Map.of(DecodeHintType.TRY_HARDER, true));
      assertThat(codes).hasSize(1);
      return codes[0].getText();
    }
  }

  private static BinaryBitmap bitmap(BufferedImage image) {
    var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return new BinaryBitmap(
        new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));
  }

  private static String text(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replace('\u00a0', ' ');
    }
  }

  private static String text(PDDocument document, int page) throws IOException {
    var stripper = new PDFTextStripper();
    stripper.setSortByPosition(true);
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    return stripper.getText(document);
  }
}
