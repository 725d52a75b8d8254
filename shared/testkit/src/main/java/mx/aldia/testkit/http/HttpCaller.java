package mx.aldia.testkit.http;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.HashMap;
import java.util.Map;
import mx.aldia.domain.tenant.TenantId;

/**
 * Somebody who calls a handler: payload format 2.0, with what the authorizer would have said.
 *
 * @param authorizer the authorizer's context; empty on an open route
 * @param headers sent with every call
 */
public record HttpCaller(
    RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
    Map<String, Object> authorizer,
    Map<String, String> headers) {

  /** A sandbox tenant's key that may do everything of its tenant. */
  public static HttpCaller of(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler, TenantId tenant) {
    return new HttpCaller(
        handler, Map.of("tenant", tenant.value(), "mode", "test", "scopes", "*"), Map.of());
  }

  /** Nobody in particular: an open route. */
  public static HttpCaller anybody(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
    return new HttpCaller(handler, Map.of(), Map.of());
  }

  /** The same caller, saying one thing more in its headers. */
  public HttpCaller with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new HttpCaller(handler, authorizer, more);
  }

  public Reply get(String path) {
    return call("GET", path, "");
  }

  public Reply delete(String path) {
    return call("DELETE", path, "");
  }

  /** JSON, in which an apostrophe may stand for a quotation mark. */
  public Reply post(String path, String json) {
    return with("content-type", "application/json").call("POST", path, json.replace('\'', '"'));
  }

  public Reply patch(String path, String json) {
    return with("content-type", "application/json").call("PATCH", path, json.replace('\'', '"'));
  }

  public Reply put(String path, String json) {
    return with("content-type", "application/json").call("PUT", path, json.replace('\'', '"'));
  }

  /** A browser's form. */
  public Reply form(String path, String body) {
    return with("content-type", "application/x-www-form-urlencoded").call("POST", path, body);
  }

  /** As it is, to the character. */
  public Reply call(String method, String path, String body) {
    int mark = path.indexOf('?');
    var event =
        APIGatewayV2HTTPEvent.builder()
            .withVersion("2.0")
            .withRawPath(mark < 0 ? path : path.substring(0, mark))
            .withRawQueryString(mark < 0 ? "" : path.substring(mark + 1))
            .withHeaders(new HashMap<>(headers))
            .withRequestContext(
                RequestContext.builder()
                    .withRequestId("test")
                    .withStage("$default")
                    .withHttp(RequestContext.Http.builder().withMethod(method).build())
                    .withAuthorizer(
                        RequestContext.Authorizer.builder().withLambda(authorizer).build())
                    .build())
            .build();
    if (!body.isEmpty()) {
      event.setBody(body);
    }
    return new Reply(handler.handleRequest(event, new TestContext()));
  }
}
