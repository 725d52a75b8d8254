package mx.aldia.documents;

import java.util.Map;
import mx.aldia.edge.QueueHandler;
import mx.aldia.table.Deployment;

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

  /** Of these parts. */
  public RenderingHandler(Deployment deployment) {
    this(Wiring.of(deployment));
  }

  RenderingHandler(Wiring wiring) {
    super("invoice-documents", wiring.renderInvoice()::on, wiring.acknowledge());
  }
}
