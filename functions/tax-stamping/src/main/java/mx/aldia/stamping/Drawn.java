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
}
