package mx.aldia.sheets;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.regex.Pattern;
import mx.aldia.paper.Paper;

/** An invoice on Letter paper: its sheet in HTML, and the PDF of it. */
public final class InvoicePdf {
  /** Characters that XML 1.0 has no way to write; a description pasted from anywhere may. */
  private static final Pattern NOT_IN_XML =
      Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private InvoicePdf() {}

  /** The finished document, tagged for screen readers. */
  public static byte[] render(InvoiceSheet sheet) {
    return Paper.print(html(sheet), sheet.bill().issuedOn());
  }

  /** The sheet alone, of which the same bytes are printed whenever it is. */
  @SuppressWarnings("NullAway") // no interceptor is how a generated template is told "none"
  public static String html(InvoiceSheet sheet) {
    var html = new StringOutput(32_768);
    JteinvoiceGenerated.render(new OwaspHtmlTemplateOutput(html), null, SheetView.of(sheet));
    return readable(html.toString());
  }

  /** Without what would keep it from being read as XML. */
  static String readable(String html) {
    return NOT_IN_XML.matcher(html).replaceAll("");
  }
}
