package mx.aldia.tenants;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mx.aldia.edge.Idempotency;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;
import mx.aldia.edge.Scope;

/** {@code /v1/test_clock}: a sandbox's time stands still and moves when it is told to. */
final class ClockRoutes {
  private static final String READ = Scope.read("test_clock");
  private static final String WRITE = Scope.write("test_clock");

  private final MoveClock clock;
  private final Idempotency idempotency;

  ClockRoutes(MoveClock clock, Idempotency idempotency) {
    this.clock = clock;
    this.idempotency = idempotency;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/test_clock", WRITE, this::set),
        Route.get("/v1/test_clock", READ, this::show),
        Route.post("/v1/test_clock/advance", WRITE, this::advance));
  }

  private Response set(Request request) {
    var now = request.fields().instant("now").required();
    return idempotency.<Instant>once(
        request,
        it -> json(it, Optional.empty()).answer(200),
        attempt ->
            request.fields().read(() -> now).then(it -> clock.set(request.tenant(), it, attempt)));
  }

  private Response show(Request request) {
    return Response.of(
        clock.read(request.tenant()), it -> Response.ok(json(it.now(), it.target())));
  }

  private Response advance(Request request) {
    var to = request.fields().instant("to").required();
    return idempotency.<Instant>once(
        request,
        now -> json(now, Optional.of(to)).answer(202),
        attempt ->
            request
                .fields()
                .read(() -> to)
                .then(it -> clock.advance(request.tenant(), it, attempt)));
  }

  private static JsonObject json(Instant now, Optional<Instant> target) {
    return new JsonObject()
        .instant("now", now)
        .text("status", target.isPresent() ? "advancing" : "ready")
        .instant("target", target);
  }
}
