package mx.aldia.reminders;

import java.util.Map;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.HttpHandler;
import mx.aldia.edge.Idempotency;
import mx.aldia.table.Deployment;
import mx.aldia.table.PolicyStore;

/** {@code /v1/reminder_policies}. */
public final class PoliciesHandler extends HttpHandler {
  public PoliciesHandler() {
    this(System.getenv());
  }

  public PoliciesHandler(Map<String, String> environment) {
    super("reminder-scheduling", routes(environment).routes());
  }

  private static PolicyRoutes routes(Map<String, String> environment) {
    var deployment = Deployment.of(environment);
    var answers = deployment.answers();
    return new PolicyRoutes(
        new PolicyStore(deployment.table(), answers),
        deployment.ids(),
        new Idempotency(answers, deployment.waiting()),
        new Cursors(deployment.linkKey()));
  }
}
