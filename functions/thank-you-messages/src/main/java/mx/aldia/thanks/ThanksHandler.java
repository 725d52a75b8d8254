package mx.aldia.thanks;

import java.util.Map;
import mx.aldia.edge.QueueHandler;

/** Payments and settlements, from their queue. */
public final class ThanksHandler extends QueueHandler {
  /** As Lambda makes it. */
  public ThanksHandler() {
    this(System.getenv());
  }

  /** With an environment of its own, where many functions share one JVM. */
  public ThanksHandler(Map<String, String> environment) {
    this(Wiring.of(environment));
  }

  ThanksHandler(Wiring wiring) {
    super("thank-you-messages", wiring.thankCustomer()::on, wiring.acknowledge());
  }
}
