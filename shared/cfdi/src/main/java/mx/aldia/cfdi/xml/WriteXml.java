package mx.aldia.cfdi.xml;

import java.nio.charset.StandardCharsets;

/** Writes elements as SAT wants them: UTF-8 without a byte order mark, nothing between elements. */
public final class WriteXml {
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private WriteXml() {}

  public static byte[] bytes(Element root) {
    return text(root).getBytes(StandardCharsets.UTF_8);
  }

  public static String text(Element root) {
    var out = new StringBuilder(4096).append(DECLARATION);
    write(root, out);
    return out.toString();
  }

  /** One element without the declaration, as it stands inside a document. */
  public static String fragment(Element element) {
    var out = new StringBuilder(1024);
    write(element, out);
    return out.toString();
  }

  private static void write(Element element, StringBuilder out) {
    out.append('<').append(element.qualifiedName());
    element
        .attributes()
        .forEach(
            (name, value) -> {
              out.append(' ').append(name).append("=\"");
              escape(value, out);
              out.append('"');
            });
    if (element.children().isEmpty()) {
      out.append("/>");
      return;
    }
    out.append('>');
    for (var child : element.children()) {
      write(child, out);
    }
    out.append("</").append(element.qualifiedName()).append('>');
  }

  private static void escape(String value, StringBuilder out) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\t', '\n', '\r' -> out.append("&#").append((int) c).append(';');
        default -> {
          if (c < ' ') {
            throw new IllegalArgumentException("control character in " + value.length() + " chars");
          }
          out.append(c);
        }
      }
    }
  }
}
