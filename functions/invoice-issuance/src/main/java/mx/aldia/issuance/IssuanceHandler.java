package mx.aldia.issuance;

import java.util.Map;
import mx.aldia.edge.HttpHandler;
import mx.aldia.table.Deployment;

/** {@code /v1/customers}, {@code /v1/products}, {@code /v1/invoices}, {@code /v1/advances}. */
public final class IssuanceHandler extends HttpHandler {
  public IssuanceHandler() {
    this(System.getenv());
  }

  public IssuanceHandler(Map<String, String> environment) {
    this(Deployment.of(environment));
  }

  /** Of these parts. */
  public IssuanceHandler(Deployment deployment) {
    super("invoice-issuance", new Wiring(deployment).routes());
  }
}
