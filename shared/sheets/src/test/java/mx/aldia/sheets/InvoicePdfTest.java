package mx.aldia.sheets;

import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mx.aldia.sheets.InvoiceSheet.Standing;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

final class InvoicePdfTest {
  @Test
  void a_sheet_says_who_asks_whom_for_how_much_by_when_and_how_to_pay_it() throws IOException {
    var text = text(InvoicePdf.render(Samples.open()));

    assertThat(text)
        .contains("Estudio Río", "Estudio Río Diseño, S.A. de C.V.", "RFC ERD200101AB1")
        .contains("Factura", "A-12")
        .contains("Café Nube", "Cafés de Altura Nube, S. de R.L.", "RFC CAN190312QX7")
        .contains("OC-2026-0481")
        .contains("jueves 30 de abril de 2026", "viernes 15 de mayo de 2026")
        .contains("Sesión de fotografía de producto", "2.5", "$3,200.00", "$8,000.00")
        .contains("Descuento −$500.00")
        .contains("Subtotal", "$34,301.50", "IVA 16%", "$5,408.24")
        .contains("Retención de ISR 10%", "−$730.15", "Retención de IVA 10.6667%", "−$778.83")
        .contains("$37,700.76 MXN")
        .contains("BBVA", "A nombre de", "Indicaciones de pago")
        .contains("cobranza@estudiorio.mx", "55 1234 5678")
        .contains("Este documento no es un comprobante fiscal.")
        .contains("Página 1 de 1");
  }

  @Test
  void a_part_paid_sheet_leads_from_the_total_to_what_is_left() throws IOException {
    var text =
        text(
            InvoicePdf.render(
                Samples.sheet(Samples.fewLines(), mxn(500_000), mxn(1_234), Standing.OPEN)));

    assertThat(text)
        .contains("Por pagar al 18 de mayo de 2026", "Pagos recibidos", "−$5,000.00")
        .contains("Intereses moratorios", "$12.34", "$32,713.10 MXN");
  }

  @Test
  void a_paid_or_void_sheet_asks_for_nothing() throws IOException {
    var total = Samples.totals(Samples.fewLines()).total();
    var paid =
        text(InvoicePdf.render(Samples.sheet(Samples.fewLines(), total, mxn(0), Standing.PAID)));
    var voided =
        text(InvoicePdf.render(Samples.sheet(Samples.fewLines(), mxn(0), mxn(0), Standing.VOID)));

    assertThat(paid).contains("Pagada", "$0.00 MXN").doesNotContain("Cómo pagar");
    assertThat(voided).contains("Cancelada", "$0.00 MXN").doesNotContain("Cómo pagar");
  }

  @Test
  void forty_lines_take_pages_that_repeat_the_heading_and_are_counted() throws IOException {
    var sheet = Samples.sheet(Samples.manyLines(40), mxn(0), mxn(0), Standing.OPEN);
    try (var document = Loader.loadPDF(InvoicePdf.render(sheet))) {
      var pages = document.getNumberOfPages();

      assertThat(pages).isBetween(2, 4);
      for (int page = 1; page <= pages; page++) {
        assertThat(text(document, page))
            .contains("Descripción", "Importe", "Página %d de %d".formatted(page, pages));
      }
      assertThat(new PDFTextStripper().getText(document))
          .contains("Partida 1: ajuste de arte", "Partida 40: ajuste de arte");
    }
  }

  @Test
  void the_same_sheet_gives_the_same_bytes_and_another_sheet_others() {
    var once = InvoicePdf.render(Samples.open());

    assertThat(InvoicePdf.render(Samples.open())).isEqualTo(once);
    assertThat(InvoicePdf.render(Samples.english(Samples.open()))).isNotEqualTo(once);
  }

  @Test
  void the_code_leads_to_the_customers_page() throws Exception {
    try (var document = Loader.loadPDF(InvoicePdf.render(Samples.open()))) {
      var image = new PDFRenderer(document).renderImageWithDPI(0, 200);
      var pixels =
          image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
      var bitmap =
          new BinaryBitmap(
              new HybridBinarizer(
                  new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));

      assertThat(new QRCodeReader().decode(bitmap).getText()).isEqualTo(Samples.PAGE.toString());
    }
  }

  @Test
  void what_a_customer_is_called_cannot_break_the_sheet() throws IOException {
    var text = text(InvoicePdf.render(Samples.wild()));

    assertThat(text)
        .contains("<script>alert(1)</script> &", "Línea uno", "Línea dos", "IVA exento")
        .contains("Instituto Interdisciplinario");
  }

  @Test
  void an_english_customer_reads_english() throws IOException {
    assertThat(text(InvoicePdf.render(Samples.english(Samples.open()))))
        .contains("Invoice", "Friday, May 15, 2026", "Amount due", "How to pay", "Page 1 of 1")
        .contains("This document is not a Mexican tax receipt (CFDI).")
        .doesNotContain("Fecha", "Cómo");
  }

  @Test
  void every_font_travels_inside_the_document() throws IOException {
    try (var document = Loader.loadPDF(InvoicePdf.render(Samples.wild()))) {
      var fonts = new ArrayList<Boolean>();
      for (var page : document.getPages()) {
        for (COSName name : page.getResources().getFontNames()) {
          fonts.add(page.getResources().getFont(name).isEmbedded());
        }
      }

      assertThat(fonts).isNotEmpty().containsOnly(true);
    }
  }

  @Test
  void every_kind_of_sheet_is_laid_out_for_a_person_to_look_at() throws IOException {
    var gallery = Files.createDirectories(Path.of("target", "gallery"));
    for (var entry : everyKind().entrySet()) {
      Files.write(gallery.resolve(entry.getKey() + ".pdf"), InvoicePdf.render(entry.getValue()));
    }
    assertThat(gallery).isDirectoryContaining("glob:**.pdf");
  }

  private static Map<String, InvoiceSheet> everyKind() {
    var few = Samples.fewLines();
    var sheets = new LinkedHashMap<String, InvoiceSheet>();
    sheets.put("open", Samples.open());
    sheets.put("part-paid", Samples.sheet(few, mxn(500_000), mxn(1_234), Standing.OPEN));
    sheets.put("paid", Samples.sheet(few, Samples.totals(few).total(), mxn(0), Standing.PAID));
    sheets.put("long", Samples.sheet(Samples.manyLines(40), mxn(0), mxn(0), Standing.OPEN));
    sheets.put(
        "bare",
        Samples.sheet(
            List.of(Samples.line("Café de olla", "1", "45")), mxn(0), mxn(0), Standing.OPEN));
    sheets.put("wild", Samples.wild());
    sheets.put("english", Samples.english(Samples.open()));
    return sheets;
  }

  private static String text(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      return text(document, 1);
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
