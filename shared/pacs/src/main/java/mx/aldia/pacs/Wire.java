package mx.aldia.pacs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to somebody whose silence has to be lived with: bounded in time and in size, the answer's
 * body included; nothing is followed elsewhere and nothing is asked twice by itself.
 */
public final class Wire {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** A stamped factura global of thousands of tickets still fits; more is not for a function. */
  private static final int MOST_BYTES = 32 * 1024 * 1024;

  /** What came back. */
  sealed interface Reply {
    /** In UTF-8, as all of them write. */
    record Answered(int status, String body) implements Reply {}

    /** Nothing whole; the request may have done its work or not. */
    record Silent(String why) implements Reply {}
  }

  private final Duration patience;
  private @Nullable HttpClient client;

  /**
   * Connects at the first request, so that a snapshot holds no connection.
   *
   * @param patience from the first byte asked to the last one answered
   */
  public Wire(Duration patience) {
    this.patience = patience;
  }

  Reply post(URI uri, Map<String, String> headers, byte[] body) {
    var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return send(request.build());
  }

  private Reply send(HttpRequest request) {
    // A request's own timeout ends with the answer's headers; half a body would be waited for.
    var sent =
        client().sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      var response = sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply.Answered(response.statusCode(), new String(response.body(), UTF_8));
    } catch (TimeoutException e) {
      sent.cancel(true);
      return new Reply.Silent("no answer within " + patience);
    } catch (ExecutionException e) {
      var cause = e.getCause();
      if (cause instanceof IOException) {
        return new Reply.Silent(
            cause.getClass().getSimpleName() + " at " + request.uri().getHost());
      }
      throw new IllegalStateException("a request that cannot be made", cause);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      return new Reply.Silent("interrupted");
    }
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
    return client;
  }
}
