package mx.aldia.local.proof.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spoils a body that would do. */
final class Venom {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int LARGE = 300 * 1024;
  private static final int TOO_LARGE = 10 * 1024 * 1024 + 1;

  /** Values in JSON's own words: what a member may be and should not. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "\"\"",
          "\" \"",
          "[]",
          "{}",
          "[[]]",
          "0",
          "-0",
          "-1",
          "1.5",
          "1e3",
          "1E400",
          "-1e-400",
          "9223372036854775807",
          "9223372036854775808",
          "100000000000000",
          "100000000000001",
          "123456789012345678901234567890",
          "2147483648",
          "0.0000001",
          "\"0\"",
          "\"-1\"",
          "\"1e5\"",
          "\"0.00000000001\"",
          "\"99999999999999999999\"",
          "\"NaN\"",
          "\"Infinity\"",
          "\"0x10\"",
          "\"١٢٣\"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\u0007\\u001b[31m\"",
          "\"\\u202egnp.exe\"",
          "\"\\u2066a\\u2069\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\ufffe\\uffff\"",
          "\"\\ud83d\\ude00\"",
          "\"a\\u0301\\u0301\\u0301\"",
          "\"\\r\\nBcc: all@example.com\"",
          "\"x\\r\\n\\r\\n<script>alert(1)</script>\"",
          "\"<script>alert(1)</script>\"",
          "\"{{amount}}\"",
          "\"${jndi:ldap://127.0.0.1/a}\"",
          "\"%s%n%x\"",
          "\"' OR '1'='1\"",
          "\"../../etc/passwd\"",
          "\"T#ten_1#I#inv_1\"",
          "\"a#b\"",
          "\"2026-02-30\"",
          "\"0000-00-00\"",
          "\"9999-12-31\"",
          "\"-999999999-01-01\"",
          "\"2026-01-01T00:00:00\"",
          "\"2026-01-01T00:00:00+99:99\"",
          "\"+1000000000-01-01T00:00:00Z\"",
          "\"1900-01-01T00:00:00Z\"",
          "\"2000-01-01T00:00:00Z\"",
          "\"2099-12-31T23:59:59Z\"",
          "\"2999-12-31T23:59:59Z\"",
          "\"9999-12-31T23:59:59Z\"",
          "\"2026-03-01T00:00:00Z\"",
          "\"MXN\"",
          "\"mxn\"",
          "\"XXX\"",
          "\"BHD\"",
          "\"JPY\"",
          "\"America/Nowhere\"",
          "\"GMT+25\"",
          "\"a@b\"",
          "\"a@b@c.example\"",
          "\"\\\"a b\\\"@c.example\"",
          "\"a@xn--a.example\"",
          "\"+5255555555555555555555555\"",
          "\"inv_01KE9ZB0M0000000000000000B\"",
          "\"inv_\"",
          "\"ten_01KE9ZB0M0000000000000000A\"",
          "\"*\"",
          "{\"a\":{\"b\":{\"c\":[1,2,{\"d\":null}]}}}",
          "[1,\"a\",null,{}]",
          "[null]",
          "[[[[[[[[[[1]]]]]]]]]]");

  private Venom() {}

  /** A body and what was done to it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Dose(String kind, byte[] body) {}

  static Dose into(JsonNode good, Random random) {
    var text = good.toString();
    return switch (random.nextInt(26)) {
      case 0, 1, 2 -> new Dose("as it should be", utf8(text));
      case 3, 4, 5, 6, 7, 8 -> new Dose("a wrong value", utf8(spoil(text, good, random)));
      case 9 -> new Dose("two wrong values", utf8(twice(good, random)));
      case 10 -> new Dose("an unknown member", utf8(unknown(good, random)));
      case 11 -> new Dose("a member less", utf8(less(good, random)));
      case 12 ->
          new Dose("a member twice", utf8(text.replaceFirst("\\{", "{\"name\":1,\"name\":2,")));
      case 13 -> new Dose("deep", utf8(deep(random)));
      case 14 -> new Dose("bad UTF-8", bent(utf8(text), random));
      case 15 -> new Dose("UTF-16", text.getBytes(StandardCharsets.UTF_16));
      case 16 -> new Dose("a byte order mark", utf8("\ufeff" + text));
      case 17 -> new Dose("half of it", utf8(text.substring(0, random.nextInt(text.length() + 1))));
      case 18 ->
          new Dose(
              "more behind it",
              utf8(text + List.of("{}", "x", "\0", ",", "//", text).get(random.nextInt(6))));
      case 19 ->
          new Dose(
              "no object",
              utf8(
                  List.of(
                          "[]",
                          "\"a\"",
                          "1",
                          "null",
                          "true",
                          "",
                          " ",
                          "nul",
                          "{",
                          "}",
                          "\"",
                          "[" + text + "]",
                          "{]",
                          "{\"a\"}",
                          "{'a':1}",
                          "{a:1}")
                      .get(random.nextInt(16))));
      case 20 -> new Dose("a long text", utf8(longText(good, random)));
      case 21 -> new Dose("a long list", utf8(longList(good, random)));
      case 22 ->
          new Dose(
              "a long number", utf8("{\"amount\":" + "9".repeat(1 + random.nextInt(5_000)) + "}"));
      case 23 -> new Dose("large", utf8("{\"name\":\"" + "ñ".repeat(LARGE / 2) + "\"}"));
      case 24 ->
          random.nextInt(40) == 0
              ? new Dose("too large for any gateway", new byte[TOO_LARGE])
              : new Dose("large and of nothing", utf8(" ".repeat(LARGE)));
      default -> new Dose("noise", noise(random));
    };
  }

  static String value(Random random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  /** One place of the tree, the root's members first of all, becomes something else. */
  private static String spoil(String text, JsonNode good, Random random) {
    var copy = good.deepCopy();
    var places = new ArrayList<Runnable>();
    var mark = NODES.textNode("\u2603");
    places(copy, mark, places);
    if (places.isEmpty()) {
      return text;
    }
    places.get(random.nextInt(places.size())).run();
    return copy.toString().replace(mark.toString(), value(random));
  }

