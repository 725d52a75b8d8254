package mx.aldia.cfdi.pac;

import java.util.List;
import mx.aldia.cfdi.rules.Finding;

/** A certifier: it checks a sealed document and puts SAT's stamp on it. */
public interface Pac {
  /**
   * Has a document stamped. Asking again with the same bytes is safe and is how an unknown answer
   * is cleared up; sealing anew before that may make two invoices of one.
   *
   * @param sealed exactly as sealed, UTF-8
   * @param key the same for every try of one document; PACs that know such keys get it
   */
  Answer stamp(byte[] sealed, String key);

  /** What came of it. */
  sealed interface Answer {}

  /**
   * It is an invoice now.
   *
   * @param xml the document with its stamp, exactly as the PAC gave it, to be kept as it is
   * @param before whether it had been stamped already (SAT's 307): a success like the other
   */
  record Stamped(String xml, Stamp stamp, boolean before) implements Answer {}

  /**
   * It is no invoice, and will not be before something is changed.
   *
   * @param code as SAT or the PAC writes it: {@code CFDI40145}, {@code 402}
   * @param message the PAC's own words, for the log and the accountant
   * @param findings what else is wrong, where the PAC says more than one thing
   */
  record Rejected(String code, String message, List<Finding> findings) implements Answer {
    public Rejected {
      findings = List.copyOf(findings);
    }
  }

  /** Nobody knows: no answer came, or none that says. To be asked again with the same bytes. */
  record Unknown(String why) implements Answer {}
}
