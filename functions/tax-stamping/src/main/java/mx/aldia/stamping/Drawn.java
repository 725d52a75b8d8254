package mx.aldia.stamping;

import java.util.List;
import mx.aldia.cfdi.document.Documento;
import mx.aldia.domain.tax.TaxFinding;

/** What comes of drawing a document up. */
sealed interface Drawn {
  /** It can be checked and sealed. */
  record Ready(Documento document) implements Drawn {}

  /**
   * Data are missing.
   *
   * @param awaited whether somebody waits for it, so that its lack is news
   */
  record Lacking(List<TaxFinding> findings, boolean awaited) implements Drawn {
    public Lacking {
      findings = List.copyOf(findings);
    }
  }

  /** Something else has to be stamped first. */
  record Waiting() implements Drawn {}

  /** There is nothing to be said any more: what it was of has been taken back. */
  record Moot() implements Drawn {}
}
