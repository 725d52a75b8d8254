package mx.aldia.letters;

/** What files are called at the reader's, whether they come by mail or from the page. */
public final class FileName {
  private FileName() {}

  /** {@code Factura A-123.pdf}: the number is what people look for. */
  public static String ofPdf(String number, Language language) {
    return language.pick("Factura", "Invoice") + " " + OneLine.of(number) + ".pdf";
  }
}
