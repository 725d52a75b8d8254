package mx.aldia.pacs;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * SAT's receipt for a cancellation request. It says that SAT has the request and never that a
 * document is cancelled.
 *
 * @param at as SAT writes it, in Mexico's central time
 * @param codes by UUID in whatever case
 */
public record Acuse(String rfc, String at, Map<String, String> codes) {
  /** Reads it alone or inside SAT's SOAP answer; empty if it is neither. */
  public static Optional<Acuse> read(String xml) {
    return Soap.read(xml)
        .flatMap(root -> root.named("Acuse").or(() -> root.first("CancelaCFDResult")))
        .map(Acuse::of);
  }

  private static Acuse of(Soap acuse) {
    var codes = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var folio : acuse.all("Folios")) {
      codes.put(folio.text("UUID"), folio.text("EstatusUUID"));
    }
    return new Acuse(acuse.attribute("RfcEmisor"), acuse.attribute("Fecha"), codes);
  }
}
