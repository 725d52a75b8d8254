package mx.aldia.reminders;

import java.util.List;
import java.util.Locale;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.task.Task;
import mx.aldia.domain.task.TaskId;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Language;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.edge.TaxFindingJson;
import mx.aldia.table.TaskStore;
import mx.aldia.table.TenantStore;

/** {@code /v1/tasks}: what only a person at the business can do. */
final class TaskRoutes {
  private static final String READ = Scope.read("tasks");
  private static final String WRITE = Scope.write("tasks");
  private static final int LONGEST_OUTCOME = 500;

  private final TenantStore tenants;
  private final TaskStore tasks;
  private final Idempotency idempotency;
  private final Cursors cursors;

  TaskRoutes(TenantStore tenants, TaskStore tasks, Idempotency idempotency, Cursors cursors) {
    this.tenants = tenants;
    this.tasks = tasks;
    this.idempotency = idempotency;
    this.cursors = cursors;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/tasks", READ, this::list),
        Route.post("/v1/tasks/{id}/done", WRITE, this::done));
  }

  private Response list(Request request) {
    var listing = Listing.of(request, cursors, "tasks");
    return Response.of(
        request.query().read(() -> listing),
        it -> {
          var found = tasks.open(request.tenant(), it.after(), it.limit());
          return Response.page(
              it.page(found.items(), found.next()), task -> json(task, request.language()));
        });
  }

  private Response done(Request request) {
    var outcome = request.fields().text("outcome").max(LONGEST_OUTCOME).multiline().required();
    var id = new TaskId(request.tenant(), request.param("id"));
    return idempotency.<Task>once(
        request,
        task -> json(task, request.language()).answer(200),
        attempt -> request.fields().read(() -> outcome).then(it -> done(id, it, attempt)));
  }

  private Outcome<Task> done(TaskId id, String outcome, Attempt<Task> attempt) {
    var found = tasks.find(id);
    if (found.isEmpty()) {
      return Outcome.refused(new Problem.NotFound("task"));
    }
    var task = found.get();
    if (task.closed().isPresent()
        || !tasks.done(tenants.open(id.tenant()).orElseThrow().time(), task, outcome, attempt)) {
      return Outcome.refused(Problem.Conflict.of("task_not_open"));
    }
    return Outcome.done(tasks.find(id).orElseThrow());
  }

  private static JsonObject json(Task task, Language language) {
    return new JsonObject()
        .text("id", task.id().value())
        .text("kind", task.kind().name().toLowerCase(Locale.ROOT))
        .text("state", task.closed().isEmpty() ? "open" : "done")
        .text("title", TaskWords.title(task, language))
        .text("about", task.about())
        .text("type", task.type().map(Enum::name))
        .text("reason", task.reason())
        .text("invoice", task.invoice().map(it -> it.invoice().value()))
        .text("number", task.invoice().map(TaxDocument.Named::number))
        .text("customer", task.customer().map(CustomerId::value))
        .objects("findings", task.findings(), finding -> TaxFindingJson.of(finding, language))
        .text("action", TaskWords.action(task))
        .object("request", TaskWords.request(task))
        .instant("created_at", task.since())
        .instant("due_at", task.due())
        .instant("done_at", task.closed().map(Task.Closed::at))
        .text("outcome", task.closed().flatMap(Task.Closed::outcome));
  }
}
