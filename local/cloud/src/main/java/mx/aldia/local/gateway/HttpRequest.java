package mx.aldia.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mx.aldia.local.Stack;

/**
 * A request on its way to a function, in payload format 2.0.
 *
 * @param headers names in lower case, values of one name joined by commas
 * @param parameters of the path, as they came
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpRequest(
    String id,
    Instant at,
    Route route,
    String method,
    String rawPath,
    String rawQuery,
    Map<String, String> headers,
    Map<String, String> parameters,
    String sourceIp,
    byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What the function gets; {@code authorizer} is what the authorizer said of the caller. */
  ObjectNode event(Optional<JsonNode> authorizer) {
    var event = common();
    authorizer.ifPresent(
        it -> ((ObjectNode) event.get("requestContext")).putObject("authorizer").set("lambda", it));
    var text = text();
    if (body.length > 0) {
      event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
    }
    return event.put("isBase64Encoded", body.length > 0 && text.isEmpty());
  }

  /** What the authorizer gets: the same without the body. */
  ObjectNode authorizerEvent() {
    var event = common().put("type", "REQUEST");
    event.put(
        "routeArn",
        "arn:aws:execute-api:%s:%s:local/$default/%s%s"
            .formatted(Stack.REGION, Stack.ACCOUNT, method, rawPath));
    event.putArray("identitySource");
    return event;
  }

  private ObjectNode common() {
    var event =
        JSON.createObjectNode()
            .put("version", "2.0")
            .put("routeKey", route.key())
            .put("rawPath", rawPath)
            .put("rawQueryString", rawQuery);
    var sent = event.putObject("headers");
    headers.forEach(
        (name, value) -> {
          if (!name.equals("cookie")) {
            sent.put(name, value);
          }
        });
    if (headers.containsKey("cookie")) {
      var list = event.putArray("cookies");
      for (String cookie : headers.getOrDefault("cookie", "").split(";", -1)) {
        list.add(cookie.strip());
      }
    }
    var query = query();
    if (!query.isEmpty()) {
      event.set("queryStringParameters", query);
    }
    if (!parameters.isEmpty()) {
      var path = event.putObject("pathParameters");
      parameters.forEach((name, value) -> path.put(name, decode(value.replace("+", "%2B"))));
    }
    event.set("requestContext", context());
    return event;
  }

  private ObjectNode context() {
    var context =
        JSON.createObjectNode()
            .put("accountId", Stack.ACCOUNT)
            .put("apiId", "local")
            .put("domainName", headers.getOrDefault("host", "localhost"))
            .put("domainPrefix", "local")
            .put("requestId", id)
            .put("routeKey", route.key())
            .put("stage", "$default")
            .put("time", CLF.format(at))
            .put("timeEpoch", at.toEpochMilli());
    context
        .putObject("http")
        .put("method", method)
        .put("path", rawPath)
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", sourceIp)
        .put("userAgent", headers.getOrDefault("user-agent", ""));
    return context;
  }

  /** Of a name that comes twice the values are joined by a comma, as the gateway does. */
  private ObjectNode query() {
    var query = JSON.createObjectNode();
    for (String pair : rawQuery.isEmpty() ? List.<String>of() : List.of(rawQuery.split("&", -1))) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      query.put(name, query.has(name) ? query.get(name).asText() + "," + value : value);
    }
    return query;
  }

  /** The gateway passes on as text only what says it is text; all else is base64. */
  private Optional<String> text() {
    String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
    boolean isText =
        type.startsWith("text/")
            || type.startsWith("application/json")
            || type.startsWith("application/javascript")
            || type.startsWith("application/xml")
            || type.contains("+json")
            || type.contains("+xml");
    if (!isText) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text; // a stray percent sign is the function's to refuse
    }
  }
}
