package mx.aldia.edge;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request as the gateway hands it over (payload 2.0), before anything of it is believed.
 *
 * @param body empty where it is not the base64 it claims to be
 */
record Incoming(
    String method,
    String path,
    String rawQuery,
    Map<String, String> headers,
    Optional<byte[]> body,
    Caller caller,
    String id,
    String sourceIp) {

  static Incoming of(APIGatewayV2HTTPEvent event, String fallbackId) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    if (event.getHeaders() != null) {
      headers.putAll(event.getHeaders());
    }
    var context = event.getRequestContext();
    var http = context == null ? null : context.getHttp();
    return new Incoming(
        http == null ? "GET" : orEmpty(http.getMethod()).toUpperCase(Locale.ROOT),
        path(event),
        query(event),
        headers,
        body(event),
        Caller.of(context),
        context == null || context.getRequestId() == null ? fallbackId : context.getRequestId(),
        http == null ? "" : orEmpty(http.getSourceIp()));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** A stage other than {@code $default} stands before the path. */
  private static String path(APIGatewayV2HTTPEvent event) {
    var path = orEmpty(event.getRawPath());
    var stage = event.getRequestContext() == null ? null : event.getRequestContext().getStage();
    return stage != null && !stage.equals("$default") && path.startsWith("/" + stage + "/")
        ? path.substring(stage.length() + 1)
        : path;
  }

  private static String query(APIGatewayV2HTTPEvent event) {
    if (event.getRawQueryString() != null || event.getQueryStringParameters() == null) {
      return orEmpty(event.getRawQueryString());
    }
    return event.getQueryStringParameters().entrySet().stream()
        .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static Optional<byte[]> body(APIGatewayV2HTTPEvent event) {
    var body = orEmpty(event.getBody());
    if (!event.getIsBase64Encoded()) {
      return Optional.of(body.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return Optional.of(Base64.getDecoder().decode(body));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
