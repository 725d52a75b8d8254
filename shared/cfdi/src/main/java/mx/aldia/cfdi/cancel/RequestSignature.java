package mx.aldia.cfdi.cancel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import mx.aldia.cfdi.seal.SatCertificate;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Who signed a cancellation request, found out by the JDK's own XML signatures. */
final class RequestSignature {
  private RequestSignature() {}

  /** The certificate in it, if its signature covers the whole request and holds. */
  static Optional<SatCertificate> signer(byte[] signed) {
    try {
      var document = parse(signed);
      var signatures = document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature");
      var certificates = document.getElementsByTagNameNS(XMLSignature.XMLNS, "X509Certificate");
      if (signatures.getLength() != 1 || certificates.getLength() != 1) {
        return Optional.empty();
      }
      var certificate = SatCertificate.fromBase64(certificates.item(0).getTextContent());
      if (certificate == null) {
        return Optional.empty();
      }
      var context =
          new DOMValidateContext(
              KeySelector.singletonKeySelector(certificate.publicKey()), signatures.item(0));
      // SHA-1, which SAT wants, is else refused. Only the request itself may be referred to.
      context.setProperty("org.jcp.xml.dsig.secureValidation", false);
      var signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
      var references = signature.getSignedInfo().getReferences();
      return references.size() == 1
              && references.getFirst().getURI().isEmpty()
              && signature.validate(context)
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (SAXException | IOException | MarshalException | XMLSignatureException e) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK's XML parser cannot be made safe", e);
    }
  }

  private static Document parse(byte[] xml)
      throws ParserConfigurationException, SAXException, IOException {
    var factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var builder = factory.newDocumentBuilder();
    builder.setErrorHandler(new DefaultHandler());
    return builder.parse(new ByteArrayInputStream(xml));
  }
}
