package mx.aldia.cfdi.pac;

import java.time.LocalDateTime;
import mx.aldia.cfdi.rules.StampRule;
import mx.aldia.cfdi.seal.CadenaOriginal;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.Namespaces;

/**
 * A Timbre Fiscal Digital 1.1, as it is printed on an invoice.
 *
 * @param uuid the invoice's folio fiscal, in capitals
 * @param at in Mexico's central time
 * @param cadena what {@code selloSat} was made over
 */
public record Stamp(
    String uuid,
    LocalDateTime at,
    String rfcProvCertif,
    String selloCfd,
    String noCertificadoSat,
    String selloSat,
    String cadena) {

  /**
   * The stamp a document carries.
   *
   * @throws IllegalArgumentException if it carries none
   */
  public static Stamp in(Element comprobante) {
    var stamps = StampRule.stamps(comprobante);
    if (stamps.isEmpty()) {
      throw new IllegalArgumentException("not stamped");
    }
    var stamp = stamps.getFirst();
    return new Stamp(
        stamp.text("UUID"),
        LocalDateTime.parse(stamp.text("FechaTimbrado")),
        stamp.text("RfcProvCertif"),
        stamp.text("SelloCFD"),
        stamp.text("NoCertificadoSAT"),
        stamp.text("SelloSAT"),
        CadenaOriginal.ofStamp(stamp));
  }

  /** As XML, declaring all it uses: it is put into documents others wrote. */
  Element element() {
    return Element.of(Namespaces.TFD, "tfd", "TimbreFiscalDigital")
        .with("xmlns:tfd", Namespaces.TFD)
        .with("xmlns:xsi", Namespaces.XSI)
        .with("xsi:schemaLocation", Namespaces.TFD_LOCATION)
        .with("Version", "1.1")
        .with("UUID", uuid)
        .with("FechaTimbrado", at.toString().length() == 16 ? at + ":00" : at.toString())
        .with("RfcProvCertif", rfcProvCertif)
        .with("SelloCFD", selloCfd)
        .with("NoCertificadoSAT", noCertificadoSat)
        .with("SelloSAT", selloSat)
        .build();
  }

  Stamp sealed(String seal) {
    return new Stamp(uuid, at, rfcProvCertif, selloCfd, noCertificadoSat, seal, cadena);
  }
}
