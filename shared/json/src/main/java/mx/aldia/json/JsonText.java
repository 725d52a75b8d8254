package mx.aldia.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * JSON text to tree and back over Jackson's streams alone. An ObjectMapper is never made, {@code
 * JsonNode.toString()} included: it costs a cold start several hundred milliseconds.
 */
public final class JsonText {
  /** Deeper than any request of ours; what nests deeper is an attack on a parser. */
  public static final int DEEPEST = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonText() {}

  /** The text is not JSON that we take; {@code code} names the sentence that says why. */
  public static final class Malformed extends Exception {
    private final String code;
    private final transient List<Object> args;

    Malformed(String code, Object... args) {
      super(code);
      this.code = code;
      this.args = List.of(args);
    }

    /** A word such as {@code duplicate_key}. */
    public String code() {
      return code;
    }

    /** What the sentence names. */
    public List<Object> args() {
      return args;
    }
  }

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  public static ArrayNode array() {
    return NODES.arrayNode();
  }

  /**
   * Reads one JSON value of well-formed UTF-8 (a byte order mark is forgiven).
   *
   * @throws Malformed where it is no JSON, nests deeper than 64 or names a member twice
   */
  public static JsonNode read(byte[] utf8) throws Malformed {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException _) {
      throw new Malformed("not_utf8");
    }
    return read(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /** As {@link #read(byte[])}, of text already decoded. */
  public static JsonNode read(String text) throws Malformed {
    try (var parser = FACTORY.createParser(text)) {
      parser.nextToken();
      var value = value(parser, "");
      if (parser.nextToken() != null) {
        throw malformed(parser);
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw new Malformed(isDepth(e) ? "json_too_deep" : "json_too_large", DEEPEST);
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw new Malformed(
          "malformed_json",
          where == null ? 1 : where.getLineNr(),
          where == null ? 1 : where.getColumnNr());
    } catch (IOException e) {
      throw new UncheckedIOException("reading a string does not fail", e);
    }
  }

  /** Compact text of a tree; decimals are written plainly, never with an exponent. */
  public static String write(JsonNode tree) {
    var out = new StringWriter();
    try (var generator = FACTORY.createGenerator(out)) {
      write(tree, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("writing a string does not fail", e);
    }
    return out.toString();
  }

  private static JsonNode value(JsonParser parser, String pointer) throws IOException, Malformed {
    var token = parser.currentToken();
    if (token == null) {
      throw malformed(parser);
    }
    return switch (token) {
      case START_OBJECT -> members(parser, pointer);
      case START_ARRAY -> elements(parser, pointer);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case BIG_INTEGER -> NODES.numberNode(parser.getBigIntegerValue());
            default -> NODES.numberNode(parser.getLongValue());
          };
      case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw malformed(parser);
    };
  }

  private static JsonNode members(JsonParser parser, String pointer) throws IOException, Malformed {
    var node = NODES.objectNode();
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      var here = Pointers.member(pointer, name);
      if (node.has(name)) {
        throw new Malformed("duplicate_key", here);
      }
      parser.nextToken();
      node.set(name, value(parser, here));
    }
    return node;
  }

  private static JsonNode elements(JsonParser parser, String pointer)
      throws IOException, Malformed {
    var node = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      node.add(value(parser, pointer + "/" + node.size()));
    }
    return node;
  }

  private static void write(JsonNode node, JsonGenerator out) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        out.writeStartObject();
        for (var member : node.properties()) {
          out.writeFieldName(member.getKey());
          write(member.getValue(), out);
        }
        out.writeEndObject();
      }
      case ARRAY -> {
        out.writeStartArray();
        for (var element : node) {
          write(element, out);
        }
        out.writeEndArray();
      }
      case STRING -> out.writeString(node.textValue());
      case NUMBER -> {
        if (node.isIntegralNumber()) {
          out.writeNumber(node.bigIntegerValue());
        } else {
          out.writeNumber(node.decimalValue().toPlainString());
        }
      }
      case BOOLEAN -> out.writeBoolean(node.booleanValue());
      case BINARY -> out.writeBinary(node.binaryValue());
      case NULL, MISSING, POJO -> out.writeNull();
    }
  }

  private static boolean isDepth(StreamConstraintsException e) {
    return e.getMessage() != null && e.getMessage().contains("nesting depth");
  }

  private static Malformed malformed(JsonParser parser) {
    var where = parser.currentLocation();
    return new Malformed("malformed_json", where.getLineNr(), where.getColumnNr());
  }
}
