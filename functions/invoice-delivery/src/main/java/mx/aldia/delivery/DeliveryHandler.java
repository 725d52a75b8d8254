package mx.aldia.delivery;

import java.util.Map;
import mx.aldia.edge.QueueHandler;
import mx.aldia.paper.Printer;
import mx.aldia.sending.Courier;
import mx.aldia.table.Deployment;

/** Rendered invoices and requests to send one again, from their queue. */
public final class DeliveryHandler extends QueueHandler {
  /** As Lambda makes it. */
  public DeliveryHandler() {
    this(System.getenv());
  }

  /** With an environment of its own, where many functions share one JVM. */
  public DeliveryHandler(Map<String, String> environment) {
    this(Wiring.of(environment));
  }

  /** Of these parts. */
  public DeliveryHandler(Deployment deployment, Courier courier, Printer printer) {
    this(Wiring.of(deployment, courier, printer));
  }

  private DeliveryHandler(Wiring wiring) {
    super("invoice-delivery", wiring.deliverInvoice()::on, wiring.acknowledge());
  }
}
