package mx.aldia.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** A whole life of marked data, with every way to go wrong, leaves none of it in any log. */
final class DiscretionTest {
  private static final String SECRET = "whsec_marcado1234567890";
  private static final String NAME = "Zarzamora Quetzalli";
  private static final String EMAIL = "zarzamora.q@cliente-marcado.example";
  private static final String PHONE = "+525598765432";
  private static final String RFC = "ZAQ010203XY1";
  private static final String NOTE = "nota-marcada-77";
  private static final String REFERENCE = "SPEI-MARCADA-4477";
  private static final String CLABE = "012180001234567899";

  @Test
  void no_name_address_number_key_or_link_is_in_any_log() throws Exception {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var marks =
        new ArrayList<>(
            List.of(
                SECRET,
                NAME,
                "Zarzamora",
                "Quetzalli",
                EMAIL,
                "cliente-marcado",
                PHONE,
                "5598765432",
                RFC,
                NOTE,
                REFERENCE,
                CLABE,
                aldia.key()));

    Aldia.logsAnew();
    var id = life(aldia);
    whatGoesWrong(aldia, id);

    var invoice = aldia.get("/v1/invoices/" + id).expecting(200);
    marks.add(token(invoice.path("hosted_invoice_url").asText()));
    for (var message : aldia.all("/v1/messages?invoice=" + id)) {
      if (message.hasNonNull("unsubscribe_url")) {
        marks.add(token(message.path("unsubscribe_url").asText()));
      }
    }
    var logs = Aldia.logs();
    assertThat(logs).as("the run was logged").contains(aldia.tenant, id, "\"what\":\"request\"");
    assertThat(marks).filteredOn(logs::contains).isEmpty();
  }

  /** Everything of it succeeds. */
  private static String life(Aldia aldia) throws Exception {
    aldia
        .send(
            "PATCH",
            "/v1/tenant",
            """
            {"name":"%s","payment_details":{"bank":"BBVA","clabe":"%s","note":"%s"},
             "support_contact":{"email":"%s","phone":"%s"}}
            """
                .formatted(NAME, CLABE, NOTE, EMAIL, PHONE))
        .expecting(200);
    aldia
        .send("PUT", "/v1/gateways/stripe", "{\"webhook_secret\":\"%s\"}".formatted(SECRET))
        .expecting(200);
    var customer =
        aldia
            .post(
                "/v1/customers",
                """
                {"name":"%s","email":"%s","phone":"%s","rfc":"%s","channels":["email","sms"],
                 "contacts":[{"name":"%s","role":"buyer","email":"%s","receives":["invoice"]}],
                 "metadata":{"note":"%s"}}
                """
                    .formatted(NAME, EMAIL, PHONE, RFC, NAME, EMAIL, NOTE),
                Map.of("Idempotency-Key", NOTE))
            .expecting(201)
            .path("id")
            .asText();
    var id = aldia.issued(customer).path("id").asText();
    aldia.get("/v1/customers?query=Zarzamora").expecting(200);
    aldia.advance(Instant.parse("2026-01-21T18:00:00Z"));
    var url = aldia.get("/v1/invoices/" + id).json().path("hosted_invoice_url").asText();
    for (var path : List.of("", "/pdf")) {
      assertThat(aldia.get(url.substring(Aldia.uri().toString().length()) + path).status())
          .isEqualTo(200);
    }
    aldia
        .post(
            "/v1/invoices/" + id + "/payments",
            "{\"amount\":16000,\"method\":\"transfer\",\"reference\":\"%s\"}".formatted(REFERENCE))
        .expecting(201);
    assertThat(tell(aldia, id, SECRET)).isEqualTo(200);
    aldia.advance(Instant.parse("2026-01-22T18:00:00Z"));
    assertThat(aldia.get("/v1/invoices/" + id).json().path("state").asText()).isEqualTo("paid");
    return id;
  }

  /** What callers do wrong, with the same data in it. */
  private static void whatGoesWrong(Aldia aldia, String id) throws Exception {
    assertThat(tell(aldia, id, "whsec_other")).isEqualTo(400);
    assertThat(aldia.with(aldia.key() + "x").get("/v1/tenant").status()).isEqualTo(401);
    assertThat(aldia.get("/v1/customers/" + NOTE).status()).isEqualTo(404);
    assertThat(aldia.get("/v1/customers?query=" + RFC + "&wrong=" + NOTE).status()).isEqualTo(422);
    assertThat(
            aldia
                .post("/v1/customers", "{\"name\":\"%s\",\"rfc\":\"%s".formatted(NAME, RFC))
                .status())
        .isEqualTo(400);
    assertThat(
            aldia
                .post(
                    "/v1/customers",
                    "{\"name\":\"%s\",\"email\":\"%s\",\"emial\":\"%s\"}"
                        .formatted(NAME, EMAIL + " ", EMAIL))
                .status())
        .isEqualTo(422);
    assertThat(
            aldia
                .post(
                    "/v1/customers",
                    "{\"name\":\"%s\"}".formatted(NAME),
                    Map.of("Idempotency-Key", NOTE))
                .status())
        .isEqualTo(422);
    aldia.get("/i/" + "nota-marcada-77-no-link-").status();
    var unreachable =
        aldia
            .post(
                "/v1/customers",
                "{\"name\":\"%s\",\"phone\":\"%s\",\"channels\":[]}".formatted(NAME, PHONE))
            .expecting(201);
    aldia.issued(unreachable.path("id").asText());
    aldia.advance(Instant.parse("2026-02-20T18:00:00Z"));
  }

  private static int tell(Aldia aldia, String invoice, String secret)
      throws GeneralSecurityException {
    var event =
        """
        {"id":"evt_%1$s","object":"event","type":"payment_intent.succeeded","livemode":false,"data":{"object":{
         "id":"pi_%1$s","object":"payment_intent","status":"succeeded","amount_received":100000,
         "receipt_email":"%2$s","currency":"mxn","metadata":{"aldia_invoice":"%1$s"}}}}"""
            .formatted(invoice, EMAIL);
    long now = Instant.now().getEpochSecond();
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var signed = mac.doFinal((now + "." + event).getBytes(StandardCharsets.UTF_8));
    return Aldia.open(
            "/webhooks/stripe/" + aldia.tenant,
            event.getBytes(StandardCharsets.UTF_8),
            Map.of(
                "Content-Type",
                "application/json",
                "Stripe-Signature",
                "t=%d,v1=%s".formatted(now, HexFormat.of().formatHex(signed))))
        .status();
  }

  private static String token(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
