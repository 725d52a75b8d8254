package mx.aldia.paper;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;

/**
 * Sets a sheet of HTML as a PDF: its own fonts, nothing read from the network or the machine. The
 * same sheet gives the same bytes, so what is kept of a document is its sheet.
 */
public final class Paper {
  private static final String SANS = "IBM Plex Sans";

  /** Seals and keys: letters that are told apart. */
  private static final String MONO = "IBM Plex Mono";

  static {
    // It tells every stylesheet and font it loads, in the console, in the customer's words.
    XRLog.setLoggingEnabled(false);
  }

  private Paper() {}

  /**
   * The finished document, tagged for screen readers.
   *
   * @param html well-formed; {@code <object type="qr" title="...">} is drawn as a QR code
   * @param dated what the document says of when it was made
   */
  public static byte[] print(String html, LocalDate dated) {
    try (var renderer = builder(html).buildPdfRenderer();
        var bytes = new ByteArrayOutputStream(96 * 1024)) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      var document = renderer.getPdfDocument();
      // What would differ from run to run: when it was made, and the identity drawn from it.
      var made = GregorianCalendar.from(dated.atStartOfDay(ZoneOffset.UTC));
      document.getDocumentInformation().setCreationDate(made);
      document.getDocumentInformation().setModificationDate(made);
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
    builder.useFont(font("IBMPlexSans-Regular.ttf"), SANS, 400, FontStyle.NORMAL, true);
    builder.useFont(font("IBMPlexSans-SemiBold.ttf"), SANS, 700, FontStyle.NORMAL, true);
    builder.useFont(font("IBMPlexMono-Regular.ttf"), MONO, 400, FontStyle.NORMAL, true);
    builder.withHtmlContent(html, null);
    return builder;
  }

  private static FSSupplier<InputStream> font(String name) {
    return () -> {
      var stream = Paper.class.getResourceAsStream(name);
      if (stream == null) {
        throw new IllegalStateException("font is not in the jar: " + name);
      }
      return stream;
    };
  }
}
