package mx.aldia.local.proof.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Calls an API that dies now and then. */
final class Client {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(6);
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final URI origin;
  private final Journal journal;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final LongAdder answered = new LongAdder();
  private final LongAdder swallowed = new LongAdder();
  private final List<String> failures = new ArrayList<>();

  Client(URI origin, Journal journal) {
    this.origin = origin;
    this.journal = journal;
  }

  /** An answer, whatever it says, as long as the server did not fail. */
  record Reply(int status, JsonNode json) {
    boolean isDone() {
      return status / 100 == 2;
    }
  }

  /** Calls once, as who does not care; empty when nobody answered, and nobody knows then. */
  Optional<Reply> once(Call call) throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(origin + call.path())).timeout(LONGEST_ANSWER);
    call.headers().get().forEach(request::header);
    request.method(
        call.method(),
        call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.bytes()));
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      var status = response.statusCode();
      tell(call, Integer.toString(status));
      if (status >= 500) {
        fail(
            "%s %s answered %d: %s".formatted(call.method(), call.path(), status, response.body()));
        return Optional.empty();
      }
      answered.increment();
      return Optional.of(
          new Reply(
              status,
              response.body().isEmpty()
                  ? JSON.createObjectNode()
                  : JSON.readTree(response.body())));
    } catch (IOException e) {
      swallowed.increment();
      tell(call, "no answer");
      return Optional.empty();
    }
  }

  /** Calls until somebody answers; what a crash swallowed is said again, to the byte. */
  Reply insist(Call call) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_SILENCE.toNanos();
    while (System.nanoTime() < deadline) {
      var reply = once(call);
      if (reply.isPresent() && !isInProgress(reply.get())) {
        return reply.get();
      }
      Thread.sleep(PAUSE);
    }
    throw new IllegalStateException(
        "nobody answered %s %s in %s".formatted(call.method(), call.path(), LONGEST_SILENCE));
  }

  /** As {@link #insist}, of a call that has no reason to be refused. */
  JsonNode expect(Call call) throws InterruptedException {
    var reply = insist(call);
    if (!reply.isDone()) {
      throw new IllegalStateException(
          "%s %s answered %d: %s"
              .formatted(call.method(), call.path(), reply.status(), reply.json()));
    }
    return reply.json();
  }

  /** All of a list, page after page. */
  List<JsonNode> all(String path, String apiKey) throws InterruptedException {
    var found = new ArrayList<JsonNode>();
    var next = "";
    do {
      var page =
          expect(Call.get("", path + (next.isEmpty() ? "" : "&starting_after=" + next), apiKey));
      page.path("data").forEach(found::add);
      next = page.path("has_more").asBoolean() ? page.path("next").asText() : "";
    } while (!next.isEmpty());
    return found;
  }

  long answered() {
    return answered.sum();
  }

  /** Calls that nobody answered. */
  long swallowed() {
    return swallowed.sum();
  }

  /** Where the server said that it failed. */
  List<String> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }

  private void fail(String what) {
    synchronized (failures) {
      failures.add(what);
    }
  }

  private void tell(Call call, String outcome) {
    if (!call.about().isEmpty()) {
      journal.write(
          call.about(),
          "%s %s %s  -> %s".formatted(call.method(), call.path(), call.body(), outcome));
    }
  }

  private static boolean isInProgress(Reply reply) {
    return reply.status() == 409
        && reply.json().path("code").asText().equals("request_in_progress");
  }
}
