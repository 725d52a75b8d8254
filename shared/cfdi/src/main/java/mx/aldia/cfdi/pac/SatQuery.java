package mx.aldia.cfdi.pac;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import mx.aldia.cfdi.xml.Element;

/**
 * How SAT is asked about a stamped document: the address in the QR of a printed invoice, and the
 * expression its status service takes.
 */
public final class SatQuery {
  private static final String PAGE =
      "https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx";
  private static final int SEAL_TAIL = 8;

  private SatQuery() {}

  /**
   * What the QR holds; printed at least 2.75 cm wide.
   *
   * @throws IllegalArgumentException if the document is not stamped
   */
  public static String qr(Element comprobante) {
    return PAGE
        + "?id="
        + Stamp.in(comprobante).uuid()
        + "&re="
        + rfc(comprobante, "Emisor")
        + "&rr="
        + rfc(comprobante, "Receptor")
        + "&tt="
        + total(comprobante)
        + "&fe="
        + tail(comprobante.text("Sello"));
  }

  /** What SAT's status service is asked with. */
  public static String expression(Element comprobante) {
    return "?re="
        + rfc(comprobante, "Emisor")
        + "&rr="
        + rfc(comprobante, "Receptor")
        + "&tt="
        + total(comprobante)
        + "&id="
        + Stamp.in(comprobante).uuid()
        + "&fe="
        + tail(comprobante.text("Sello"));
  }

  /** The ampersand of an RFC would end the parameter; SAT reads it as in XML. */
  private static String rfc(Element comprobante, String party) {
    return comprobante.child(party).map(p -> p.text("Rfc")).orElse("").replace("&", "&amp;");
  }

  /** Up to six decimals, at least one, no zeros that say nothing. */
  private static String total(Element comprobante) {
    var total = new BigDecimal(comprobante.text("Total")).setScale(6, HALF_UP).stripTrailingZeros();
    return total.scale() < 1 ? total.setScale(1).toPlainString() : total.toPlainString();
  }

  private static String tail(String seal) {
    return seal.substring(Math.max(0, seal.length() - SEAL_TAIL));
  }
}
