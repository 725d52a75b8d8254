package mx.aldia.payments;

import java.util.Map;
import mx.aldia.edge.HttpHandler;
import mx.aldia.table.Deployment;

/** {@code /v1/payments}, what is paid to an invoice, and what payment providers tell us. */
public final class PaymentsHandler extends HttpHandler {
  public PaymentsHandler() {
    this(System.getenv());
  }

  public PaymentsHandler(Map<String, String> environment) {
    this(Deployment.of(environment));
  }

  /** Of these parts. */
  public PaymentsHandler(Deployment deployment) {
    this(new Wiring(deployment));
  }

  PaymentsHandler(Wiring wiring) {
    super("payment-webhooks", wiring.routes());
  }
}
