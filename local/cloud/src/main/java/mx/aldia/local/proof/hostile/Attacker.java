package mx.aldia.local.proof.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mx.aldia.local.proof.hostile.Contract.Operation;
import mx.aldia.local.proof.hostile.World.Household;

/** Makes one request of a seed and a number: mostly what would do, with something wrong in it. */
final class Attacker {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONG = 100_000;

  private static final List<String> BAD_SEGMENTS =
      List.of(
          "..",
          "%2e%2e",
          "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
          "a%2fb",
          "a%00b",
          "%",
          "%zz",
          "%c0%ae%c0%ae",
          "%252e%252e",
          "a%23INVOICE",
          "T%23ten_1",
          "a;b=c",
          "a?b",
          "*",
          "%20",
          "%0d%0aX-Injected:%201",
          "\u00f1",
          "%f0%9f%98%80",
          "%ff",
          "inv_",
          "inv_01KE9ZB0M0000000000000000B",
          "nothing",
          "null",
          "undefined",
          "__proto__",
          "-1",
          "~",
          "a+b",
          "\"",
          "'",
          "<b>",
          "x".repeat(129),
          "y".repeat(5_000));

  private static final List<String> BAD_AUTHORIZATIONS =
      List.of(
          "",
          "Bearer",
          "Bearer ",
          "Basic YTpi",
          "bearer x",
          "Bearer null",
          "Bearer ald_test_",
          "Bearer ald_live_" + "a".repeat(43),
          "Bearer ald_test_" + "0".repeat(43),
          "Bearer \u00f1",
          "Bearer ' OR 1=1",
          "Bearer ../..",
          "Token x",
          "Bearer a b c",
          "Bearer " + "z".repeat(9_000),
          "Bearer T#ten",
          "Bearer ald_operator_" + "0".repeat(64));

  private static final List<String> BAD_HEADERS =
      List.of(
          "Idempotency-Key: ",
          "Idempotency-Key: " + "k".repeat(256),
          "Idempotency-Key: \u00f1and\u00fa",
          "Idempotency-Key: \"a",
          "Idempotency-Key: \"a\\b\"",
          "Idempotency-Key: \"\"",
          "Idempotency-Key: a b",
          "Idempotency-Key: \"" + "\\\\".repeat(255) + "\"",
          "If-Match: 3",
          "If-Match: W/\"3\"",
          "If-Match: \"x\"",
          "If-Match: \"999999999999999999\"",
          "If-Match: \"1\", \"2\"",
          "If-Match: \"9999999999999999999\"",
          "Accept-Language: " + "es,".repeat(2_000),
          "Accept-Language: \u0001",
          "Accept-Language: en;q=NaN",
          "Accept-Language: en;q=1e999,es;q=-1",
          "Accept-Language: *;q=0",
          "X-HTTP-Method-Override: DELETE",
          "X-Forwarded-Host: evil.example",
          "X-Original-URL: /v1/tenants",
          "Cookie: a=b; c",
          "Cookie: ;;;=",
          "Accept: text/html",
          "Accept-Encoding: gzip;q=9",
          "Content-Encoding: gzip",
          "Expect: 200-maybe",
          "Range: bytes=0-1",
          "Origin: null",
          "X-Long: " + "v".repeat(LONG),
          "Upgrade: h2c",
          "Trailer: X-Injected",
          "X-Api-Key: x",
          "Forwarded: for=\"_\u0007\"",
          "Content-Language: \r\n folded",
          "Content-Location: /",
          "Te: trailers");

  private static final List<String> BAD_TYPES =
      List.of(
          "",
          "text/plain",
          "application/xml",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "application/json; charset=latin1",
          "application/json; charset=utf-8; charset=utf-16",
          "application/json;;;",
          "application/problem+json",
          "APPLICATION/JSON",
          "application/json, text/plain",
          "*/*",
          "\u00f1",
          "application/" + "j".repeat(9_000),
          "application/octet-stream");

  private final long seed;
  private final World world;
  private final List<Operation> operations;
  private final List<Operation> withBody;
  private final List<Operation> lists;
  private final Clock wall;

