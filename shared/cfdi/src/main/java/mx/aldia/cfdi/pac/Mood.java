package mx.aldia.cfdi.pac;

import java.time.Duration;
import mx.aldia.cfdi.xml.Element;

/** What a sandbox certifier is told to do with a document, so that what goes wrong can be seen. */
public sealed interface Mood {
  /** What a certifier does. */
  record Normal() implements Mood {}

  /** Refuses whatever it is given, with this code. */
  record Refusing(String code) implements Mood {}

  /** Answers nothing and stamps nothing. */
  record Down() implements Mood {}

  /** Stamps, and answers nothing: asked again it has the stamp. */
  record SilentAfterStamping() implements Mood {}

  /** Stamps after a while. */
  record Slow(Duration delay) implements Mood {}

  Mood NORMAL = new Normal();

  /** Chooses by what the document says, or by the key it comes with. */
  @FunctionalInterface
  interface Choice {
    Mood of(Element comprobante, String key);
  }

  /**
   * By the Folio's beginning: {@code REJECT-CFDI40145...}, {@code DOWN...}, {@code TIMEOUT...},
   * {@code SLOW...}; anything else is normal.
   */
  static Choice byFolio(Duration slow) {
    return (comprobante, key) -> {
      var folio = comprobante.text("Folio");
      if (folio.startsWith("REJECT-")) {
        var rest = folio.substring("REJECT-".length());
        var dash = rest.indexOf('-');
        return new Refusing(dash < 0 ? rest : rest.substring(0, dash));
      }
      if (folio.startsWith("DOWN")) {
        return new Down();
      }
      if (folio.startsWith("TIMEOUT")) {
        return new SilentAfterStamping();
      }
      return folio.startsWith("SLOW") ? new Slow(slow) : NORMAL;
    };
  }
}
