package mx.aldia.documents;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.util.XRLog;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.regex.Pattern;

/**
 * Sets an invoice as a PDF: Letter size, its own fonts, nothing read from the network or the
 * machine. The same sheet gives the same bytes, so a version rendered twice is still one document.
 */
public final class InvoicePdf {
  private static final String FAMILY = "IBM Plex Sans";

  /** Characters that XML 1.0 has no way to write; a description pasted from anywhere may. */
  private static final Pattern NOT_IN_XML =
      Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  static {
    // It tells every stylesheet and font it loads, in the console, in the customer's words.
    XRLog.setLoggingEnabled(false);
  }

  private InvoicePdf() {}

  /** The finished document, tagged for screen readers. */
  public static byte[] render(InvoiceSheet sheet) {
    var html = html(sheet);
    try (var renderer = builder(html).buildPdfRenderer();
        var bytes = new ByteArrayOutputStream(96 * 1024)) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      var document = renderer.getPdfDocument();
      // What would differ from run to run: when it was made, and the identity drawn from it.
      var issued = GregorianCalendar.from(sheet.bill().issuedOn().atStartOfDay(ZoneOffset.UTC));
      document.getDocumentInformation().setCreationDate(issued);
      document.getDocumentInformation().setModificationDate(issued);
      document.setDocumentId((long) html.hashCode());
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PdfRendererBuilder builder(String html) {
    var drawers = new DefaultObjectDrawerFactory();
    drawers.registerDrawer(QrCode.TYPE, new QrCode());
    var builder = new PdfRendererBuilder();
    builder.usePdfUaAccessibility(true);
    builder.useExternalResourceAccessControl(
        (_, _) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
    builder.useObjectDrawerFactory(drawers);
    builder.useFont(font("IBMPlexSans-Regular.ttf"), FAMILY, 400, FontStyle.NORMAL, true);
    builder.useFont(font("IBMPlexSans-SemiBold.ttf"), FAMILY, 700, FontStyle.NORMAL, true);
    builder.withHtmlContent(html, null);
    return builder;
  }

  private static FSSupplier<InputStream> font(String name) {
    return () -> {
      var stream = InvoicePdf.class.getResourceAsStream(name);
      if (stream == null) {
        throw new IllegalStateException("font is not in the jar: " + name);
      }
      return stream;
    };
  }

  @SuppressWarnings("NullAway") // no interceptor is how a generated template is told "none"
  static String html(InvoiceSheet sheet) {
    var html = new StringOutput(32_768);
    JteinvoiceGenerated.render(new OwaspHtmlTemplateOutput(html), null, SheetView.of(sheet));
    return NOT_IN_XML.matcher(html.toString()).replaceAll("");
  }
}