  Attacker(long seed, World world, List<Operation> operations, Clock wall) {
    this.seed = seed;
    this.world = world;
    this.operations = operations;
    this.withBody =
        operations.stream()
            .filter(it -> it.method().matches("POST|PUT|PATCH") && it.path().startsWith("/v1/"))
            .toList();
    this.lists = operations.stream().filter(it -> !it.query().isEmpty()).toList();
    this.wall = wall;
  }

  Attack make(int number) {
    var random = new Random(seed * 1_000_003 + number);
    int which = random.nextInt(100);
    if (which < 55) {
      return withBody(number, random);
    } else if (which < 66) {
      return withHeader(number, random);
    } else if (which < 76) {
      return withPath(number, random);
    } else if (which < 84) {
      return withQuery(number, random);
    } else if (which < 90) {
      return webhook(number, random);
    } else if (which < 94) {
      return page(number, random);
    }
    return onTheWire(number, random);
  }

  private Attack withBody(int number, Random random) {
    var operation = any(withBody, random);
    var dose = Venom.into(example(operation, random), random);
    var headers = headers(operation);
    boolean foreign = operation.path().contains("{id}") && random.nextInt(8) == 0;
    if (random.nextInt(6) == 0) {
      headers.add("Idempotency-Key: k" + random.nextInt(40)); // few, so that they meet other bodies
    }
    if (random.nextInt(12) == 0) {
      headers.add("If-Match: \"" + random.nextInt(4) + "\"");
    }
    headers.add(
        "Content-Type: " + (random.nextInt(25) == 0 ? any(BAD_TYPES, random) : "application/json"));
    return attack(
        number,
        dose.kind() + " in " + operation,
        operation,
        target(operation, foreign ? world.stranger : world.own, random),
        headers,
        dose.body(),
        foreign);
  }

