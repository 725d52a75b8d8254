package mx.aldia.local.function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Runtime API for one process: it asks for the next event, and answers it. What it says is
 * defined by AWS and spoken by its own client on the other side.
 */
public final class RuntimeApi implements AutoCloseable {
  private static final String VERSION = "/2018-06-01/runtime/";

  private final HttpServer server;
  private final String functionArn;
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> begun = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  /** An event on its way, and its answer to come. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Invocation(
      String id, byte[] event, Instant deadline, CompletableFuture<byte[]> answer) {}

  /** What the function itself said went wrong. */
  static final class FunctionError extends Exception {
    FunctionError(String said) {
      super(said);
    }
  }

  /** One for a process that has the given name. */
  public RuntimeApi(String functionArn) {
    this.functionArn = functionArn;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the Runtime API", e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(VERSION + "invocation/next", this::next);
    server.createContext(VERSION + "invocation/", this::answered);
    server.createContext(VERSION + "init/error", this::initFailed);
    server.start();
  }

  /** As {@code AWS_LAMBDA_RUNTIME_API} names it. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Done when the process first asks for an event; failed when it could not be made. */
  public CompletableFuture<Void> ready() {
    return ready;
  }

  /** Queues an event; the answer comes when the process has answered. */
  public CompletableFuture<byte[]> invoke(byte[] event, String id, Instant deadline) {
    var invocation = new Invocation(id, event, deadline, new CompletableFuture<>());
    waiting.add(invocation);
    return invocation.answer();
  }

  /** Nobody will ask or answer any more: whoever waits is told so. */
  void gone(String why) {
    ready.completeExceptionally(new FunctionError(why));
    begun.values().forEach(it -> it.answer().completeExceptionally(new FunctionError(why)));
    waiting.forEach(it -> it.answer().completeExceptionally(new FunctionError(why)));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void next(HttpExchange exchange) throws IOException {
    try (exchange) {
      ready.complete(null);
      var invocation = waiting.take();
      begun.put(invocation.id(), invocation);
      var headers = exchange.getResponseHeaders();
      headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
      headers.set(
          "Lambda-Runtime-Deadline-Ms", String.valueOf(invocation.deadline().toEpochMilli()));
      headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
      headers.set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, invocation.event().length);
      exchange.getResponseBody().write(invocation.event());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answered(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().substring(VERSION.length()).split("/", -1);
      byte[] body = exchange.getRequestBody().readAllBytes();
      var invocation = path.length == 3 ? begun.remove(path[1]) : null;
      if (invocation != null && path[2].equals("response")) {
        invocation.answer().complete(body);
      } else if (invocation != null) {
        invocation.answer().completeExceptionally(error(body));
      }
      exchange.sendResponseHeaders(invocation == null ? 400 : 202, -1);
    }
  }

  private void initFailed(HttpExchange exchange) throws IOException {
    try (exchange) {
      ready.completeExceptionally(error(exchange.getRequestBody().readAllBytes()));
      exchange.sendResponseHeaders(202, -1);
    }
  }

  private static FunctionError error(byte[] body) {
    return new FunctionError(new String(body, StandardCharsets.UTF_8));
  }
}
