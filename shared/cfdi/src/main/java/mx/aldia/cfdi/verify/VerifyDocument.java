package mx.aldia.cfdi.verify;

import java.util.ArrayList;
import java.util.List;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.rules.Finding;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.rules.SealRule;
import mx.aldia.cfdi.rules.StampRule;
import mx.aldia.cfdi.verify.Verdict.State;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.MalformedXml;
import mx.aldia.cfdi.xml.ReadXml;

/** Judges a document at its own Fecha: seal, stamp and every rule at once. */
public final class VerifyDocument {
  private final Rules rules;
  private final StampCertificates stampCertificates;

  public VerifyDocument(Catalogs catalogs, StampCertificates stampCertificates) {
    this.rules = new Rules(catalogs);
    this.stampCertificates = stampCertificates;
  }

  /**
   * The verdict on these bytes.
   *
   * @throws MalformedXml if they are no XML that is safe to read
   */
  public Verdict verify(byte[] xml) {
    return verify(ReadXml.read(xml));
  }

  public Verdict verify(Element comprobante) {
    var findings = new ArrayList<Finding>(rules.check(comprobante, Rules.ALL));
    boolean stamped = !StampRule.stamps(comprobante).isEmpty();
    var stamp =
        stamped ? rules.checkStamp(comprobante, stampCertificates::find) : List.<Finding>of();
    findings.addAll(stamp);
    return new Verdict(
        seal(comprobante, findings),
        !stamped ? State.ABSENT : blocks(stamp) ? State.INVALID : State.VALID,
        findings);
  }

  private static State seal(Element comprobante, List<Finding> findings) {
    if (comprobante.text("Sello").isEmpty()) {
      return State.ABSENT;
    }
    return findings.stream().anyMatch(f -> SealRule.breaksTheSeal(f.rule()))
        ? State.INVALID
        : State.VALID;
  }

  private static boolean blocks(List<Finding> findings) {
    return findings.stream().anyMatch(Finding::blocks);
  }
}
