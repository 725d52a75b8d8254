package mx.aldia.local.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was tried against a running aldia by somebody who wanted in, and did not work. */
final class AttacksTest {
  private static final String START = "2026-01-05T15:00:00Z";
  private static final String HTML =
      "<img src=x onerror=alert(1)>\"'--></title><script>alert(2)</script>";

  @Test
  void a_cursor_opens_its_own_list_of_its_own_tenant_alone() {
    var one = Aldia.business(START);
    var other = Aldia.business(START);
    for (var name : List.of("Ana", "Beto", "Carla")) {
      one.customer(name);
      other.customer(name);
    }
    var cursor = one.get("/v1/customers?limit=1").expecting(200).path("next").asText();

    assertThat(one.get("/v1/customers?limit=1&starting_after=" + cursor).status()).isEqualTo(200);
    assertThat(other.get("/v1/customers?limit=1&starting_after=" + cursor).status()).isEqualTo(422);
    assertThat(one.get("/v1/products?limit=1&starting_after=" + cursor).status()).isEqualTo(422);
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);
    for (int i = 0; i < bytes.length; i++) {
      var changed = bytes.clone();
      changed[i] ^= 1;
      var forged = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThat(one.get("/v1/customers?starting_after=" + forged).status())
          .as("byte " + i)
          .isEqualTo(422);
    }
  }

  @Test
  void an_idempotency_key_of_one_tenant_says_nothing_to_another() {
    var key = Map.of("Idempotency-Key", "the-same");
    var mine = Aldia.business(START).post("/v1/customers", "{\"name\":\"Ana\"}", key);
    var theirs = Aldia.business(START).post("/v1/customers", "{\"name\":\"Ana\"}", key);

    assertThat(theirs.status()).isEqualTo(201);
    assertThat(theirs.response().headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(theirs.json().path("id").asText()).isNotEqualTo(mine.json().path("id").asText());
  }

  @Test
  void what_is_written_in_names_stays_text_on_page_and_mail() throws Exception {
    var aldia = Aldia.business(START);
    var json = Aldia.JSON.createObjectNode().put("name", HTML);
    json.putObject("support_contact").put("email", "hola@lumbre.example");
    json.putObject("payment_details").put("bank", HTML).put("note", HTML).put("beneficiary", HTML);
    aldia.send("PATCH", "/v1/tenant", json.toString()).expecting(200);
    var email = "v" + aldia.tenant + "@cliente.example";
    var customer =
        aldia
            .post(
                "/v1/customers",
                Aldia.JSON.createObjectNode().put("name", HTML).put("email", email).toString())
            .expecting(201)
            .path("id")
            .asText();
    var invoice = (ObjectNode) Aldia.JSON.readTree(Aldia.invoice(customer));
    ((ObjectNode) invoice.path("lines").path(0)).put("description", HTML);
    var id = aldia.post("/v1/invoices", invoice.toString()).expecting(201).path("id").asText();

    aldia.advance(Instant.parse("2026-01-05T15:01:00Z"));

    var url = aldia.get("/v1/invoices/" + id).json().path("hosted_invoice_url").asText();
    var page = aldia.get(url.substring(Aldia.uri().toString().length())).response().body();
    var mail = mailTo(email);
    for (var html : List.of(page, mail.path("html").asText())) {
      assertThat(html).contains("&lt;script").doesNotContain("<script", "<img src=x");
    }
    assertThat(mail.path("headers").path("to").asText()).contains(email);
    assertThat(mail.path("headers").has("bcc")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"A\\r\\nBcc: b@x.example", "A\\nB", "A\\u0000B", "A\\u202egnp", "A\\u2028B"})
  void no_name_breaks_out_of_its_line(String name) {
    var aldia = Aldia.business(START);

    for (var path : List.of("/v1/customers", "/v1/reminder_policies", "/v1/api_keys")) {
      assertThat(aldia.post(path, "{\"name\":\"%s\"}".formatted(name)).status())
          .as(path)
          .isEqualTo(422);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@x.example\\r\\nBcc: b@x.example",
        "a@x.example,b@x.example",
        "a@x.example;b@x.example",
        "<a@x.example>",
        "a b@x.example",
        "a(b)@x.example",
        "\\\"a b\\\"@x.example"
      })
  void an_address_is_one_address(String email) {
    assertThat(
            Aldia.business(START)
                .post("/v1/customers", "{\"name\":\"A\",\"email\":\"%s\"}".formatted(email))
                .status())
        .isEqualTo(422);
  }

  @Test
  void a_businesss_own_signature_pays_no_other_businesss_invoice() throws Exception {
    var victim = Aldia.business(START);
    var attacker = Aldia.business(START);
    for (var aldia : List.of(victim, attacker)) {
      aldia
          .send(
              "PUT",
              "/v1/gateways/stripe",
              "{\"webhook_secret\":\"whsec_%s\"}".formatted(aldia.tenant))
          .expecting(200);
    }
    var id = victim.issued(victim.customer("Cafe Tinta")).path("id").asText();

    assertThat(tell(attacker.tenant, attacker.tenant, id)).isEqualTo(200);
    assertThat(tell(victim.tenant, attacker.tenant, id)).isEqualTo(400);

    attacker.advance(Instant.parse("2026-01-05T15:01:00Z"));
    victim.advance(Instant.parse("2026-01-05T15:01:00Z"));
    assertThat(victim.get("/v1/invoices/" + id).json().path("amount_paid").asLong()).isZero();
    assertThat(attacker.all("/v1/payments?limit=10")).isEmpty();
  }

  @Test
  void a_secret_goes_in_and_never_comes_out() {
    var aldia = Aldia.business(START);
    aldia
        .send(
            "PUT",
            "/v1/gateways/stripe",
            "{\"webhook_secret\":\"whsec_never\",\"api_key\":\"sk_never\"}")
        .expecting(200);

    for (var path : List.of("/v1/gateways", "/v1/tenant", "/v1/events?limit=100", "/v1/api_keys")) {
      assertThat(aldia.get(path).response().body())
          .as(path)
          .doesNotContain("whsec_never", "sk_never", aldia.key());
    }
    var refused =
        aldia.send(
            "PUT",
            "/v1/gateways/stripe",
            "{\"webhook_secret\":\"whsec_never\",\"api_kay\":\"sk_never\"}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).doesNotContain("never");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//v1/tenant",
        "/v1//tenant",
        "/V1/tenant",
        "/v1/tenant/",
        "/v1/./tenant",
        "/v1/customers/..%2ftenant",
        "/v1/customers/%2e%2e",
        "/v1/customers/x%00",
        "/v1/customers/x%0d%0aX-A:1",
        "/v1/customers/x%23I%23y",
        "/v1/customers/x;y",
        "/inbox/../v1/tenant",
        "/inboxes",
        "/i/%2e%2e%2fv1"
      })
  void a_path_is_read_as_it_is_written(String path) throws IOException {
    var aldia = Aldia.business(START);

    assertThat(
            raw(
                "GET "
                    + path
                    + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + aldia.key()))
        .startsWith("HTTP/1.1 404");
  }

  /**
   * Two readers of one request that do not agree on where it ends can be made to see two. Here a
   * second one hides in each: it must stay a body, or nothing, whatever the first is called.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: %d|Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked|Content-Length: %d",
        "Content-Length: 4|Content-Length: %d",
        "Content-Length: 4, %d",
        "Content-Length: +4",
        "Content-Length: 0x4",
        "Content-Length: 4 4",
        "Content-Length: -1",
        "Content-Length: 4|Transfer-Encoding: xchunked",
        "Content-Length: 4|Transfer-Encoding: chunked, identity",
        "Content-Length: 4|Transfer-Encoding : chunked",
        "Content-Length: 4|Transfer-Encoding:\tchunked",
        "Content-Length: 4|X: y\nTransfer-Encoding: chunked",
        "Content-Length: 4|Transfer-Encoding:| chunked",
        "Transfer-Encoding: chunked|Transfer-Encoding: identity|Content-Length: %d"
      })
  void no_request_hides_in_another(String framing) throws IOException {
    var aldia = Aldia.business(START);
    var hidden =
        "POST /v1/customers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + aldia.key()
            + "\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"name\":\"Hidden\"}";
    var body = "0\r\n\r\n" + hidden;
    var head =
        "POST /v1/products HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + aldia.key()
            + "\r\nContent-Type: application/json\r\n"
            + framing.formatted(body.length()).replace("|", "\r\n")
            + "\r\n\r\n";

    var answers = said(head + body);

    assertThat(answers.split("HTTP/1\\.1 ", -1)).as(answers).hasSizeLessThanOrEqualTo(2);
    assertThat(aldia.all("/v1/customers?limit=10")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5;x=\n\r\n",
        "+5\r\n",
        "0x5\r\n",
        "5 5\r\n",
        "FFFFFFFFFFFFFFFF5\r\n",
        "-5\r\n",
        "5\n",
        "\r\n"
      })
  void a_chunk_is_as_long_as_it_says_or_no_chunk(String size) throws IOException {
    var aldia = Aldia.business(START);

    var answers =
        said(
            "POST /v1/customers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + aldia.key()
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + size
                + "{\"a\":\r\n0\r\n\r\n");

    assertThat(answers.split("HTTP/1\\.1 ", -1)).as(answers).hasSizeLessThanOrEqualTo(2);
    assertThat(answers).doesNotContain("HTTP/1.1 2", "HTTP/1.1 5");
  }

  /** A page of a stranger whose own name was made to point at this machine. */
  @Test
  void a_foreign_page_in_the_browser_does_not_read_the_inbox() throws IOException {
    assertThat(raw("GET /inbox.json HTTP/1.1\r\nHost: evil.example")).startsWith("HTTP/1.1 421");
    assertThat(raw("GET /inbox.json HTTP/1.1\r\nHost: 127.0.0.1.evil.example:80"))
        .startsWith("HTTP/1.1 421");
    assertThat(raw("GET /inbox.json HTTP/1.1\r\nHost: localhost:8420")).startsWith("HTTP/1.1 200");
  }

  @Test
  void nothing_however_long_brings_a_reader_down() {
    var aldia = Aldia.business(START);
    var wrong = new ArrayList<String>();
    for (var field :
        List.of(
            "name",
            "email",
            "phone",
            "rfc",
            "time_zone",
            "locale",
            "tax_id",
            "external_id",
            "treatment")) {
      for (var unit : List.of("a", "/a", "a.a@", "1", "\\\"", "ñ")) {
        var body = "{\"name\":\"A\",\"%s\":\"%s\"}".formatted(field, "A" + unit.repeat(40_000));
        var status =
            aldia
                .post("/v1/customers", body.replace("\"name\":\"A\",\"name\"", "\"name\""))
                .status();
        if (status != 422) {
          wrong.add(field + " " + unit + " " + status);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(
            aldia
                .post(
                    "/v1/customers",
                    "{}",
                    Map.of("Idempotency-Key", "\"" + "a".repeat(8000) + "\""))
                .status())
        .isEqualTo(422);
  }

  private static JsonNode mailTo(String address) {
    var inbox = Aldia.business(START).get("/inbox.json").expecting(200);
    return StreamSupport.stream(inbox.spliterator(), false)
        .filter(it -> it.path("to").path(0).asText().equals(address))
        .findFirst()
        .orElseThrow();
  }

  /** As it stands: no client tidies it up. */
  private static String raw(String head) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), Aldia.uri().getPort())) {
      socket.getOutputStream().write((head + "\r\nConnection: close\r\n\r\n").getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** All that is answered on one line, which the server may close or keep waiting on. */
  private static String said(String bytes) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), Aldia.uri().getPort())) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write(bytes.getBytes(US_ASCII));
      socket.shutdownOutput();
      var answers = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(answers);
      } catch (SocketException | SocketTimeoutException _) {
        // it said what it said
      }
      return answers.toString(UTF_8);
    }
  }

  private static int tell(String tenant, String signer, String invoice)
      throws GeneralSecurityException {
    var event =
        """
        {"id":"evt_%1$s","object":"event","type":"payment_intent.succeeded","livemode":false,"data":{"object":{
         "id":"pi_%1$s","object":"payment_intent","status":"succeeded","amount_received":116000,
         "currency":"mxn","metadata":{"aldia_invoice":"%1$s"}}}}"""
            .formatted(invoice);
    long now = Instant.now().getEpochSecond();
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(("whsec_" + signer).getBytes(UTF_8), "HmacSHA256"));
    var signed = HexFormat.of().formatHex(mac.doFinal((now + "." + event).getBytes(UTF_8)));
    return Aldia.open(
            "/webhooks/stripe/" + tenant,
            event.getBytes(UTF_8),
            Map.of(
                "Content-Type",
                "application/json",
                "Stripe-Signature",
                "t=%d,v1=%s".formatted(now, signed)))
        .status();
  }
}
