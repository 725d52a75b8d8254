package mx.aldia.stamping;

import java.util.Map;
import mx.aldia.edge.HttpHandler;
import mx.aldia.table.Deployment;

/** {@code /v1/tax_documents}, and what an invoice has of one. */
public final class TaxDocumentsHandler extends HttpHandler {
  /** As Lambda makes it. */
  public TaxDocumentsHandler() {
    this(System.getenv());
  }

  /** With an environment of its own, where many functions share one JVM. */
  public TaxDocumentsHandler(Map<String, String> environment) {
    this(Deployment.of(environment));
  }

  /** Of these parts. */
  public TaxDocumentsHandler(Deployment deployment) {
    super("tax-stamping", Wiring.routes(deployment));
  }
}
