package mx.aldia.pacs;

import static java.nio.charset.StandardCharsets.UTF_8;

import mx.aldia.cfdi.pac.Pac.Answer;
import mx.aldia.cfdi.pac.Pac.Stamped;
import mx.aldia.cfdi.pac.Pac.Unknown;
import mx.aldia.cfdi.pac.Stamp;
import mx.aldia.cfdi.xml.MalformedXml;
import mx.aldia.cfdi.xml.ReadXml;

/** What a certifier says is the stamped document is looked at before it is believed. */
final class StampedXml {
  private StampedXml() {}

  /**
   * A stamp of the very seal that was sent; anything else leaves unknown what became of it.
   *
   * @param sealed what was sent
   * @param before whether the certifier said that it had been stamped already
   */
  static Answer read(byte[] sealed, String xml, boolean before) {
    try {
      var document = ReadXml.read(xml.getBytes(UTF_8));
      var stamp = Stamp.in(document);
      var seal = seal(ReadXml.read(sealed).text("Sello"));
      if (!seal(document.text("Sello")).equals(seal) || !seal(stamp.selloCfd()).equals(seal)) {
        return new Unknown("the certifier answered with the stamp of another document");
      }
      return new Stamped(xml, stamp, before);
    } catch (MalformedXml | IllegalArgumentException | java.time.DateTimeException e) {
      return new Unknown("the certifier said it had stamped and gave no stamp that can be read");
    }
  }

  private static String seal(String text) {
    return text.replace(" ", "");
  }
}
