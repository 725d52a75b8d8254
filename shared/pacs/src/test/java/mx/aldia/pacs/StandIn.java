package mx.aldia.pacs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that answers as it is told, in turn, and keeps what it was asked. */
final class StandIn implements AutoCloseable {
  record Asked(String path, String authorization, String customId, String action, String body) {}

  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange, Asked asked) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  StandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  StandIn answers(Answer answer) {
    answers.add(answer);
    return this;
  }

  StandIn answers(int status, String body) {
    return answers((exchange, _) -> send(exchange, status, body));
  }

  /** Takes the request and says nothing until it is closed. */
  StandIn keepsSilent() {
    return answers((_, _) -> closing.await());
  }

  /** Promises a whole body, sends half of it and stays on the line. */
  StandIn sendsHalf(int status, String body) {
    return answers(
        (exchange, _) -> {
          var bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
          exchange.getResponseBody().flush();
          closing.await();
        });
  }

  /** Promises a whole body, sends half of it and hangs up. */
  StandIn hangsUp(int status, String body) {
    return answers(
        (exchange, _) -> {
          var bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
          exchange.close();
        });
  }

  List<Asked> asked() {
    return asked;
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    var request =
        new Asked(
            exchange.getRequestURI().getPath(),
            String.valueOf(headers.getFirst("Authorization")),
            String.valueOf(headers.getFirst("customid")),
            String.valueOf(headers.getFirst("SOAPAction")),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    asked.add(request);
    Answer answer;
    synchronized (answers) {
      answer = answers.poll();
    }
    try {
      if (answer == null) {
        send(exchange, 500, "not told what to answer");
      } else {
        answer.to(exchange, request);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
