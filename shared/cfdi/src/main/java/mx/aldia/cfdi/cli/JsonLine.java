package mx.aldia.cfdi.cli;

import java.util.List;
import java.util.Map;

/** One JSON object in one line: texts, booleans and lists of objects of texts are all it has. */
final class JsonLine {
  private final StringBuilder out = new StringBuilder("{");

  JsonLine text(String name, String value) {
    return name(name, quoted(value));
  }

  JsonLine bool(String name, boolean value) {
    return name(name, String.valueOf(value));
  }

  JsonLine objects(String name, List<Map<String, String>> objects) {
    var list = new StringBuilder("[");
    for (var object : objects) {
      var line = new JsonLine();
      object.forEach(line::text);
      list.append(list.length() > 1 ? "," : "").append(line);
    }
    return name(name, list.append(']').toString());
  }

  @Override
  public String toString() {
    return out + "}";
  }

  private JsonLine name(String name, String value) {
    out.append(out.length() > 1 ? "," : "").append(quoted(name)).append(':').append(value);
    return this;
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        default -> {
          if (c < ' ' || c == 0x2028 || c == 0x2029) {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
