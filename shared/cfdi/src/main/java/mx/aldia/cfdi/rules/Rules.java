package mx.aldia.cfdi.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.seal.SatCertificate;
import mx.aldia.cfdi.xml.Element;

/** All rules, or a chapter of them, put to a document at once: a fault hides no other. */
public final class Rules {
  /** What can be told before a document is sealed. */
  public static final List<Rule> CONTENT =
      of(
          StructureRule.values(),
          ComprobanteRule.values(),
          PartyRule.values(),
          ConceptoRule.values(),
          ImpuestosRule.values(),
          PagoEnvelopeRule.values(),
          PagoRule.values(),
          DoctoRule.values(),
          PagoTaxRule.values());

  /** What its seal must be. */
  public static final List<Rule> SEAL = of(SealRule.values());

  public static final List<Rule> ALL = Stream.concat(SEAL.stream(), CONTENT.stream()).toList();

  private final Catalogs catalogs;

  public Rules(Catalogs catalogs) {
    this.catalogs = catalogs;
  }

  /** Every place where one of these rules is broken, judged at the document's own Fecha. */
  public List<Finding> check(Element comprobante, List<Rule> rules) {
    var cfdi = new Cfdi(comprobante, catalogs);
    var findings = new ArrayList<Finding>();
    for (var rule : rules) {
      rule.demand().check().check(cfdi, new Report(comprobante, rule, findings));
    }
    return List.copyOf(findings);
  }

  /**
   * Every place where the stamp is not what it should be.
   *
   * @param certificates the PAC's certificate of a number, where it is at hand
   */
  public List<Finding> checkStamp(
      Element comprobante, Function<String, Optional<SatCertificate>> certificates) {
    return check(
        comprobante, Stream.of(StampRule.values()).map(rule -> rule.with(certificates)).toList());
  }

  private static List<Rule> of(Rule[]... chapters) {
    return Stream.of(chapters).flatMap(Stream::of).toList();
  }
}
