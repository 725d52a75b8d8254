package mx.aldia.pacs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import mx.aldia.cfdi.cancel.CancelCodes;
import mx.aldia.cfdi.cancel.Canceller;
import mx.aldia.cfdi.pac.Pac;
import mx.aldia.domain.tax.CancelAnswer;
import mx.aldia.pacs.Wire.Reply;
import org.jspecify.annotations.Nullable;

/**
 * SW Sapien: REST, one call with the sealed XML, JSON back. What it already stamped it answers with
 * the stamp it gave then.
 *
 * @see <a href="https://developers.sw.com.mx/knowledge-base/timbradov4-customid/">its own words</a>
 */
public final class SwSapien implements Pac, Canceller {
  public static final URI LIVE = URI.create("https://services.sw.com.mx");
  public static final URI TEST = URI.create("https://services.test.sw.com.mx");

  /** SW remembers one for 72 hours. */
  private static final Pattern CUSTOM_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

  /** {@code CFDI40102 - El resultado...}, {@code 307. El comprobante...}. */
  private static final Pattern CODED =
      Pattern.compile("\\s*([A-Z]{0,5}[0-9]{3,6})\\b.*", Pattern.DOTALL);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Wire wire;
  private final URI base;
  private final SwAccess access;
  private volatile @Nullable String token;

  public SwSapien(Wire wire, URI base, SwAccess access) {
    this.wire = wire;
    this.base = base;
    this.access = access;
  }

  @Override
  public Answer stamp(byte[] sealed, String key) {
    var headers = new LinkedHashMap<String, String>();
    if (CUSTOM_ID.matcher(key).matches()) {
      headers.put("customid", key);
    }
    return switch (upload("/v4/cfdi33/stamp/v4", headers, sealed)) {
      case Reply.Silent(var why) -> new Unknown(why);
      case Reply.Answered(var status, var body) -> stamped(sealed, status, json(body));
    };
  }

  private static Answer stamped(byte[] sealed, int status, JsonNode answer) {
    var cfdi = answer.path("data").path("cfdi").asText("");
    if (status == 200 && answer.path("status").asText("").equals("success")) {
      return StampedXml.read(sealed, cfdi, false);
    }
    var message = answer.path("message").asText("");
    var code = code(message);
    if (Codes.saysStampedBefore(code) && !cfdi.isEmpty()) {
      return StampedXml.read(sealed, cfdi, true);
    }
    if (status == 400 && Codes.refusesDocument(code)) {
      return new Rejected(code, words(message, answer), List.of());
    }
    return new Unknown(why(status, code));
  }

  @Override
  public CancelAnswer cancel(byte[] signed, String uuid) {
    return switch (upload("/cfdi33/cancel/xml", Map.of(), signed)) {
      case Reply.Silent(var why) -> new CancelAnswer.Unknown(why);
      case Reply.Answered(var status, var body) -> cancelled(status, json(body), uuid);
    };
  }

  /** The code for this UUID counts, whatever else the answer says; UUIDs come in either case. */
  private static CancelAnswer cancelled(int status, JsonNode answer, String uuid) {
    var data = answer.path("data");
    var message = answer.path("message").asText("");
    var code =
        data.path("uuid").properties().stream()
            .filter(entry -> entry.getKey().equalsIgnoreCase(uuid))
            .map(entry -> entry.getValue().asText(""))
            .findFirst()
            .orElseGet(() -> status == 400 ? code(message) : "");
    var acuse = Optional.of(data.path("acuse").asText("")).filter(text -> !text.isBlank());
    return code.isEmpty()
        ? new CancelAnswer.Unknown(why(status, ""))
        : CancelCodes.meaning(code, words(message, answer), acuse);
  }

  /** One XML as a form's file, with a token; a token that has ended is asked for once more. */
  Reply upload(String path, Map<String, String> headers, byte[] xml) {
    for (int attempt = 1; ; attempt++) {
      var bearer = token();
      if (bearer == null) {
        return new Reply.Silent("SW gives no token for this account");
      }
      var boundary = "aldia-" + UUID.randomUUID();
      var all = new LinkedHashMap<>(headers);
      all.put("Authorization", "Bearer " + bearer);
      all.put("Content-Type", "multipart/form-data; boundary=" + boundary);
      var reply = wire.post(base.resolve(path), all, form(boundary, xml));
      boolean ended = reply instanceof Reply.Answered(var status, _) && status == 401;
      if (!ended || access instanceof SwAccess.Token || attempt == 2) {
        return reply;
      }
      token = null;
    }
  }

  private @Nullable String token() {
    var known = token;
    if (known != null) {
      return known;
    }
    var fresh =
        switch (access) {
          case SwAccess.Token(var value) -> value;
          case SwAccess.Account(var user, var password) -> authenticate(user, password);
        };
    token = fresh;
    return fresh;
  }

  private @Nullable String authenticate(String user, String password) {
    var request = JSON.createObjectNode().put("user", user).put("password", password);
    var reply =
        wire.post(
            base.resolve("/v2/security/authenticate"),
            Map.of("Content-Type", "application/json"),
            request.toString().getBytes(UTF_8));
    return reply instanceof Reply.Answered(var status, var body) && status == 200
        ? json(body).path("data").path("token").textValue()
        : null;
  }

  private static byte[] form(String boundary, byte[] xml) {
    var head =
        String.join(
            "\r\n",
            "--" + boundary,
            "Content-Disposition: form-data; name=\"xml\"; filename=\"xml\"",
            "Content-Type: text/xml",
            "",
            "");
    var out = new ByteArrayOutputStream(xml.length + 256);
    out.writeBytes(head.getBytes(UTF_8));
    out.writeBytes(xml);
    out.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(UTF_8));
    return out.toByteArray();
  }

  /** What is no JSON says nothing: an empty object. */
  static JsonNode json(String body) {
    try {
      var tree = JSON.readTree(body);
      return tree == null ? JSON.createObjectNode() : tree;
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  static String code(String message) {
    var coded = CODED.matcher(message);
    return coded.matches() ? coded.group(1) : "";
  }

  static String words(String message, JsonNode answer) {
    var detail = answer.path("messageDetail").asText("");
    return detail.isBlank() ? message : message + " " + detail;
  }

  static String why(int status, String code) {
    return "SW answered %d %s".formatted(status, code.isEmpty() ? "with nothing we know" : code);
  }
}
