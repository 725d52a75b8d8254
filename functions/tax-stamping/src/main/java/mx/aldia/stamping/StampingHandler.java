package mx.aldia.stamping;

import java.util.Map;
import mx.aldia.edge.QueueHandler;
import mx.aldia.table.Deployment;

/** What was issued or paid, and what is to be asked for again, from its queue. */
public final class StampingHandler extends QueueHandler {
  /** As Lambda makes it. */
  public StampingHandler() {
    this(System.getenv());
  }

  /** With an environment of its own, where many functions share one JVM. */
  public StampingHandler(Map<String, String> environment) {
    this(Wiring.of(environment));
  }

  /** Of these parts. */
  public StampingHandler(Deployment deployment) {
    this(Wiring.of(deployment));
  }

  StampingHandler(Wiring wiring) {
    super("tax-stamping", wiring.askForDocuments()::on, wiring.acknowledge());
  }
}
