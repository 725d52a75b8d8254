package mx.aldia.cfdi.seal;

import java.util.LinkedHashMap;
import java.util.List;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.cfdi.xml.XmlText;

/** Puts NoCertificado, Certificado and Sello on a document. */
public final class SealDocument {
  /** Where the three stand in SAT's schema. */
  private static final List<String> ORDER =
      List.of(
          "Version",
          "Serie",
          "Folio",
          "Fecha",
          "Sello",
          "FormaPago",
          "NoCertificado",
          "Certificado",
          "CondicionesDePago",
          "SubTotal",
          "Descuento",
          "Moneda",
          "TipoCambio",
          "Total",
          "TipoDeComprobante",
          "Exportacion",
          "MetodoPago",
          "LugarExpedicion",
          "Confirmacion");

  private SealDocument() {}

  /** The same document, sealed, its attributes in the order of SAT's schema. */
  public static Element seal(Element comprobante, SealingKey key) {
    var numbered =
        comprobante
            .with("NoCertificado", key.certificate().number())
            .with("Certificado", key.certificate().base64());
    return numbered.with("Sello", key.seal(CadenaOriginal.of(numbered))).ordered(ORDER);
  }

  /**
   * The same bytes but for those three attributes, in UTF-8.
   *
   * @throws mx.aldia.cfdi.xml.MalformedXml if it is no XML that is safe to read
   */
  public static byte[] seal(byte[] xml, SealingKey key) {
    var sealed = seal(ReadXml.read(xml), key);
    var values = new LinkedHashMap<String, String>();
    for (var name : new String[] {"Sello", "NoCertificado", "Certificado"}) {
      values.put(name, sealed.text(name));
    }
    return XmlText.of(xml).withRootAttributes(values).bytes();
  }
}
