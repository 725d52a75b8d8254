package mx.aldia.local.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import mx.aldia.local.Console;

/**
 * One address for every AWS service the functions call, except DynamoDB: it tells them apart as AWS
 * does, by target header, path, or form. Requests are signed but nobody checks: this is 127.0.0.1.
 */
public final class AwsEndpoint implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Console console;
  private final Map<String, JsonAction> byTarget = new ConcurrentHashMap<>();
  private final Map<String, JsonAction> byPath = new ConcurrentHashMap<>();
  private final Map<String, FormAction> byForm = new ConcurrentHashMap<>();

  /** An action of a service that speaks JSON. */
  @FunctionalInterface
  public interface JsonAction {
    JsonNode answer(ObjectNode request) throws AwsError;
  }

  /** An action of a service that takes a form and answers XML. */
  @FunctionalInterface
  public interface FormAction {
    String answer(Map<String, String> form) throws AwsError;
  }

  /** Listens on a free port, and answers nothing yet. */
  public AwsEndpoint(Console console) {
    this.console = console;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for AWS's protocols", e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its address. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers a JSON action by its target, such as {@code AWSEvents.PutEvents}. */
  public AwsEndpoint on(String target, JsonAction action) {
    byTarget.put(target, action);
    return this;
  }

  /** Answers a POST with JSON by its path. */
  public AwsEndpoint onPost(String path, JsonAction action) {
    byPath.put(path, action);
    return this;
  }

  /** Answers a form by its action, such as {@code Publish}. */
  public AwsEndpoint onForm(String action, FormAction answer) {
    byForm.put(action, answer);
    return this;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String type =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
      if (type.startsWith("application/x-www-form-urlencoded")) {
        answerForm(exchange, form(new String(body, StandardCharsets.UTF_8)));
      } else {
        answerJson(exchange, body);
      }
    } catch (RuntimeException e) {
      console.say("the local AWS failed on " + exchange.getRequestURI(), e);
      throw e;
    }
  }

  private void answerJson(HttpExchange exchange, byte[] body) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String path = exchange.getRequestURI().getPath();
    try {
      JsonAction action = target == null ? byPath.get(path) : byTarget.get(target);
      if (action == null) {
        throw new AwsError(
            "UnknownOperationException",
            "not known on one machine: " + (target == null ? path : target));
      }
      respond(
          exchange,
          200,
          "application/x-amz-json-1.0",
          JSON.writeValueAsString(action.answer(object(body))));
    } catch (AwsError e) {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", e.type());
      var error = JSON.createObjectNode().put("__type", e.type()).put("message", e.text());
      respond(exchange, e.status(), "application/x-amz-json-1.0", error.toString());
    }
  }

  private void answerForm(HttpExchange exchange, Map<String, String> form) throws IOException {
    String name = form.getOrDefault("Action", "");
    try {
      FormAction action = byForm.get(name);
      if (action == null) {
        throw new AwsError("InvalidAction", "not known on one machine: " + name);
      }
      respond(exchange, 200, "text/xml", action.answer(form));
    } catch (AwsError e) {
      respond(
          exchange,
          e.status(),
          "text/xml",
          "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>"
              .formatted(Xml.escape(e.type()), Xml.escape(e.text()), UUID.randomUUID()));
    }
  }

  private static ObjectNode object(byte[] body) throws AwsError, IOException {
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new AwsError("SerializationException", String.valueOf(e.getOriginalMessage()));
    }
    throw new AwsError("SerializationException", "a JSON object is expected");
  }

  private static Map<String, String> form(String body) {
    var form = new HashMap<String, String>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void respond(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
