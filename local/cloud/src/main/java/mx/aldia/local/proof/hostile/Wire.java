package mx.aldia.local.proof.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Bytes to a socket and back: no client stands between that would mend what is broken. */
final class Wire {
  /** Nobody waits longer than a gateway would. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private Wire() {}

  /** What came of it. */
  sealed interface Outcome {
    /** An answer; only its first, where the bytes held more than one request. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answered(int status, Map<String, String> headers, byte[] body) implements Outcome {
      String header(String name) {
        return headers.getOrDefault(name, "");
      }

      String text() {
        return new String(body, StandardCharsets.UTF_8);
      }
    }

    /** The connection was closed without a word. */
    record Closed() implements Outcome {}

    /** Nothing came, and nothing was closed. */
    record Hung() implements Outcome {}
  }

  static Outcome send(int port, byte[] bytes) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) LONGEST.toMillis());
      socket.setTcpNoDelay(true);
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput(); // whoever waits for more learns that there is none
      } catch (IOException _) {
        // refused before all was read: there may be an answer all the same
      }
      return read(socket.getInputStream());
    } catch (SocketTimeoutException e) {
      return new Outcome.Hung();
    } catch (IOException e) {
      return new Outcome.Closed();
    }
  }

  private static Outcome read(InputStream in) throws IOException {
    var line = line(in);
    if (line.isEmpty()) {
      return new Outcome.Closed();
    }
    var words = line.get().split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("\\d{3}")) {
      throw new IOException("no answer of HTTP: " + line.get());
    }
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var header = line(in); header.filter(it -> !it.isEmpty()).isPresent(); header = line(in)) {
      int colon = header.get().indexOf(':');
      if (colon > 0) {
        headers.put(header.get().substring(0, colon), header.get().substring(colon + 1).strip());
      }
    }
    int status = Integer.parseInt(words[1]);
    return status == 100 ? read(in) : new Outcome.Answered(status, headers, body(in, headers));
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("Transfer-Encoding", "").toLowerCase(Locale.ROOT).equals("chunked")) {
      var all = new ByteArrayOutputStream();
      for (int size = chunk(in); size > 0; size = chunk(in)) {
        all.write(in.readNBytes(size));
        line(in);
      }
      return all.toByteArray();
    }
    return in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
  }

  private static int chunk(InputStream in) throws IOException {
    return line(in).map(it -> Integer.parseInt(it.strip(), 16)).orElse(0);
  }

  /** Empty when nothing more comes. */
  private static Optional<String> line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    int c = in.read();
    if (c < 0) {
      return Optional.empty();
    }
    while (c >= 0 && c != '\n') {
      if (c != '\r') {
        line.write(c);
      }
      c = in.read();
    }
    return Optional.of(line.toString(StandardCharsets.ISO_8859_1));
  }
}
