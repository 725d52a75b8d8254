package mx.aldia.cfdi.xml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A document as text, changed in place: attributes of the root and one inserted element, and not
 * another character. What a seal or a stamp covers must not be written anew.
 *
 * <p>Only for text that {@link ReadXml} has accepted.
 */
public final class XmlText {
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  private final String text;

  private XmlText(String text) {
    this.text = text;
  }

  /** Decodes by byte order mark, else by the declaration, else UTF-8. */
  public static XmlText of(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new XmlText(decode(bytes, 3, StandardCharsets.UTF_8));
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new XmlText(decode(bytes, 2, StandardCharsets.UTF_16BE));
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new XmlText(decode(bytes, 2, StandardCharsets.UTF_16LE));
    }
    var head = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
    var declared = DECLARED.matcher(head);
    try {
      var charset = declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
      return new XmlText(decode(bytes, 0, charset));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new MalformedXml("unknown encoding", e);
    }
  }

  /** UTF-8 without a byte order mark; a declaration of another encoding is corrected to say so. */
  public byte[] bytes() {
    var declared = DECLARED.matcher(text);
    var corrected =
        declared.find() && !declared.group(1).equalsIgnoreCase("UTF-8")
            ? text.substring(0, declared.start(1)) + "UTF-8" + text.substring(declared.end(1))
            : text;
    return corrected.getBytes(StandardCharsets.UTF_8);
  }

  /** The root's attributes set to these values; those it lacks come after its last one. */
  public XmlText withRootAttributes(Map<String, String> values) {
    var missing = new LinkedHashMap<>(values);
    var result = new StringBuilder(text.length() + 4096);
    int at = skipNameAt(rootStart() + 1);
    result.append(text, 0, at);
    while (true) {
      int name = skipSpace(at);
      char c = text.charAt(name);
      if (c == '>' || c == '/') {
        missing.forEach(
            (attribute, value) ->
                result.append(' ').append(attribute).append("=\"").append(value).append('"'));
        return new XmlText(result.append(text, at, text.length()).toString());
      }
      int nameEnd = skipNameAt(name);
      int quote = skipSpace(skipSpace(nameEnd) + 1);
      int close = text.indexOf(text.charAt(quote), quote + 1);
      var replacement = missing.remove(text.substring(name, nameEnd));
      if (replacement == null) {
        result.append(text, at, close + 1);
      } else {
        result.append(text, at, quote + 1).append(replacement).append(text.charAt(quote));
      }
      at = close + 1;
    }
  }

  /**
   * An element put as the last child of the root's {@code Complemento}, which is made if there is
   * none: before the {@code Addenda}, else at the root's end.
   */
  public XmlText withComplemento(String prefix, String element) {
    var complemento = prefix + "Complemento";
    int depth = 0;
    int at = rootStart();
    while (at < text.length()) {
      int open = nextTag(at);
      boolean end = text.charAt(open + 1) == '/';
      int nameStart = end ? open + 2 : open + 1;
      var name = text.substring(nameStart, skipNameAt(nameStart));
      int close = tagEnd(open);
      boolean empty = text.charAt(close - 1) == '/';
      if (depth == 1 && !end && empty && name.equals(complemento)) {
        return spliced(open, close + 1, "<" + name + ">" + element + "</" + name + ">");
      }
      if (depth == 2 && end && name.equals(complemento)) {
        return spliced(open, open, element);
      }
      boolean addenda = depth == 1 && !end && name.equals(prefix + "Addenda");
      if (addenda || (depth == 1 && end)) {
        return spliced(open, open, "<" + complemento + ">" + element + "</" + complemento + ">");
      }
      depth += end ? -1 : empty ? 0 : 1;
      at = close + 1;
    }
    throw new MalformedXml("the root element has no end");
  }

  @Override
  public String toString() {
    return text;
  }

  private XmlText spliced(int from, int to, String inserted) {
    return new XmlText(text.substring(0, from) + inserted + text.substring(to));
  }

  private int rootStart() {
    return nextTag(0);
  }

  /** Where the next start or end tag opens; comments, CDATA and processing instructions passed. */
  private int nextTag(int from) {
    int at = from;
    while (true) {
      at = text.indexOf('<', at);
      if (at < 0) {
        throw new MalformedXml("no more elements");
      }
      if (text.startsWith("<!--", at)) {
        at = after("-->", at);
      } else if (text.startsWith("<![CDATA[", at)) {
        at = after("]]>", at);
      } else if (text.startsWith("<?", at)) {
        at = after("?>", at);
      } else {
        return at;
      }
    }
  }

  private int after(String terminator, int from) {
    int at = text.indexOf(terminator, from);
    if (at < 0) {
      throw new MalformedXml("no " + terminator);
    }
    return at + terminator.length();
  }

  /** Where the tag opened here closes: a {@code >} inside a quoted value is not its end. */
  private int tagEnd(int open) {
    int at = open;
    while (true) {
      at++;
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        at = text.indexOf(c, at + 1);
      } else if (c == '>') {
        return at;
      }
    }
  }

  private int skipNameAt(int from) {
    int at = from;
    while (" \t\r\n=/>".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private int skipSpace(int from) {
    int at = from;
    while (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static String decode(byte[] bytes, int from, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedXml("not " + charset.name(), e);
    }
  }
}
