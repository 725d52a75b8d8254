package mx.aldia.payments;

import static mx.aldia.domain.money.Money.mxn;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.testkit.Property;
import mx.aldia.testkit.http.HttpCaller;
import mx.aldia.testkit.http.TestContext;
import org.junit.jupiter.api.Test;

class WebhookTest {
  private final Shop shop = new Shop();

  @Test
  void what_stripe_signed_pays() {
    var invoice = shop.owed(116_000);

    var reply = shop.stripe(Stripe.paid("evt_1", "pi_1", invoice, 116_000));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json()).isEqualTo(Shop.json("{'received':true}"));
    assertThat(shop.seen("evt_1")).isEqualTo("RECEIVED ");
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Open.class);

    shop.queueRuns();

    assertThat(shop.seen("evt_1")).isEqualTo("APPLIED paid");
    assertThat(shop.issued(invoice)).isInstanceOf(Invoice.Paid.class);
    assertThat(shop.history(invoice))
        .containsExactly("invoice.issued", "payment.received", "invoice.paid");
    var payment = shop.caller.get("/v1/payments?invoice=" + invoice.value()).json().at("/data/0");
    assertThat(payment.path("gateway").asText()).isEqualTo("stripe");
    assertThat(payment.path("gateway_payment").asText()).isEqualTo("pi_1");
    assertThat(payment.path("method").asText()).isEqualTo("card_credit");
    assertThat(payment.path("payment_form").asText()).isEqualTo("04");
    // On the wall it is March; this sandbox lives in January.
    assertThat(payment.path("received_on").asText()).isEqualTo("2026-01-05");
  }

  @Test
  void told_ten_times_it_pays_once() {
    var customer = shop.customer();
    var invoice = shop.owed(customer, 116_000);
    for (int i = 0; i < 10; i++) {
      assertThat(shop.stripe(Stripe.paid("evt_1", "pi_1", invoice, 116_000)).status())
          .isEqualTo(200);
      if (i % 3 == 0) {
        shop.queueRuns();
      }
    }
    shop.queueRuns();
    shop.queueRepeatsItself();

    assertThat(shop.history(invoice))
        .containsExactly("invoice.issued", "payment.received", "invoice.paid");
    assertThat(shop.credit(customer)).isEqualTo(mxn(0));
    assertThat(shop.pending())
        .isEqualTo(5); // issued and received for two each, paid: all of ours are done
  }

  @Test
  void nothing_forged_changes_anything() {
    var invoice = shop.owed(116_000);
    var body = Stripe.paid("evt_1", "pi_1", invoice, 116_000).replace('\'', '"');
    var good = Shop.signature(body, Shop.WALL);
    var before = shop.everything();

    assertRefused(body, "");
    assertRefused(body, "garbage");
    assertRefused(body, "t=,v1=");
    assertRefused(body, "t=99999999999999999999,v1=00");
    assertRefused(body, good.replace("v1=", "v0="));
    assertRefused(body, good.substring(0, good.length() - 1));
    assertRefused(body, Shop.signature(body, Shop.WALL.minusSeconds(301)));
    assertRefused(body, Shop.signature(body, Shop.WALL.plusSeconds(301)));
    assertRefused(body + " ", good);
    assertRefused(body.replace("116000", "116001"), good);
    assertRefused("", good);
    for (var rubbish : new String[] {"", "{}", "[]", "null", "{\"id\":\"a#b\"}", "\u0000"}) {
      assertRefused(rubbish, Shop.signature(rubbish, Shop.WALL));
    }
    var unsigned =
        HttpCaller.anybody(shop.caller.handler())
            .call("POST", "/webhooks/stripe/" + shop.tenant.value(), body);
    assertThat(unsigned.status()).isEqualTo(400);
    Property.forAll(
        30,
        (random, _) -> {
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(7));
          assertRefused(new String(bytes, StandardCharsets.ISO_8859_1), good);
        });

    assertThat(shop.everything()).isEqualTo(before);
    assertThat(shop.stripe(body, good).status()).isEqualTo(200);
  }

  private void assertRefused(String body, String signature) {
    var reply = shop.stripe(body, signature);
    assertThat(reply.status()).as("%s%n%s", signature, body).isEqualTo(400);
    assertThat(reply.value("code")).isEqualTo("webhook_refused");
    assertThat(reply.text()).doesNotContainIgnoringCase("signature", "TOO_OLD", "secret");
  }

  @Test
  void a_body_that_came_in_base64_is_verified_as_it_was_sent() {
    var invoice = shop.owed(116_000);
    var body = Stripe.paid("evt_1", "pi_ñ", invoice, 5).replace('\'', '"');
    var event =
        APIGatewayV2HTTPEvent.builder()
            .withVersion("2.0")
            .withRawPath("/webhooks/stripe/" + shop.tenant.value())
            .withHeaders(Map.of("stripe-signature", Shop.signature(body, Shop.WALL)))
            .withBody(Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)))
            .withIsBase64Encoded(true)
            .withRequestContext(
                RequestContext.builder()
                    .withStage("$default")
                    .withHttp(RequestContext.Http.builder().withMethod("POST").build())
                    .build())
            .build();

    assertThat(shop.caller.handler().handleRequest(event, new TestContext()).getStatusCode())
        .isEqualTo(200);
    event.setBody("%%%");
    assertThat(shop.caller.handler().handleRequest(event, new TestContext()).getStatusCode())
        .isEqualTo(400);
  }

  @Test
  void an_address_that_is_nobodys_is_not_there() {
    var invoice = shop.owed(116_000);
    var body = Stripe.paid("evt_1", "pi_1", invoice, 5).replace('\'', '"');
    var stripe =
        HttpCaller.anybody(shop.caller.handler())
            .with("Stripe-Signature", Shop.signature(body, Shop.WALL));
    var before = shop.everything();

    for (var path :
        new String[] {
          "/webhooks/stripe/ten_nobody",
          "/webhooks/stripe/" + "x".repeat(128),
          "/webhooks/paypal/" + shop.tenant.value(),
          "/webhooks/Stripe/" + shop.tenant.value(),
          "/webhooks/%00/" + shop.tenant.value(),
          "/webhooks/stripe",
          "/webhooks/stripe/" + shop.tenant.value() + "/x"
        }) {
      assertThat(stripe.call("POST", path, body).status()).as(path).isEqualTo(404);
    }
    assertThat(shop.everything()).isEqualTo(before);
  }

  @Test
  void what_is_signed_for_one_business_is_nothing_to_another() {
    var theirs = new Shop();
    var invoice = theirs.owed(116_000);
    var mine = shop.owed(116_000);

    // Both share a secret here, so the signature is good: the invoice is looked for at home only.
    shop.stripe(Stripe.paid("evt_1", "pi_1", invoice, 116_000));
    theirs.stripe(Stripe.paid("evt_1", "pi_1", mine, 116_000));
    shop.queueRuns();
    theirs.queueRuns();

    assertThat(shop.seen("evt_1")).isEqualTo("PARKED unknown_invoice");
    assertThat(theirs.seen("evt_1")).isEqualTo("PARKED unknown_invoice");
    assertThat(theirs.issued(invoice).amountDue()).isEqualTo(mxn(116_000));
    assertThat(shop.issued(mine).amountDue()).isEqualTo(mxn(116_000));
  }

  @Test
  void a_real_business_dates_money_when_the_provider_had_it() {
    var live = new Shop(Tenant.Mode.LIVE, Shop.TABLE.client());
    var invoice = live.owed(116_000);
    var event = Stripe.paid("evt_1", "pi_1", invoice, 116_000).replace("false", "true");
    // Late in the evening of the 9th in Mexico City, and the 10th in London.
    live.stripe(event.replace("1773165600", "1773118800"));
    live.queueRuns();

    assertThat(live.money("pi_1").orElseThrow().receivedOn()).isEqualTo(LocalDate.of(2026, 3, 9));
  }

  @Test
  void play_money_settles_no_real_debt_nor_real_money_a_sandboxs() {
    var live = new Shop(Tenant.Mode.LIVE, Shop.TABLE.client());
    var owed = live.owed(116_000);
    var play = shop.owed(116_000);

    assertThat(live.stripe(Stripe.paid("evt_1", "pi_1", owed, 5)).status()).isEqualTo(200);
    assertThat(shop.stripe(Stripe.paid("evt_1", "pi_1", play, 5).replace("false", "true")).status())
        .isEqualTo(200);
    live.queueRuns();
    shop.queueRuns();

    assertThat(live.seen("evt_1")).isEqualTo("PARKED other_mode");
    assertThat(shop.seen("evt_1")).isEqualTo("PARKED other_mode");
    assertThat(live.issued(owed).amountDue()).isEqualTo(mxn(116_000));
    assertThat(shop.issued(play).amountDue()).isEqualTo(mxn(116_000));
  }
}
