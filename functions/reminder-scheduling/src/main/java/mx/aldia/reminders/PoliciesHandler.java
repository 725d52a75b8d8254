package mx.aldia.reminders;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.HttpHandler;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.Route;
import mx.aldia.table.Deployment;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.TaskStore;
import mx.aldia.table.TenantStore;

/** {@code /v1/reminder_policies} and {@code /v1/tasks}. */
public final class PoliciesHandler extends HttpHandler {
  public PoliciesHandler() {
    this(System.getenv());
  }

  public PoliciesHandler(Map<String, String> environment) {
    super("reminder-scheduling", routes(environment));
  }

  private static List<Route> routes(Map<String, String> environment) {
    var deployment = Deployment.of(environment);
    var table = deployment.table();
    var answers = deployment.answers();
    var idempotency = new Idempotency(answers, deployment.waiting());
    var cursors = new Cursors(deployment.linkKey());
    return Stream.of(
            new PolicyRoutes(
                    new PolicyStore(table, answers), deployment.ids(), idempotency, cursors)
                .routes(),
            new TaskRoutes(
                    new TenantStore(table, deployment.wall(), answers),
                    new TaskStore(table, answers),
                    idempotency,
                    cursors)
                .routes())
        .flatMap(List::stream)
        .toList();
  }
}
