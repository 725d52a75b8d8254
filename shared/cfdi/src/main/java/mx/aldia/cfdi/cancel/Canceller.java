package mx.aldia.cfdi.cancel;

import mx.aldia.domain.tax.CancelAnswer;

/** Somebody who takes a signed request to SAT: a certifier. */
public interface Canceller {
  /**
   * Asks SAT to cancel. Making the same request again is safe; SAT says that it has it.
   *
   * @param signed as {@link SignedCancellation} makes it, UTF-8
   * @param uuid the one document it is about
   */
  CancelAnswer cancel(byte[] signed, String uuid);
}
