package mx.aldia.thanks;

import java.util.Map;
import mx.aldia.edge.QueueHandler;
import mx.aldia.paper.Printer;
import mx.aldia.sending.Courier;
import mx.aldia.table.Deployment;

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

  /** Of these parts. */
  public ThanksHandler(Deployment deployment, Courier courier, Printer printer) {
    this(Wiring.of(deployment, courier, printer));
  }

  private ThanksHandler(Wiring wiring) {
    super("thank-you-messages", wiring.thanks(), wiring.acknowledge());
  }
}
