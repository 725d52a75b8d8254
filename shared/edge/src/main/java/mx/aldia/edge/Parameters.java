package mx.aldia.edge;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code a=1&b=2}, of a query or a form. */
final class Parameters {
  private Parameters() {}

  /** Empty where an escape is broken or what it says is no UTF-8. */
  static Optional<Map<String, List<String>>> read(String encoded) {
    var all = new LinkedHashMap<String, List<String>>();
    for (var pair : encoded.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      var name = decoded(equals < 0 ? pair : pair.substring(0, equals), true);
      var value = decoded(equals < 0 ? "" : pair.substring(equals + 1), true);
      if (name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      all.computeIfAbsent(name.get(), _ -> new ArrayList<>()).add(value.get());
    }
    return Optional.of(all);
  }

  /** One segment of a path: a plus sign is a plus sign. */
  static Optional<String> segment(String encoded) {
    return encoded.indexOf('%') < 0 ? Optional.of(encoded) : decoded(encoded, false);
  }

  private static Optional<String> decoded(String text, boolean plusIsSpace) {
    try {
      var source = plusIsSpace ? text : text.replace("+", "%2B");
      // URLDecoder puts a replacement character for bytes that are no UTF-8; we want to know.
      var bytes =
          URLDecoder.decode(source, StandardCharsets.ISO_8859_1)
              .getBytes(StandardCharsets.ISO_8859_1);
      if (source.chars().anyMatch(c -> c > 0x7e)) {
        return Optional.of(URLDecoder.decode(source, StandardCharsets.UTF_8));
      }
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
