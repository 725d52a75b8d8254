package mx.aldia.cfdi.verify;

import java.util.List;
import mx.aldia.cfdi.rules.Finding;

/**
 * What a document is worth.
 *
 * @param findings all of them, warnings among them
 */
public record Verdict(State seal, State stamp, List<Finding> findings) {
  public Verdict {
    findings = List.copyOf(findings);
  }

  /** Of a seal or a stamp. */
  public enum State {
    VALID,
    INVALID,
    ABSENT
  }

  /** Sealed, and nothing in it that blocks. A document that is not stamped yet may be valid. */
  public boolean isValid() {
    return seal == State.VALID && stamp != State.INVALID && blocking().isEmpty();
  }

  public List<Finding> blocking() {
    return findings.stream().filter(Finding::blocks).toList();
  }

  public List<Finding> warnings() {
    return findings.stream().filter(finding -> !finding.blocks()).toList();
  }
}
