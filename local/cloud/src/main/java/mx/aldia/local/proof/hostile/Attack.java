package mx.aldia.local.proof.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One request, to the byte.
 *
 * @param number by which the same seed makes it again
 * @param kind what is wrong with it
 * @param target as it stands in the request line
 * @param headers as they are written, one line each, without their end
 * @param wire whether it may be no HTTP at all, so that the server below us may cut it short
 * @param barred whether it has no right to what it asks for, so that it must not be done
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Attack(
    int number,
    String kind,
    String method,
    String target,
    List<String> headers,
    byte[] body,
    boolean wire,
    boolean barred) {
  /** The operation's path, to tell which function was asked. */
  boolean isApi() {
    return target.startsWith("/v1/");
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream();
    out.writeBytes((method + " " + target + " HTTP/1.1\r\n").getBytes(StandardCharsets.ISO_8859_1));
    for (var header : headers) {
      out.writeBytes((header + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
    out.writeBytes(new byte[] {'\r', '\n'});
    out.writeBytes(body);
    return out.toByteArray();
  }

  /** A line for a shell that sends the same again. */
  String replay(int port) {
    if (wire || bytes().length > 100_000) {
      return "printf %s | nc -q 5 127.0.0.1 %d".formatted(quoted(bytes()), port);
    }
    var words = new ArrayList<String>();
    words.add("curl -sS -i --path-as-is -X " + quoted(method));
    for (var header : headers) {
      var name = header.toLowerCase(Locale.ROOT);
      if (!name.startsWith("content-length:") && !name.startsWith("host:")) {
        words.add("-H " + quoted(header));
      }
    }
    if (body.length > 0) {
      words.add("--data-binary " + quoted(body));
    }
    words.add(quoted("http://127.0.0.1:" + port + target));
    return String.join(" ", words);
  }

  private static String quoted(String text) {
    return quoted(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** As bash reads it, whatever the bytes. */
  private static String quoted(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .chars()
        .mapToObj(
            c ->
                c == '\'' || c == '\\' || c < ' ' || c > '~'
                    ? "\\x" + HexFormat.of().toHexDigits((byte) c)
                    : String.valueOf((char) c))
        .collect(Collectors.joining("", "$'", "'"));
  }
}
