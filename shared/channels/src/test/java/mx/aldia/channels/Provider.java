package mx.aldia.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where SES or SNS would: keeps what it is asked and answers as it is told to. */
final class Provider implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile Answer answer = exchange -> exchange.sendResponseHeaders(501, -1);

  Provider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          answer.to(exchange);
          exchange.close();
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void answers(int status, String body) {
    answer =
        exchange -> {
          var bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
        };
  }

  void fails(int status, String code) {
    answer =
        exchange -> {
          var bytes = "{\"message\":\"no\"}".getBytes(UTF_8);
          exchange.getResponseHeaders().set("x-amzn-ErrorType", code);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
        };
  }

  /** Takes the request, then says nothing. */
  void hangsUp() {
    answer = HttpExchange::close;
  }

  List<JsonNode> received() {
    return bodies.stream().map(Provider::parse).toList();
  }

  List<String> forms() {
    return List.copyOf(bodies);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
