package mx.aldia.tenants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import mx.aldia.domain.problem.Problem;
import mx.aldia.edge.JsonObject;
import mx.aldia.edge.Request;
import mx.aldia.edge.Response;
import mx.aldia.edge.Route;

/** What the API says of itself. */
final class OwnRoutes {
  private static final String CONTRACT = "/openapi.yaml";

  List<Route> routes() {
    return List.of(
        Route.openGet("/healthz", _ -> Response.ok(new JsonObject().text("status", "ok"))),
        Route.openGet(CONTRACT, OwnRoutes::contract));
  }

  /** Packed into the jar from docs/ by the build. */
  private static Response contract(Request request) {
    try (var file = OwnRoutes.class.getResourceAsStream(CONTRACT)) {
      return file == null
          ? Response.refused(new Problem.NotFound("openapi"))
          : Response.bytes(200, "application/yaml; charset=utf-8", file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(CONTRACT, e);
    }
  }
}
