package mx.aldia.pacs;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A SOAP message, as far as certifiers and SAT use it: one operation with texts in it. Elements are
 * found by their local names: each service has its own prefixes, and changes them.
 */
final class Soap {
  private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

  private final Element root;

  private Soap(Element root) {
    this.root = root;
  }

  /** A request; values are escaped, in the order given. */
  static String request(String namespace, String operation, Map<String, String> values) {
    var body = new StringBuilder();
    values.forEach(
        (name, value) -> body.append("<o:%s>%s</o:%s>".formatted(name, escaped(value), name)));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"%s\" xmlns:o=\"%s\">"
            .formatted(ENVELOPE, namespace)
        + "<s:Header/><s:Body><o:%s>%s</o:%s></s:Body></s:Envelope>"
            .formatted(operation, body, operation);
  }

  /** An answer; empty if it is no XML that is safe to read: no document type, nothing fetched. */
  static Optional<Soap> read(String answer) {
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      factory.setXIncludeAware(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      var document = builder.parse(new InputSource(new StringReader(answer)));
      return Optional.of(new Soap(document.getDocumentElement()));
    } catch (SAXException | IOException e) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK's XML parser cannot be made safe", e);
    }
  }

  /** This one, if it has that name. */
  Optional<Soap> named(String name) {
    return name.equals(root.getLocalName()) ? Optional.of(this) : Optional.empty();
  }

  /** Empty if it is not there. */
  String attribute(String name) {
    return root.getAttribute(name);
  }

  /** The first element of that name anywhere below. */
  Optional<Soap> first(String name) {
    return all(name).stream().findFirst();
  }

  List<Soap> all(String name) {
    var found = new ArrayList<Soap>();
    var nodes = root.getElementsByTagNameNS("*", name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add(new Soap((Element) nodes.item(i)));
    }
    return found;
  }

  /** The text of a direct child without the space around it; empty if there is no such child. */
  String text(String name) {
    return exactly(name).strip();
  }

  /** The text of a direct child to the letter, as a document inside it needs. */
  String exactly(String name) {
    for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element && name.equals(element.getLocalName())) {
        return element.getTextContent();
      }
    }
    return "";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
