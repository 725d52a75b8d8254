package mx.aldia.local.simulation;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The HTTP API: each request is a process of its own, and who asked waits for it. */
final class Http {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final World world;
  private final Duration limit;
  private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> issuance;
  private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> payments;
  private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> tenants;
  private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> portal;

  /** Who asks: a tenant's key, the operator's, or nobody's. */
  record Caller(Map<String, Object> authorizer) {
    static final Caller NOBODY = new Caller(Map.of());
    static final Caller OPERATOR = new Caller(Map.of("mode", "live", "scopes", "operator"));

    static Caller of(String tenant, boolean sandbox) {
      return new Caller(Map.of("tenant", tenant, "mode", sandbox ? "test" : "live", "scopes", "*"));
    }
  }

  /** What is asked for. */
  record Call(Caller caller, String method, String path, Map<String, String> headers, String body) {
    static Call post(Caller caller, String path, String body) {
      return new Call(caller, "POST", path, Map.of("content-type", "application/json"), body);
    }

    static Call get(Caller caller, String path) {
      return new Call(caller, "GET", path, Map.of(), "");
    }

    Call with(String header, String value) {
      var more = new HashMap<>(headers);
      more.put(header, value);
      return new Call(caller, method, path, more, body);
    }
  }

  /** What came back. */
  record Reply(int status, JsonNode json) {
    boolean isGood() {
      return status >= 200 && status < 300;
    }

    /** Whether asking again may help: the fault is not the caller's. */
    boolean isOurFault() {
      return status >= 500
          || (status == 409 && json.path("code").asText().equals("request_in_progress"));
    }

    String text(String name) {
      return json.path(name).asText();
    }
  }

  Http(
      World world,
      Duration limit,
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> issuance,
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> payments,
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> tenants,
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> portal) {
    this.world = world;
    this.limit = limit;
    this.issuance = issuance;
    this.payments = payments;
    this.tenants = tenants;
    this.portal = portal;
  }

  /**
   * Asks, and waits.
   *
   * @param name what the process is called in the story
   * @return empty where the process died: the caller hears nothing
   */
  Optional<Reply> ask(String name, Call call) {
    var answer = new AtomicReference<@Nullable APIGatewayV2HTTPResponse>();
    var process =
        world.process(
            name,
            limit,
            () ->
                answer.set(
                    handler(call.path()).handleRequest(event(call), new Surroundings(limit))));
    world.await(process);
    return Optional.ofNullable(answer.get()).map(Http::reply);
  }

  private RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler(String path) {
    if (path.startsWith("/webhooks/")
        || path.startsWith("/v1/payments")
        || path.endsWith("/payments")) {
      return payments;
    }
    if (path.startsWith("/v1/invoices") || path.startsWith("/v1/customers")) {
      return issuance;
    }
    return path.startsWith("/v1/") ? tenants : portal;
  }

  private static APIGatewayV2HTTPEvent event(Call call) {
    var event =
        APIGatewayV2HTTPEvent.builder()
            .withVersion("2.0")
            .withRawPath(call.path())
            .withRawQueryString("")
            .withHeaders(new HashMap<>(call.headers()))
            .withRequestContext(
                RequestContext.builder()
                    .withRequestId("simulated")
                    .withStage("$default")
                    .withHttp(RequestContext.Http.builder().withMethod(call.method()).build())
                    .withAuthorizer(
                        RequestContext.Authorizer.builder()
                            .withLambda(call.caller().authorizer())
                            .build())
                    .build())
            .build();
    if (!call.body().isEmpty()) {
      event.setBody(call.body());
    }
    return event;
  }

  private static Reply reply(APIGatewayV2HTTPResponse response) {
    return new Reply(response.getStatusCode(), read(response.getBody()));
  }

  private static JsonNode read(@Nullable String body) {
    if (body == null || !body.startsWith("{")) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that is no JSON: " + body, e);
    }
  }
}
