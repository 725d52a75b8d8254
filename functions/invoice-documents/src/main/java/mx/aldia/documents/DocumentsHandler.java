package mx.aldia.documents;

import java.util.Map;
import mx.aldia.edge.HttpHandler;

/** {@code /v1/invoices/{id}/pdf} and the customer's {@code /i/{token}/pdf}. */
public final class DocumentsHandler extends HttpHandler {
  /** As Lambda makes it. */
  public DocumentsHandler() {
    this(System.getenv());
  }

  /** With an environment of its own, where many functions share one JVM. */
  public DocumentsHandler(Map<String, String> environment) {
    this(Wiring.of(environment));
  }

  DocumentsHandler(Wiring wiring) {
    super("invoice-documents", new PdfRoutes(wiring.renderInvoice()).routes(), new PlainProblem());
  }
}
