package mx.aldia.cfdi.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads XML that may come from anyone: no document type, so no entities of its own and nothing
 * fetched; bounded in bytes, depth and elements.
 */
public final class ReadXml {
  /** A factura global of 50 000 tickets is about 30 MB. */
  static final int MAX_BYTES = 64 * 1024 * 1024;

  static final int MAX_DEPTH = 64;
  static final int MAX_ELEMENTS = 2_000_000;

  private static final SAXParserFactory FACTORY = factory();
  private static final ThreadLocal<SAXParser> PARSER = ThreadLocal.withInitial(ReadXml::parser);

  private ReadXml() {}

  /**
   * The root element.
   *
   * @param bytes as on disk; the encoding is the one the document itself names
   * @throws MalformedXml if it is not well-formed, carries a DTD, or is beyond the bounds
   */
  public static Element read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedXml("larger than " + MAX_BYTES + " bytes");
    }
    var handler = new Handler();
    try {
      PARSER.get().parse(new InputSource(new ByteArrayInputStream(bytes)), handler);
    } catch (SAXParseException e) {
      throw new MalformedXml(
          "line %d, column %d: %s"
              .formatted(e.getLineNumber(), e.getColumnNumber(), e.getMessage()),
          e);
    } catch (SAXException | IOException e) {
      throw new MalformedXml(String.valueOf(e.getMessage()), e);
    }
    if (handler.root == null) {
      throw new MalformedXml("no element");
    }
    return handler.root;
  }

  private static SAXParserFactory factory() {
    try {
      var factory = SAXParserFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      return factory;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("this JDK's XML parser cannot be made safe", e);
    }
  }

  private static SAXParser parser() {
    try {
      return FACTORY.newSAXParser();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("no XML parser", e);
    }
  }

  private static final class Handler extends DefaultHandler {
    private final Deque<Element.Builder> open = new ArrayDeque<>();
    private final List<String[]> declarations = new ArrayList<>();
    private int elements;
    private @Nullable Element root;

    @Override
    public void startPrefixMapping(String prefix, String uri) {
      declarations.add(new String[] {prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, uri});
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes)
        throws SAXException {
      if (open.size() >= MAX_DEPTH || ++elements > MAX_ELEMENTS) {
        throw new SAXException("too deep or too many elements");
      }
      var colon = qualified.indexOf(':');
      var element = Element.of(uri, colon < 0 ? "" : qualified.substring(0, colon), local);
      for (var declaration : declarations) {
        element.with(declaration[0], declaration[1]);
      }
      declarations.clear();
      for (int i = 0; i < attributes.getLength(); i++) {
        element.with(attributes.getQName(i), attributes.getValue(i));
      }
      open.push(element);
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
      var done = open.pop().build();
      var parent = open.peek();
      if (parent == null) {
        root = done;
      } else {
        parent.child(done);
      }
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public InputSource resolveEntity(String publicId, String systemId) throws SAXException {
      throw new SAXException("external entities are not read");
    }
  }
}
