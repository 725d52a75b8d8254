package mx.aldia.local.trial;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import java.util.Map;

/** Lets everybody in but Mallory, and tells the function the name. */
public final class TrialAuthorizerHandler
    implements RequestHandler<APIGatewayV2CustomAuthorizerEvent, Map<String, Object>> {
  @Override
  public Map<String, Object> handleRequest(
      APIGatewayV2CustomAuthorizerEvent event, Context context) {
    var name = event.getHeaders().getOrDefault("authorization", "nobody");
    return Map.of("isAuthorized", !name.equals("mallory"), "context", Map.of("name", name));
  }
}
