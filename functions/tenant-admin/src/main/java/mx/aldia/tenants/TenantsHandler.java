package mx.aldia.tenants;

import java.util.Map;
import mx.aldia.edge.HttpHandler;
import mx.aldia.table.Deployment;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the API says of itself, and what a business says of itself. */
public final class TenantsHandler extends HttpHandler {
  public TenantsHandler() {
    this(System.getenv());
  }

  public TenantsHandler(Map<String, String> environment) {
    this(Deployment.of(environment), ClockQueue.of(environment));
  }

  /**
   * Of these parts.
   *
   * @param clocks where the queue of sandbox clocks is
   */
  public TenantsHandler(Deployment deployment, SqsClient sqs, String clocks) {
    this(deployment, new ClockQueue(sqs, clocks));
  }

  private TenantsHandler(Deployment deployment, ClockQueue clocks) {
    super("tenant-admin", new Wiring(deployment, clocks::tell).routes());
  }
}
