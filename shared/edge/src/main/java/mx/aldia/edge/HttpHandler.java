package mx.aldia.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A function behind the HTTP API, made of its routes. A function extends it with a constructor
 * without arguments:
 *
 * <pre>{@code
 * public final class IssuanceHandler extends HttpHandler {
 *   public IssuanceHandler() {
 *     super("invoice-issuance", Wiring.fromEnvironment().routes());
 *   }
 * }
 * }</pre>
 */
public class HttpHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private static final Log LOG = Log.of(HttpHandler.class);

  private final String function;
  private final Router router;
  private final Optional<ProblemPage> problemPage;

  public HttpHandler(String function, List<Route> routes) {
    this(function, routes, Optional.empty());
  }

  /** With pages among its routes. */
  public HttpHandler(String function, List<Route> routes, ProblemPage problemPage) {
    this(function, routes, Optional.of(problemPage));
  }

  private HttpHandler(String function, List<Route> routes, Optional<ProblemPage> problemPage) {
    this.function = function;
    this.router = new Router(routes);
    this.problemPage = problemPage;
  }

  /** What it answers, for a test that holds routes, template and openapi.yaml together. */
  public final List<Route> routes() {
    return router.routes();
  }

  @Override
  public final APIGatewayV2HTTPResponse handleRequest(
      APIGatewayV2HTTPEvent event, Context context) {
    var incoming = Incoming.of(event, context == null ? "none" : context.getAwsRequestId());
    return Log.within(incoming.id(), () -> answer(incoming));
  }

  private APIGatewayV2HTTPResponse answer(Incoming incoming) {
    long begun = System.nanoTime();
    var routed = routed(incoming);
    var response = answer(routed, incoming);
    LOG.info(
        "request",
        "function",
        function,
        "route",
        template(routed),
        "tenant",
        incoming.caller().tenant().map(it -> it.value()).orElse("-"),
        "status",
        response.status(),
        "millis",
        (System.nanoTime() - begun) / 1_000_000);
    return leave(response, incoming.id());
  }

  private Router.Routed routed(Incoming incoming) {
    try {
      return router.route(incoming);
    } catch (RuntimeException e) {
      LOG.error("request could not be read", e, "function", function);
      return new Router.Routed.Nowhere(
          Optional.empty(), Refusal.of(500, "internal", incoming.id()));
    }
  }

  private Response answer(Router.Routed routed, Incoming incoming) {
    var language = Language.preferred(incoming.headers().get("Accept-Language"));
    try {
      var response =
          switch (routed) {
            case Router.Routed.To(var route, var request) -> route.endpoint().answer(request);
            case Router.Routed.Nowhere(_, var refusal) -> Response.refused(refusal);
          };
      return response.refusal().map(it -> told(it, routed, language)).orElse(response);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("request failed", e, "function", function, "route", template(routed));
      return told(Refusal.of(500, "internal", incoming.id()), routed, language);
    }
  }

  private Response told(Refusal refusal, Router.Routed routed, Language language) {
    boolean toPerson = routed.found().map(Route::page).orElse(false);
    if (toPerson && problemPage.isPresent()) {
      try {
        return ProblemJson.page(refusal, language, problemPage.get());
      } catch (RuntimeException e) {
        LOG.error("problem page failed", e, "function", function);
      }
    }
    return ProblemJson.of(refusal, language);
  }

  private static String template(Router.Routed routed) {
    return routed.found().map(it -> it.method() + " " + it.path()).orElse("none");
  }

  private static APIGatewayV2HTTPResponse leave(Response response, String id) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.putAll(response.headers());
    headers.put("Request-Id", id);
    boolean text = isText(Optional.ofNullable(headers.get("Content-Type")).orElse("text/plain"));
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(response.status())
        .withHeaders(headers)
        .withBody(
            text
                ? new String(response.body(), StandardCharsets.UTF_8)
                : Base64.getEncoder().encodeToString(response.body()))
        .withIsBase64Encoded(!text)
        .build();
  }

  private static boolean isText(String contentType) {
    var type = contentType.toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.startsWith("application/json")
        || type.startsWith("application/problem+json")
        || type.startsWith("application/yaml");
  }
}
