package mx.aldia.cfdi.rules;

import java.math.BigDecimal;
import java.util.List;
import mx.aldia.cfdi.xml.Element;
import org.jspecify.annotations.Nullable;

/** Where one rule writes down what it found in one document. */
public final class Report {
  private final Element root;
  private final Rule rule;
  private final List<Finding> findings;

  Report(Element root, Rule rule, List<Finding> findings) {
    this.root = root;
    this.rule = rule;
    this.findings = findings;
  }

  /** An attribute with a value, or the lack of one, that is not what it should be. */
  public void attribute(Element element, String attribute, String expected) {
    add(element, attribute, expected);
  }

  /** An attribute whose value is told in other words, because nobody reads it as it is. */
  public void attribute(Element element, String attribute, String seen, String expected) {
    findings.add(new Finding(rule, root.pathTo(element) + "/@" + attribute, seen, expected));
  }

  /** An attribute that should not be there. */
  public void excess(Element element, String attribute) {
    add(element, attribute, null);
  }

  private void add(Element element, String attribute, @Nullable String expected) {
    findings.add(
        new Finding(
            rule, root.pathTo(element) + "/@" + attribute, element.get(attribute), expected));
  }

  public void attribute(Element element, String attribute, BigDecimal expected) {
    attribute(element, attribute, expected.toPlainString());
  }

  /** An element that should be otherwise, or should not be. */
  public void element(Element element, @Nullable String seen, @Nullable String expected) {
    findings.add(new Finding(rule, root.pathTo(element), seen, expected));
  }

  /** An element that should be there and is not. */
  public void missing(Element parent, String child, @Nullable String expected) {
    findings.add(new Finding(rule, root.pathTo(parent) + "/" + child, null, expected));
  }
}