  private Attack withHeader(int number, Random random) {
    var operation = any(operations, random);
    var headers = headers(operation);
    boolean barred = false;
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        headers.removeIf(it -> it.startsWith("Authorization:"));
        if (random.nextInt(4) > 0) {
          headers.add("Authorization: " + any(BAD_AUTHORIZATIONS, random));
        }
        barred = !operation.open();
      }
      case 2 -> {
        headers.removeIf(it -> it.startsWith("Authorization:"));
        // The operator's key opens no tenant, and a tenant's makes none.
        headers.add(
            "Authorization: Bearer " + (operation.operator() ? world.own.key : world.operatorKey));
        barred = !operation.open();
      }
      case 3 -> {
        for (int i = 0; i < 150; i++) {
          headers.add("X-Many-%d: %d".formatted(i, i));
        }
      }
      default -> {
        headers.add(any(BAD_HEADERS, random));
        if (random.nextBoolean()) {
          headers.add(any(BAD_HEADERS, random));
        }
      }
    }
    byte[] body = utf8(operation.body().isPresent() ? example(operation, random).toString() : "");
    if (body.length > 0) {
      headers.add("Content-Type: application/json");
    }
    return attack(
        number,
        "headers to " + operation,
        operation,
        target(operation, world.own, random),
        headers,
        body,
        barred);
  }

  private Attack withPath(int number, Random random) {
    var operation = any(operations, random);
    var good = target(operation, world.own, random);
    var bad = any(BAD_SEGMENTS, random);
    var target =
        switch (random.nextInt(9)) {
          case 0, 1, 2 -> operation.path().replaceAll("\\{[a-z_]+}", "{}").replace("{}", bad);
          case 3 -> good + "/" + bad;
          case 4 -> good.replaceFirst("/v1/", "/v1/" + bad + "/../");
          case 5 -> good.replace("/", "//");
          case 6 -> good.toUpperCase(Locale.ROOT);
          case 7 -> good + "/";
          default -> "/" + "p".repeat(random.nextInt(20_000)) + good;
        };
    var headers = headers(operation);
    headers.add("Content-Type: application/json");
    return attack(
        number,
        "path of " + operation,
        operation,
        target,
        headers,
        utf8(operation.method().equals("GET") ? "" : "{}"),
        false);
  }

  private Attack withQuery(int number, Random random) {
    var operation = any(lists, random);
    var name = any(operation.query(), random);
    var value =
        switch (random.nextInt(6)) {
          case 0 -> any(BAD_SEGMENTS, random);
          case 1 -> world.stranger.cursors.getOrDefault(operation.path(), "x");
          case 2 ->
              any(
                  List.of(
                      "-1",
                      "0",
                      "101",
                      "1e9",
                      "99999999999999999999",
                      "1.5",
                      "true",
                      "",
                      "%31",
                      "100",
                      "1"),
                  random);
          case 3 -> encoded(Venom.value(random).replace("\"", ""));
          case 4 ->
              any(
                  List.of(
                      "1900-01-01",
                      "2999-12-31",
                      "1899-12-31",
                      "3000-01-01",
                      "2026-02-29",
                      "2026-1-1",
                      "2026-01-01T00:00:00Z",
                      "2999-12-31T23:59:59Z"),
                  random);
          default -> "v".repeat(random.nextInt(20_000));
        };
    if (random.nextInt(4) == 0) {
      value =
          value.isEmpty()
              ? value
              : value.substring(0, value.length() / 2) + "%" + value.substring(value.length() / 2);
    }
    var query =
        switch (random.nextInt(6)) {
          case 0 -> "%s=%s&%s=%s".formatted(name, value, name, value);
          case 1 -> "unknown=%s".formatted(value);
          case 2 -> "%s".formatted(name);
          case 3 -> "&&=&%s=%s&=".formatted(name, value);
          default -> "%s=%s".formatted(name, value);
        };
    if (random.nextBoolean() && operation.query().contains("starting_after")) {
      query +=
          "&starting_after="
              + (random.nextBoolean()
                  ? any(List.copyOf(world.stranger.cursors.values()), random)
                  : any(List.copyOf(world.own.cursors.values()), random));
    }
    return attack(
        number,
        "query of " + operation,
        operation,
        target(operation, world.own, random) + "?" + query,
        headers(operation),
        new byte[0],
        false);
  }

  /** Mostly signed as it should be: it is the content that is hostile then. */
  private Attack webhook(int number, Random random) {
    var kinds =
        List.of(
            "payment_intent.succeeded",
            "charge.succeeded",
            "charge.refunded",
            "charge.dispute.created",
            "checkout.session.completed",
            "invoice.paid",
            "payment_intent.processing",
            "x");
    var object =
        """
        {"id":"pi_h%d","object":"payment_intent","status":"succeeded","amount":%d,"amount_received":%d,"currency":"mxn","payment_method_types":["card"],
         "payment_intent":"pi_h%d","amount_refunded":%d,"metadata":{"aldia_invoice":"%s"}}"""
            .formatted(
                random.nextInt(500),
                100,
                100,
                random.nextInt(500),
                100,
                world.own.any("invoices", random));
    var event =
        "{\"id\":\"evt_h%d\",\"object\":\"event\",\"type\":\"%s\",\"created\":1773165600,\"livemode\":false,\"data\":{\"object\":%s}}"
            .formatted(random.nextInt(3_000), any(kinds, random), object);
    JsonNode good;
    try {
      good = JSON.readTree(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var dose = Venom.into(good, random);
    var gateway = random.nextInt(12) == 0 ? any(BAD_SEGMENTS, random) : "stripe";
    var tenant = random.nextInt(12) == 0 ? any(BAD_SEGMENTS, random) : world.own.tenant;
    boolean signed = random.nextInt(5) > 0;
    var headers =
        new ArrayList<String>(
            List.of("Host: localhost", "Connection: close", "Content-Type: application/json"));
    headers.add(
        "Stripe-Signature: "
            + (signed
                ? signature(dose.body())
                : any(
                    List.of(
                        "",
                        "t=1,v1=00",
                        "t=,v1=",
                        "t=9999999999999999999,v1=a",
                        "v1=" + "a".repeat(64),
                        "t=" + wall.instant().getEpochSecond() + ",v1=" + "0".repeat(64),
                        "t=1,t=2,v1=a,v1=b",
                        "\u0001",
                        "t=-1,v1=" + "g".repeat(64),
                        "x".repeat(20_000)),
                    random)));
    headers.add("Content-Length: " + dose.body().length);
    return new Attack(
        number,
        "%s in a webhook, %s".formatted(dose.kind(), signed ? "signed" : "not signed"),
        "POST",
        "/webhooks/%s/%s".formatted(gateway, tenant),
        headers,
        dose.body(),
        isNoUri(gateway + tenant),
        !signed);
  }

  private Attack page(int number, Random random) {
    var token =
        random.nextInt(3) == 0
            ? world.own.any("i", random)
            : random.nextBoolean() ? any(BAD_SEGMENTS, random) : "A".repeat(22);
    var path =
        any(
                List.of(
                    "/i/%s",
                    "/i/%s/pdf",
                    "/i/%s/confirm_receipt",
                    "/u/%s",
                    "/inbox",
                    "/inbox/%s",
                    "/healthz",
                    "/openapi.yaml"),
                random)
            .replace("%s", token);
    var method = any(List.of("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS"), random);
    var headers = new ArrayList<String>(List.of("Host: localhost", "Connection: close"));
    headers.add(any(BAD_HEADERS, random));
    var body =
        method.equals("POST")
            ? any(
                List.of(
                    "", "List-Unsubscribe=One-Click", "a=%", "&&&", "x".repeat(LONG), "{}", "\0"),
                random)
            : "";
    headers.add(
        "Content-Type: "
            + (random.nextInt(3) == 0
                ? any(BAD_TYPES, random)
                : "application/x-www-form-urlencoded"));
    headers.add("Content-Length: " + utf8(body).length);
    return new Attack(number, "page", method, path, headers, utf8(body), isNoUri(path), false);
  }

  /**
   * Below what a client would ever send: lengths that lie, chunks that are none, two requests in
   * one.
   */
  private Attack onTheWire(int number, Random random) {
    var auth = "Authorization: Bearer " + world.own.key;
    var json = "Content-Type: application/json";
    var body = "{\"name\":\"Cafe\"}";
    var smuggled = "GET /v1/tenant HTTP/1.1\r\nHost: localhost\r\n\r\n";
    var method =
        any(
            List.of(
                "POST",
                "post",
                "TRACE",
                "CONNECT",
                "PROPFIND",
                "GET",
                "P\u00d1ST",
                "",
                "POST\t",
                "OPTIONS"),
            random);
    var target =
        any(
            List.of(
                "/v1/customers",
                "http://localhost/v1/customers",
                "*",
                "",
                "localhost:80",
                "v1/customers",
                "/v1/customers HTTP/0.9",
                "/v1/customers\t",
                "//",
                "/?",
                "/%",
                "/v1/customers#a",
                "/\u0000"),
            random);
    boolean plain = random.nextInt(3) > 0;
    var headers = new ArrayList<String>(List.of("Host: localhost", auth, json));
    var sent = body;
    switch (random.nextInt(20)) {
      case 0 -> headers.add("Content-Length: " + (body.length() + 50));
      case 1 -> headers.add("Content-Length: -1");
      case 2 -> headers.add("Content-Length: abc");
      case 3 -> headers.addAll(List.of("Content-Length: 14", "Content-Length: 0"));
      case 4 -> headers.add("Content-Length: 99999999999999999999");
      case 5 -> {
        headers.addAll(List.of("Content-Length: 5", "Transfer-Encoding: chunked"));
        sent = "0\r\n\r\n" + smuggled;
      }
      case 6 -> {
        headers.addAll(List.of("Transfer-Encoding: chunked", "Content-Length: 4"));
        sent = "e\r\n" + body + "\r\n0\r\n\r\n" + smuggled;
      }
      case 7 -> {
        headers.add("Transfer-Encoding: xchunked");
      }
      case 8 -> {
        headers.add("Transfer-Encoding : chunked");
        sent = "e\r\n" + body + "\r\n0\r\n\r\n";
      }
      case 9 -> {
        headers.add("Transfer-Encoding: chunked");
        sent =
            any(
                List.of(
                    "zz\r\n",
                    "-1\r\nx\r\n0\r\n\r\n",
                    "ffffffffffffffff\r\n" + body,
                    "e\r\n" + body,
                    "e;ext=\"\r\n" + body + "\r\n0\r\n\r\n",
                    "2\r\n{}\r\n0\r\nX-Injected: 1\r\n\r\n",
                    "",
                    "0",
                    "3\r\n{}\r\n"),
                random);
      }
      case 10 -> {
        headers.add("Content-Length: " + body.length());
        sent = body + smuggled + smuggled;
      }
      case 11 -> headers.addAll(List.of("no colon here", "Content-Length: 14"));
      case 12 -> headers.addAll(List.of(": no name", "Content-Length: 14"));
      case 13 -> headers.addAll(List.of("X-Nul: a\u0000b", "Content-Length: 14"));
      case 14 ->
          headers.addAll(
              List.of("X-A: b\r\nX-Injected: 1\r\n\r\nGET / HTTP/1.1", "Content-Length: 14"));
      case 15 -> {
        for (int i = 0; i < 400; i++) {
          headers.add("X-Many-%d: %d".formatted(i, i));
        }
        headers.add("Content-Length: 14");
      }
      case 16 -> headers.addAll(List.of("X-Huge: " + "h".repeat(500_000), "Content-Length: 14"));
      case 17 -> headers.addAll(List.of("Host: a", "Host: b", "Content-Length: 14"));
      case 18 -> headers.addAll(List.of("Expect: 100-continue", "Content-Length: 14"));
      default -> {
        headers.clear();
        sent = new String(noise(random), StandardCharsets.ISO_8859_1);
      }
    }
    return new Attack(
        number,
        "wire",
        plain ? "POST" : method,
        plain ? "/v1/customers" : target,
        headers,
        sent.getBytes(StandardCharsets.ISO_8859_1),
        true,
        false);
  }

  private static byte[] noise(Random random) {
    var out = new ByteArrayOutputStream();
    for (int i = random.nextInt(2_000); i > 0; i--) {
      out.write(random.nextInt(256));
    }
    return out.toByteArray();
  }

  private Attack attack(
      int number,
      String kind,
      Operation operation,
      String target,
      List<String> headers,
      byte[] body,
      boolean barred) {
    if (body.length > 0 || !operation.method().equals("GET")) {
      headers.add("Content-Length: " + body.length);
    }
    return new Attack(
        number,
        kind,
        operation.method(),
        target,
        List.copyOf(headers),
        body,
        isNoUri(target),
        barred);
  }

  /** The server below refuses such a line by itself, in its own words. */
  private static boolean isNoUri(String target) {
    try {
      var unused = new URI(target);
      return unused.getRawPath() == null || !target.chars().allMatch(c -> c > ' ' && c < 127);
    } catch (URISyntaxException _) {
      return true;
    }
  }

  private List<String> headers(Operation operation) {
    var headers = new ArrayList<String>(List.of("Host: localhost", "Connection: close"));
    if (!operation.open()) {
      headers.add(
          "Authorization: Bearer " + (operation.operator() ? world.operatorKey : world.own.key));
    }
    return headers;
  }

  private static String target(Operation operation, Household house, Random random) {
    var path = operation.path();
    var resource =
        path.startsWith("/v1/")
            ? path.substring(4).replaceFirst("/.*", "")
            : path.replaceFirst("^/([iu])/.*", "$1");
    return path.replace("{id}", house.any(resource, random))
        .replace("{gateway}", "stripe")
        .replace("{tenant}", house.tenant)
        .replace("{token}", house.any(resource, random));
  }

  /** The contract's example, about things that are there. */
  private JsonNode example(Operation operation, Random random) {
    var example = operation.body().orElse(JsonNodeFactory.instance.objectNode());
    var text =
        example
            .toString()
            .replace("cus_01KE9ZB0M0000000000000000C", world.own.any("customers", random))
            .replace("inv_01KE9ZB0M0000000000000000B", world.own.any("invoices", random))
            .replace("2026-01-20", "2026-01-05")
            .replace("cliente-17", "cliente-" + random.nextInt(100_000))
            .replace("SPEI 778", "SPEI %d ".formatted(random.nextInt(100_000)));
    if (random.nextInt(10) > 0) {
      text = text.replace("\"issue\":true", "\"issue\":false"); // a PDF for each would take days
    }
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String signature(byte[] body) {
    long time = wall.instant().getEpochSecond();
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(utf8(World.SECRET), "HmacSHA256"));
      mac.update(utf8(time + "."));
      return "t=%d,v1=%s".formatted(time, HexFormat.of().formatHex(mac.doFinal(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
