package mx.aldia.cfdi.cancel;

import mx.aldia.domain.tax.SatState;

/** SAT's word on a stamped document. */
public interface SatStatus {
  /**
   * Whether it stands and how far a cancellation has come.
   *
   * @param expression as {@link mx.aldia.cfdi.pac.SatQuery#expression} makes it
   */
  SatState ask(String expression);
}
