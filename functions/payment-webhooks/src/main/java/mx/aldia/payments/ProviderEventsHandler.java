package mx.aldia.payments;

import java.util.Map;
import mx.aldia.edge.QueueHandler;
import mx.aldia.table.Deployment;

/** Applies what payment providers told us. */
public final class ProviderEventsHandler extends QueueHandler {
  /** By this name a sandbox's clock knows us. */
  private static final String CONSUMER = "payment-webhooks";

  public ProviderEventsHandler() {
    this(System.getenv());
  }

  public ProviderEventsHandler(Map<String, String> environment) {
    this(Deployment.of(environment));
  }

  /** Of these parts. */
  public ProviderEventsHandler(Deployment deployment) {
    this(new Wiring(deployment));
  }

  ProviderEventsHandler(Wiring wiring) {
    super(CONSUMER, wiring.applyProviderEvent()::on, wiring.acknowledge());
  }
}
