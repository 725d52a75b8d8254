package mx.aldia.documents;

import java.util.Map;
import mx.aldia.edge.QueueHandler;

/** Issued invoices, from their queue. */
public final class RenderingHandler extends QueueHandler {
  /** As Lambda makes it. */
  public RenderingHandler() {
    this(System.getenv());
  }

  /** With an environment of its own, where many functions share one JVM. */
  public RenderingHandler(Map<String, String> environment) {
    this(Wiring.of(environment));
  }

  RenderingHandler(Wiring wiring) {
    super("invoice-documents", wiring.renderInvoice()::on, wiring.acknowledge());
  }
}
