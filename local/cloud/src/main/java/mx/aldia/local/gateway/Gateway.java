package mx.aldia.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import mx.aldia.local.Console;
import mx.aldia.local.Stack;
import mx.aldia.local.function.Functions;

/** The HTTP API: a route's function answers, after the authorizer has said who asks. */
public final class Gateway implements AutoCloseable {
  /** AWS's limit for a payload. */
  private static final int MOST_BYTES = 10 * 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Clock wall;
  private final Console console;

  /**
   * Takes the port and answers nothing yet, so that its address is known before all else.
   *
   * @param port 0 for any free one
   * @throws BindException if another process has it
   */
  public Gateway(int port, Clock wall, Console console) throws IOException {
    // Without it every small answer waits 40 ms for an acknowledgement. Read once, when first used.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    this.wall = wall;
    this.console = console;
    server.setExecutor(threads);
  }

  /** The port it took. */
  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * Begins to answer.
   *
   * @param beside pages of this machine that no template knows, by the path they begin with
   */
  public void start(Stack stack, Functions functions, Map<String, HttpHandler> beside) {
    beside.forEach(server::createContext);
    server.createContext("/", new Api(Route.all(stack.template()), authorizer(stack), functions));
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static String authorizer(Stack stack) {
    return stack
        .template()
        .resource("Api")
        .get("Properties")
        .get("Auth")
        .get("Authorizers")
        .get("ApiKey")
        .get("FunctionArn")
        .get("Fn::GetAtt")
        .elements()
        .getFirst()
        .text();
  }

  /** A route that takes a path, with the path's parameters. */
  private record Match(Route route, Map<String, String> parameters) {}

  /** What the caller gets. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(
      int status, Map<String, String> headers, List<String> cookies, byte[] body) {
    static Answer message(int status, String message) {
      return new Answer(
          status,
          Map.of("Content-Type", "application/json"),
          List.of(),
          "{\"message\":\"%s\"}".formatted(message).getBytes(StandardCharsets.UTF_8));
    }
  }

  private final class Api implements HttpHandler {
    private final List<Route> routes;
    private final String authorizer;
    private final Functions functions;

    Api(List<Route> routes, String authorizer, Functions functions) {
      this.routes = routes;
      this.authorizer = authorizer;
      this.functions = functions;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
      long begun = System.nanoTime();
      try (exchange) {
        var id = UUID.randomUUID().toString();
        var match = match(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
        var answer = answer(exchange, match, id);
        respond(exchange, answer, id);
        // The route and never the path: a path can be a customer's link.
        console.say(
            "%s %d %d ms"
                .formatted(
                    match.map(it -> it.route().key()).orElse(exchange.getRequestMethod() + " ?"),
                    answer.status(),
                    (System.nanoTime() - begun) / 1_000_000));
      }
    }

    private Optional<Match> match(String method, String rawPath) {
      return routes.stream()
          .flatMap(route -> route.match(method, rawPath).map(it -> new Match(route, it)).stream())
          .min(Comparator.comparingLong(match -> match.route().parameters()));
    }

    private Answer answer(HttpExchange exchange, Optional<Match> match, String id)
        throws IOException {
      if (!isLengthSaid(exchange)) {
        // Where it ends is anybody's guess, so nothing more is read of this line.
        exchange.getResponseHeaders().set("Connection", "close");
        return Answer.message(400, "Bad Request");
      }
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        return Answer.message(413, "Request Entity Too Large");
      }
      if (match.isEmpty()) {
        return Answer.message(404, "Not Found");
      }
      var request = request(exchange, match.get(), id, body);
      try {
        Optional<JsonNode> caller = Optional.empty();
        if (!request.route().open()) {
          JsonNode said = call(authorizer, request.authorizerEvent());
          if (!said.path("isAuthorized").asBoolean()) {
            return Answer.message(403, "Forbidden");
          }
          caller = Optional.of(said.path("context"));
        }
        return answer(call(request.route().function(), request.event(caller)));
      } catch (Functions.Failed e) {
        console.say(request.route().key() + " failed", e);
        return Answer.message(500, "Internal Server Error");
      }
    }

    /** The server below takes a sign before a length, which RFC 9112 does not know. */
    private static boolean isLengthSaid(HttpExchange exchange) {
      return exchange.getRequestHeaders().getOrDefault("Content-Length", List.of()).stream()
          .allMatch(it -> DIGITS.matcher(it).matches());
    }

    private JsonNode call(String function, JsonNode event) throws Functions.Failed, IOException {
      return JSON.readTree(functions.invoke(function, JSON.writeValueAsBytes(event)));
    }

    private static Answer answer(JsonNode said) {
      var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      said.path("headers")
          .properties()
          .forEach(it -> headers.put(it.getKey(), it.getValue().asText()));
      headers.putIfAbsent("Content-Type", "application/json");
      var cookies = new ArrayList<String>();
      said.path("cookies").forEach(it -> cookies.add(it.asText()));
      String body = said.path("body").asText("");
      return new Answer(
          said.path("statusCode").asInt(200),
          headers,
          cookies,
          said.path("isBase64Encoded").asBoolean()
              ? Base64.getDecoder().decode(body)
              : body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest request(HttpExchange exchange, Match match, String id, byte[] body) {
      var headers = new TreeMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
      var uri = exchange.getRequestURI();
      return new HttpRequest(
          id,
          wall.instant(),
          match.route(),
          exchange.getRequestMethod(),
          uri.getRawPath(),
          Optional.ofNullable(uri.getRawQuery()).orElse(""),
          headers,
          match.parameters(),
          exchange.getRemoteAddress().getAddress().getHostAddress(),
          body);
    }

    private static void respond(HttpExchange exchange, Answer answer, String id)
        throws IOException {
      var headers = exchange.getResponseHeaders();
      answer.headers().forEach(headers::set);
      answer.cookies().forEach(cookie -> headers.add("Set-Cookie", cookie));
      headers.set("Apigw-Requestid", id);
      boolean bodiless = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
      if (!bodiless) {
        exchange.getResponseBody().write(answer.body());
      }
    }
  }
}