  private static String twice(JsonNode good, Random random) {
    var copy = good.deepCopy();
    for (int i = 0; i < 2; i++) {
      var places = new ArrayList<Runnable>();
      places(copy, NODES.textNode("\u2603" + i), places);
      if (!places.isEmpty()) {
        places.get(random.nextInt(places.size())).run();
      }
    }
    return copy.toString()
        .replace("\"\u26030\"", value(random))
        .replace("\"\u26031\"", value(random));
  }

  private static void places(JsonNode node, JsonNode mark, List<Runnable> places) {
    if (node instanceof ObjectNode object) {
      for (var member : object.properties()) {
        places.add(() -> object.set(member.getKey(), mark));
        places(member.getValue(), mark, places);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        places.add(() -> array.set(at, mark));
        places(array.get(i), mark, places);
      }
    }
  }

  private static String unknown(JsonNode good, Random random) {
    var names =
        List.of(
            "tenant",
            "id",
            "state",
            "version",
            "__proto__",
            "",
            "a\u0000",
            "PK",
            "total",
            "amount_paid",
            "number",
            "\ud83d\ude00",
            "x".repeat(3_000));
    if (good instanceof ObjectNode object) {
      return object.deepCopy().put(names.get(random.nextInt(names.size())), "1").toString();
    }
    return good.toString();
  }

  private static String less(JsonNode good, Random random) {
    if (good instanceof ObjectNode object && !object.isEmpty()) {
      var names = new ArrayList<String>();
      object.fieldNames().forEachRemaining(names::add);
      return object.deepCopy().without(names.get(random.nextInt(names.size()))).toString();
    }
    return good.toString();
  }

  private static String deep(Random random) {
    int depth = List.of(10, 63, 64, 65, 100, 1_000, 20_000).get(random.nextInt(7));
    return switch (random.nextInt(3)) {
      case 0 -> "[".repeat(depth) + "]".repeat(depth);
      case 1 -> "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
      default -> "{\"lines\":" + "[".repeat(depth);
    };
  }

  private static byte[] bent(byte[] good, Random random) {
    var bad =
        List.of(
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
            new byte[] {(byte) 0xe2, (byte) 0x82},
            new byte[] {0});
    var out = new ByteArrayOutputStream();
    int at = random.nextInt(good.length + 1);
    out.write(good, 0, at);
    out.writeBytes(bad.get(random.nextInt(bad.size())));
    out.write(good, at, good.length - at);
    return out.toByteArray();
  }

  private static String longText(JsonNode good, Random random) {
    int length = List.of(41, 101, 301, 501, 5_000, 70_000).get(random.nextInt(6));
    var copy = good.deepCopy();
    var places = new ArrayList<Runnable>();
    places(copy, NODES.textNode((random.nextBoolean() ? "x" : "\u00e1").repeat(length)), places);
    if (!places.isEmpty()) {
      places.get(random.nextInt(places.size())).run();
    }
    return copy.toString();
  }

  private static String longList(JsonNode good, Random random) {
    int length = List.of(16, 21, 51, 101, 301, 2_000).get(random.nextInt(6));
    var copy = good.deepCopy();
    if (copy instanceof ObjectNode object) {
      for (var member : List.copyOf(object.properties())) {
        if (member.getValue() instanceof ArrayNode array && !array.isEmpty()) {
          var one = array.get(0);
          for (int i = 1; i < length; i++) {
            array.add(one.deepCopy());
          }
          return object.toString();
        }
      }
      var many = object.putObject("metadata");
      for (int i = 0; i < length; i++) {
        many.put("k" + i, "v");
      }
    }
    return copy.toString();
  }

  private static byte[] noise(Random random) {
    var bytes = new byte[random.nextInt(400)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
