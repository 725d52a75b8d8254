package mx.aldia.edge;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mx.aldia.json.JsonText;
import mx.aldia.testkit.http.TestContext;

/** Calls a handler as the gateway does. */
final class Calls {
  static final Map<String, Object> ALL_OF_ONE =
      Map.of("tenant", "ten_1", "mode", "test", "scopes", "*");

  private Calls() {}

  static APIGatewayV2HTTPResponse call(Route route, APIGatewayV2HTTPEvent event) {
    return call(List.of(route), event);
  }

  static APIGatewayV2HTTPResponse call(List<Route> routes, APIGatewayV2HTTPEvent event) {
    return new HttpHandler("a-function", routes).handleRequest(event, new TestContext());
  }

  /** A request by a key that may do everything for tenant {@code ten_1}. */
  static APIGatewayV2HTTPEvent event(String method, String path) {
    return event(method, path, ALL_OF_ONE);
  }

  static APIGatewayV2HTTPEvent event(String method, String path, Map<String, Object> authorizer) {
    int mark = path.indexOf('?');
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRawPath(mark < 0 ? path : path.substring(0, mark))
        .withRawQueryString(mark < 0 ? "" : path.substring(mark + 1))
        .withHeaders(new HashMap<>())
        .withRequestContext(
            RequestContext.builder()
                .withRequestId("req-1")
                .withStage("$default")
                .withHttp(RequestContext.Http.builder().withMethod(method).build())
                .withAuthorizer(RequestContext.Authorizer.builder().withLambda(authorizer).build())
                .build())
        .build();
  }

  static APIGatewayV2HTTPEvent with(APIGatewayV2HTTPEvent event, String header, String value) {
    event.getHeaders().put(header, value);
    return event;
  }

  static APIGatewayV2HTTPEvent json(String method, String path, String body) {
    var event = with(event(method, path), "content-type", "application/json");
    event.setBody(body);
    return event;
  }

  static JsonNode json(APIGatewayV2HTTPResponse response) {
    return json(response.getBody());
  }

  static JsonNode json(String text) {
    try {
      return JsonText.read(text);
    } catch (JsonText.Malformed e) {
      throw new AssertionError(text, e);
    }
  }

  static String code(APIGatewayV2HTTPResponse response) {
    return json(response).path("code").asText();
  }

  static Fields fields(String body) {
    return Fields.of(json(body.replace('\'', '"')));
  }

  static List<String> faults(Fields fields) {
    return fields.faults().stream().map(it -> it.pointer() + " " + it.code()).toList();
  }
}
