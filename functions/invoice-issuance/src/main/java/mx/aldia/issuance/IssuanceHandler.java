package mx.aldia.issuance;

import java.util.Map;
import mx.aldia.edge.HttpHandler;

/** {@code /v1/customers}, {@code /v1/products}, {@code /v1/invoices}. */
public final class IssuanceHandler extends HttpHandler {
  public IssuanceHandler() {
    this(System.getenv());
  }

  public IssuanceHandler(Map<String, String> environment) {
    super("invoice-issuance", Wiring.of(environment).routes());
  }
}
