package mx.aldia.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The API as any integrator calls it: JSON over HTTP with a key, and nothing behind its back. */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration LONGEST_ADVANCE = Duration.ofSeconds(60);

  private final String origin;
  private final String key;

  Api(String origin, String key) {
    this.origin = origin;
    this.key = key;
  }

  /** The same API for another key. */
  Api as(String otherKey) {
    return new Api(origin, otherKey);
  }

  JsonNode get(String path) {
    return send(request(path).GET());
  }

  JsonNode post(String path, Object body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(text(body))));
  }

  JsonNode put(String path, Object body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(text(body))));
  }

  /** A provider's call: no key of ours, a signature of its own. */
  void tell(String path, String body, String signature) {
    send(
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Content-Type", "application/json")
            .header("Stripe-Signature", signature)
            .POST(BodyPublishers.ofString(body)));
  }

  /** All of a list, page after page. */
  List<JsonNode> all(String path) {
    var found = new ArrayList<JsonNode>();
    String next = "";
    do {
      var page = get(path + (next.isEmpty() ? "" : "&starting_after=" + next));
      page.path("data").forEach(found::add);
      next = page.path("has_more").asBoolean() ? page.path("next").asText() : "";
    } while (!next.isEmpty());
    return found;
  }

  /** Moves the sandbox's clock and waits until all that fell due on the way is done. */
  void advance(Instant to) {
    post("/v1/test_clock/advance", Map.of("to", to.toString()));
    long deadline = System.nanoTime() + LONGEST_ADVANCE.toNanos();
    while (!get("/v1/test_clock").path("status").asText().equals("ready")) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the clock did not reach " + to + " within a minute");
      }
      pause();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin + path))
        .header("Authorization", "Bearer " + key);
  }

  private static JsonNode send(HttpRequest.Builder builder) {
    var request = builder.build();
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(
            "%s %s answered %d: %s"
                .formatted(
                    request.method(),
                    request.uri().getPath(),
                    response.statusCode(),
                    response.body()));
      }
      return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String text(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
