package mx.aldia.payments;

import java.util.Map;
import mx.aldia.edge.HttpHandler;

/** {@code /v1/payments}, what is paid to an invoice, and what payment providers tell us. */
public final class PaymentsHandler extends HttpHandler {
  public PaymentsHandler() {
    this(System.getenv());
  }

  public PaymentsHandler(Map<String, String> environment) {
    this(Wiring.of(environment));
  }

  PaymentsHandler(Wiring wiring) {
    super("payment-webhooks", wiring.routes());
  }
}
