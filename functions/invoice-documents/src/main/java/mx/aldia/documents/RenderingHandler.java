package mx.aldia.documents;

import java.util.Map;
import java.util.function.Function;
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

  /**
   * Of these parts.
   *
   * @param print sets an invoice's sheet
   */
  public RenderingHandler(Deployment deployment, Function<InvoiceSheet, byte[]> print) {
    this(Wiring.of(deployment, print));
  }

  RenderingHandler(Wiring wiring) {
    super("invoice-documents", wiring.renderInvoice()::on, wiring.acknowledge());
  }
}
