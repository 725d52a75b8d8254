package mx.aldia.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import java.util.Map;
import java.util.Optional;
import mx.aldia.edge.Log;
import org.jspecify.annotations.Nullable;

/**
 * Never denies. The gateway would answer a denial in words of its own, so it passes on what is
 * wrong, and the function behind it answers 401 as every other problem.
 */
public final class AuthorizerHandler
    implements RequestHandler<APIGatewayV2CustomAuthorizerEvent, SimpleIAMPolicyResponse> {
  private static final Log LOG = Log.of(AuthorizerHandler.class);

  private final RecogniseCaller recogniseCaller;

  /** As Lambda makes it. */
  public AuthorizerHandler() {
    this(System.getenv());
  }

  /** With an environment of its own, where many functions share one JVM. */
  public AuthorizerHandler(Map<String, String> environment) {
    this(Wiring.recogniseCaller(environment));
  }

  AuthorizerHandler(RecogniseCaller recogniseCaller) {
    this.recogniseCaller = recogniseCaller;
  }

  @Override
  public SimpleIAMPolicyResponse handleRequest(
      APIGatewayV2CustomAuthorizerEvent event, Context context) {
    return SimpleIAMPolicyResponse.builder()
        .withIsAuthorized(true)
        .withContext(recognised(event).context())
        .build();
  }

  private Recognised recognised(APIGatewayV2CustomAuthorizerEvent event) {
    try {
      return recogniseCaller.recognise(authorization(event.getHeaders()));
    } catch (RuntimeException e) {
      LOG.error("keys cannot be read", e, "function", "api-authorizer");
      return new Recognised.Unknown("unavailable");
    }
  }

  /** Header names know no case. */
  private static Optional<String> authorization(@Nullable Map<String, String> headers) {
    return headers == null
        ? Optional.empty()
        : headers.entrySet().stream()
            .filter(it -> it.getKey().equalsIgnoreCase("authorization"))
            .map(Map.Entry::getValue)
            .findFirst();
  }
}
