package mx.aldia.sheets;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import mx.aldia.paper.Paper;
import mx.aldia.paper.Printer;

/**
 * The representación impresa of a CFDI, with all that the law wants to see on it: its sheet in
 * HTML, and the PDF of it.
 */
public final class CfdiPdf {
  private CfdiPdf() {}

  /**
   * The finished document, tagged for screen readers.
   *
   * @throws IllegalArgumentException if the CFDI is not stamped
   */
  public static byte[] render(PrintedCfdi printed) {
    return render(printed, Paper::print);
  }

  /** As the other, set by another printer. */
  public static byte[] render(PrintedCfdi printed, Printer printer) {
    var view = CfdiView.of(printed);
    return printer.print(html(view), view.issued().toLocalDate());
  }

  /** The sheet alone. */
  public static String html(PrintedCfdi printed) {
    return html(CfdiView.of(printed));
  }

  @SuppressWarnings("NullAway") // no interceptor is how a generated template is told "none"
  private static String html(CfdiView view) {
    var html = new StringOutput(48_000);
    JtecfdiGenerated.render(new OwaspHtmlTemplateOutput(html), null, view);
    return InvoicePdf.readable(html.toString());
  }
}
