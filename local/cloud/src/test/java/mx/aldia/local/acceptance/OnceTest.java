package mx.aldia.local.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mx.aldia.local.acceptance.Aldia.Reply;
import org.junit.jupiter.api.Test;

/** Whatever is told twice, at once or wrongly happens once or not at all. */
final class OnceTest {
  private static final String SECRET = "whsec_acceptance";

  @Test
  void the_same_request_twenty_times_at_once_makes_one_invoice() throws Exception {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var body = Aldia.invoice(aldia.customer("Cafe Tinta"));

    var replies =
        together(20, () -> aldia.post("/v1/invoices", body, Map.of("Idempotency-Key", "once")));

    assertThat(replies).extracting(Reply::status).containsOnly(201);
    assertThat(replies.stream().map(it -> it.json().path("id").asText()).distinct()).hasSize(1);
    assertThat(aldia.all("/v1/invoices?limit=100")).hasSize(1);
  }

  @Test
  void fifty_invoices_issued_at_once_have_fifty_consecutive_numbers() throws Exception {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    var body = Aldia.invoice(aldia.customer("Cafe Tinta"));

    var replies = together(50, () -> aldia.post("/v1/invoices", body));

    assertThat(replies).extracting(Reply::status).containsOnly(201);
    assertThat(replies.stream().map(it -> it.json().path("number").asText()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 50).mapToObj(i -> "A-" + i).toList());
  }

  @Test
  void a_signed_notification_pays_once_however_often_it_is_told() throws Exception {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    aldia
        .send("PUT", "/v1/gateways/stripe", "{\"webhook_secret\":\"%s\"}".formatted(SECRET))
        .expecting(200);
    var id = aldia.issued(aldia.customer("Cafe Tinta")).path("id").asText();
    var event = event(id);

    var replies = together(10, () -> tell(aldia, event, Instant.now().getEpochSecond(), SECRET));

    assertThat(replies).allSatisfy(it -> assertThat(it.status()).isBetween(200, 299));
    aldia.advance(Instant.parse("2026-01-05T15:05:00Z"));
    JsonNode invoice = aldia.get("/v1/invoices/" + id).expecting(200);
    assertThat(invoice.path("state").asText()).isEqualTo("paid");
    assertThat(invoice.path("amount_paid").asLong()).isEqualTo(116000);
    assertThat(aldia.all("/v1/payments?limit=100&invoice=" + id)).hasSize(1);
  }

  @Test
  void a_notification_that_is_not_rightly_signed_changes_nothing() throws Exception {
    var aldia = Aldia.business("2026-01-05T15:00:00Z");
    aldia
        .send("PUT", "/v1/gateways/stripe", "{\"webhook_secret\":\"%s\"}".formatted(SECRET))
        .expecting(200);
    var id = aldia.issued(aldia.customer("Cafe Tinta")).path("id").asText();
    var event = event(id);
    long now = Instant.now().getEpochSecond();
    var path = "/webhooks/stripe/" + aldia.tenant;
    var json = Map.of("Content-Type", "application/json");

    assertThat(tell(aldia, event, now, "whsec_other").status()).isEqualTo(400);
    assertThat(tell(aldia, event, now - 3600, SECRET).status()).isEqualTo(400);
    assertThat(Aldia.open(path, event.getBytes(StandardCharsets.UTF_8), json).status())
        .isEqualTo(400);
    assertThat(
            Aldia.open(path, new byte[] {0, 1, 2}, Map.of("Stripe-Signature", "garbage")).status())
        .isEqualTo(400);
    var signature = signature(event, now, SECRET);
    var changed = event.replace("116000", "116001").getBytes(StandardCharsets.UTF_8);
    assertThat(
            Aldia.open(
                    path,
                    changed,
                    Map.of("Content-Type", "application/json", "Stripe-Signature", signature))
                .status())
        .isEqualTo(400);

    aldia.advance(Instant.parse("2026-01-05T15:05:00Z"));
    assertThat(aldia.get("/v1/invoices/" + id).expecting(200).path("amount_paid").asLong())
        .isZero();
  }

  private static Reply tell(Aldia aldia, String event, long time, String secret)
      throws GeneralSecurityException {
    return Aldia.open(
        "/webhooks/stripe/" + aldia.tenant,
        event.getBytes(StandardCharsets.UTF_8),
        Map.of(
            "Content-Type",
            "application/json",
            "Stripe-Signature",
            signature(event, time, secret)));
  }

  private static String signature(String event, long time, String secret)
      throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var signed = mac.doFinal((time + "." + event).getBytes(StandardCharsets.UTF_8));
    return "t=%d,v1=%s".formatted(time, HexFormat.of().formatHex(signed));
  }

  private static String event(String invoice) {
    return """
        {"id":"evt_%s","object":"event","type":"payment_intent.succeeded","livemode":false,"data":{"object":{
         "id":"pi_%s","object":"payment_intent","status":"succeeded","amount":116000,"amount_received":116000,
         "currency":"mxn","payment_method_types":["card"],"metadata":{"aldia_invoice":"%s"}}}}"""
        .formatted(invoice, invoice, invoice);
  }

  private static List<Reply> together(int times, Callable<Reply> call) throws Exception {
    try (var threads = Executors.newFixedThreadPool(times)) {
      var replies = threads.invokeAll(IntStream.range(0, times).mapToObj(_ -> call).toList());
      var all = new ArrayList<Reply>();
      for (var reply : replies) {
        all.add(reply.get());
      }
      return all;
    }
  }
}
