package mx.aldia.reminders;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mx.aldia.domain.collections.ChannelKind;
import mx.aldia.domain.collections.ContactWindow;
import mx.aldia.domain.collections.PolicyDraft;
import mx.aldia.domain.collections.PolicyDraft.StepDraft;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.collections.ReminderPolicy;
import mx.aldia.domain.collections.Step;
import mx.aldia.domain.collections.Tone;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.edge.Cursors;
import mx.aldia.edge.Field;
import mx.aldia.edge.Fields;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Listing;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;
import mx.aldia.table.PolicyStore;

/** {@code /v1/reminder_policies}: how a business reminds. */
final class PolicyRoutes {
  private static final String READ = Scope.read("reminder_policies");
  private static final String WRITE = Scope.write("reminder_policies");
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");
  private static final int MOST_TEMPLATE = 64;

  private final PolicyStore policies;
  private final Ulid ids;
  private final Idempotency idempotency;
  private final Cursors cursors;

  PolicyRoutes(PolicyStore policies, Ulid ids, Idempotency idempotency, Cursors cursors) {
    this.policies = policies;
    this.ids = ids;
    this.idempotency = idempotency;
    this.cursors = cursors;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/reminder_policies", WRITE, this::create),
        Route.get("/v1/reminder_policies", READ, this::list),
        Route.get("/v1/reminder_policies/{id}", READ, this::show),
        Route.patch("/v1/reminder_policies/{id}", WRITE, this::change));
  }

  private Response create(Request request) {
    return idempotency.<ReminderPolicy>once(
        request,
        policy -> json(policy).answer(201),
        attempt -> {
          var draft = read(request.fields());
          return request
              .fields()
              .read(() -> draft)
              .then(it -> it.policy(new PolicyId(request.tenant(), "pol_" + ids.next()), 1))
              .map(
                  policy -> {
                    policies.create(policy, attempt);
                    return policy;
                  });
        });
  }

  /** A business has a handful, so the whole list is one page. */
  private Response list(Request request) {
    var listing = Listing.of(request, cursors, "policies");
    return Response.of(
        request.query().read(() -> listing),
        it -> {
          var rest =
              policies.list(request.tenant()).stream()
                  .filter(
                      one -> it.after().filter(id -> one.id().value().compareTo(id) <= 0).isEmpty())
                  .toList();
          return Response.page(it.page(rest, one -> one.id().value()), PolicyRoutes::json);
        });
  }

  private Response show(Request request) {
    return Response.of(find(request), PolicyRoutes::told);
  }

  /** Invoices already open go on by the changed policy, from the step that they have reached. */
  private Response change(Request request) {
    return Response.of(find(request).then(was -> changed(request, was)), PolicyRoutes::told);
  }

  private Outcome<ReminderPolicy> changed(Request request, ReminderPolicy was) {
    var stale = Outcome.<ReminderPolicy>refused(new Problem.Stale(was.version()));
    if (request.ifMatch().filter(version -> version != was.version()).isPresent()) {
      return stale;
    }
    var fields = request.fields().over(said(was).node());
    var draft = read(fields);
    return fields
        .read(() -> draft)
        .then(it -> it.policy(was.id(), was.version() + 1))
        .then(it -> policies.save(it, was.version()) ? Outcome.done(it) : stale);
  }

  private Outcome<ReminderPolicy> find(Request request) {
    return policies
        .find(new PolicyId(request.tenant(), request.param("id")))
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Problem.NotFound("policy")));
  }

  private static PolicyDraft read(Fields fields) {
    var name = fields.text("name").required();
    var steps = fields.objects("steps").min(1).each(PolicyRoutes::step).required();
    var window = fields.object("contact_window").optional();
    var from = window.map(it -> hour(it, "from").required()).orElse(ContactWindow.USUAL.from());
    var to = window.map(it -> hour(it, "to").required()).orElse(ContactWindow.USUAL.to());
    if (!fields.tree("late_interest").isMissingNode() && !fields.tree("late_interest").isNull()) {
      // Nobody charges it yet, and a policy shall not promise what does not happen.
      fields.refuse("late_interest", "late_interest_not_yet");
    }
    return new PolicyDraft(
        name,
        steps,
        from,
        to,
        fields
            .integer("max_per_week", 1, ReminderPolicy.MOST_PER_WEEK)
            .orElse((long) ReminderPolicy.USUAL_PER_WEEK)
            .intValue(),
        fields.bool("saturdays").orElse(false),
        Optional.empty());
  }

  private static StepDraft step(Fields fields) {
    return new StepDraft(
        fields.integer("offset_days", Step.EARLIEST, Step.LATEST).required().intValue(),
        fields.choice("tone", Tone.class).required(),
        fields.choices("channels", ChannelKind.class).min(1).orElse(List.of(ChannelKind.EMAIL)),
        fields.choice("mode", Step.Mode.class).orElse(Step.Mode.AUTO),
        fields.text("template").max(MOST_TEMPLATE).optional());
  }

  private static Field<LocalTime> hour(Fields fields, String name) {
    return fields.text(name).max(5).as(PolicyRoutes::hour, "not_an_hour", LocalTime.NOON);
  }

  private static Optional<LocalTime> hour(String text) {
    try {
      return Optional.of(LocalTime.parse(text, HOUR));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static Response told(ReminderPolicy policy) {
    return Response.ok(json(policy)).version(policy.version());
  }

  private static JsonObject json(ReminderPolicy policy) {
    return said(policy)
        .nothing("late_interest")
        .text("id", policy.id().value())
        .integer("version", policy.version());
  }

  private static JsonObject said(ReminderPolicy policy) {
    return new JsonObject()
        .text("name", policy.name())
        .objects("steps", policy.steps(), PolicyRoutes::json)
        .object(
            "contact_window",
            new JsonObject()
                .text("from", HOUR.format(policy.window().from()))
                .text("to", HOUR.format(policy.window().to())))
        .integer("max_per_week", policy.maxPerWeek())
        .bool("saturdays", policy.saturdays());
  }

  private static JsonObject json(Step step) {
    return new JsonObject()
        .integer("offset_days", step.offsetDays())
        .text("tone", word(step.tone()))
        .texts("channels", step.channels().stream().map(PolicyRoutes::word).toList())
        .text("mode", word(step.mode()))
        .text("template", step.template());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
