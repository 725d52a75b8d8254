package mx.aldia.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import mx.aldia.gateways.Verdict.Reason;
import mx.aldia.gateways.Verdict.Rejected;
import mx.aldia.gateways.Verdict.Verified;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeGatewayTest {
  private static final String SECRET = "whsec_of_our_own";
  private static final Instant NOW = Instant.ofEpochSecond(1_767_625_200);
  private static final String BODY =
      "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"payment_intent.succeeded\","
          + "\"created\":1767625190,\"livemode\":true,\"nota\":\"año 🧾\"}";

  private final StripeGateway stripe = new StripeGateway();

  @Test
  void what_stripe_signed_is_verified() throws Exception {
    assertThat(verify(BODY, header(BODY, NOW)))
        .isEqualTo(
            new Verified(
                new ProviderEvent(
                    "evt_1", "payment_intent.succeeded", Instant.ofEpochSecond(1_767_625_190))));
  }

  @Test
  void stripe_and_we_agree_on_every_body_and_secret() {
    Property.forAll(
        300,
        (random, _) -> {
          var body = BODY.replace("año", word(random, 40));
          var secret = "whsec_" + word(random, 30);
          var at = random.nextLong(0, 4_000_000_000L);
          var theirs = Webhook.Signature.generateSignatureHeader(body, secret, at);

          var wall = Instant.ofEpochSecond(at + random.nextLong(-300, 301));
          assertThat(verify(body.getBytes(UTF_8), theirs, List.of(secret), wall))
              .isInstanceOf(Verified.class);
          assertThat(verify(body.getBytes(UTF_8), theirs, List.of(secret + "x"), wall))
              .isEqualTo(new Rejected(Reason.WRONG_SIGNATURE));
        });
  }

  @Test
  void stripes_own_published_vector_is_accepted() {
    var body = "{\n  \"id\": \"evt_test_webhook\",\n  \"object\": \"event\"\n}".getBytes(UTF_8);
    var header = "t=1700000000,v1=4f1cd7feda9826e746b7d482c4badebb657398df1099e1046364f6196a230150";

    var verdict =
        verify(body, header, List.of("whsec_test_secret"), Instant.ofEpochSecond(1_700_000_005));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verified.class, it -> assertThat(it.event().id()).isEqualTo("evt_test_webhook"));
    assertThat(stripe.read(body)).isEqualTo(new ProviderNotice.NotAboutMoney());
  }

  @Test
  void one_byte_changed_anywhere_is_refused() throws Exception {
    var header = header(BODY, NOW);
    var bytes = BODY.getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      var changed = bytes.clone();
      changed[i] ^= 1;
      assertThat(verify(changed, header, List.of(SECRET), NOW))
          .isEqualTo(new Rejected(Reason.WRONG_SIGNATURE));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-301, TOO_OLD",
    "-300, ",
    "0, ",
    "300, ",
    "301, TOO_NEW",
    "-86400, TOO_OLD",
    "86400, TOO_NEW"
  })
  void a_signature_is_good_for_five_minutes_either_way(long seconds, Reason reason)
      throws Exception {
    var verdict = verify(BODY, header(BODY, NOW.plusSeconds(seconds)));

    if (reason == null) {
      assertThat(verdict).isInstanceOf(Verified.class);
    } else {
      assertThat(verdict).isEqualTo(new Rejected(reason));
    }
  }

  @Test
  void we_call_old_what_stripe_calls_old() throws Exception {
    for (long age : new long[] {0, 299, 300, 301, 1000}) {
      var header = header(BODY, NOW.minusSeconds(age));

      assertThat(verify(BODY, header) instanceof Verified).isEqualTo(theirs(header));
    }
  }

  @Test
  void while_a_secret_is_exchanged_both_are_good() throws Exception {
    var old = header(BODY, NOW);
    var fresh = Webhook.Signature.generateSignatureHeader(BODY, "whsec_new", NOW.getEpochSecond());
    var both = old + "," + fresh.substring(fresh.indexOf("v1="));

    assertThat(verify(BODY.getBytes(UTF_8), both, List.of("whsec_new"), NOW))
        .isInstanceOf(Verified.class);
    assertThat(verify(BODY.getBytes(UTF_8), both, List.of(SECRET), NOW))
        .isInstanceOf(Verified.class);
    assertThat(verify(BODY.getBytes(UTF_8), old, List.of("whsec_new", SECRET), NOW))
        .isInstanceOf(Verified.class);
    assertThat(verify(BODY.getBytes(UTF_8), both, List.of("whsec_other"), NOW))
        .isEqualTo(new Rejected(Reason.WRONG_SIGNATURE));
  }

  @Test
  void a_scheme_we_do_not_trust_is_none() throws Exception {
    var v0 = header(BODY, NOW).replace("v1=", "v0=");

    assertThat(verify(BODY, v0)).isEqualTo(new Rejected(Reason.UNKNOWN_SCHEME));
    assertThat(verify(BODY, header(BODY, NOW) + ",v0=abc,x=,y")).isInstanceOf(Verified.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "=",
        "t",
        "t=",
        "t=x,v1=00",
        "t=-1,v1=00",
        "t=+1767625200,v1=00",
        "t=1767625200.5,v1=00",
        "t=99999999999999999999999999,v1=00",
        "t=9223372036854775808,v1=00",
        "t=1767625200",
        "t=1767625200,v1",
        "t=1767625200,v1=",
        "t=1767625200,v1=zz",
        "t=1767625200,v1=ñ",
        "t=1767625200;v1=00",
        "v1=00",
        "v1=00,v1=00",
        "t=x,t=1767625200,v1=00",
        "garbage",
        "\u0000\uffff"
      })
  void a_header_that_makes_no_sense_is_refused_and_never_an_exception(String header) {
    assertThat(verify(BODY, header)).isInstanceOf(Rejected.class);
  }

  @Test
  void without_a_header_it_is_refused() {
    var request = new ProviderRequest(BODY.getBytes(UTF_8), Map.of(), Map.of());

    assertThat(stripe.verify(request, List.of(SECRET), NOW))
        .isEqualTo(new Rejected(Reason.NO_SIGNATURE));
  }

  @Test
  void without_a_secret_nothing_is_believed() throws Exception {
    var header = header(BODY, NOW);

    assertThat(verify(BODY.getBytes(UTF_8), header, List.of(), NOW))
        .isEqualTo(new Rejected(Reason.WRONG_SIGNATURE));
    assertThat(verify(BODY.getBytes(UTF_8), header, List.of(""), NOW))
        .isEqualTo(new Rejected(Reason.WRONG_SIGNATURE));
  }

  @Test
  void the_headers_name_is_found_in_any_case() throws Exception {
    for (var name : List.of("stripe-signature", "STRIPE-SIGNATURE", "Stripe-Signature")) {
      var request =
          new ProviderRequest(
              BODY.getBytes(UTF_8), Map.of(name, header(BODY, NOW)), Map.of("a", "b"));
      assertThat(stripe.verify(request, List.of(SECRET), NOW)).isInstanceOf(Verified.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "garbage",
        "[]",
        "null",
        "\"evt_1\"",
        "7",
        "{}",
        "{\"id\":",
        "{\"id\":\"\"}",
        "{\"id\":null}",
        "{\"id\":\"a b\"}",
        "{\"id\":\"evt_1#SEEN\"}",
        "{\"id\":\"evt_1\"}{\"id\":\"evt_2\"}",
        "{\"id\":\"evt_1\",\"id\":\"evt_2\"}"
      })
  void a_body_that_is_no_event_is_refused_however_well_signed(String body) throws Exception {
    assertThat(verify(body, header(body, NOW))).isEqualTo(new Rejected(Reason.MALFORMED_BODY));
  }

  @Test
  void bytes_that_are_no_text_are_refused_and_never_an_exception() {
    Property.forAll(
        300,
        (random, _) -> {
          var noise = new byte[random.nextInt(200)];
          random.nextBytes(noise);
          var request =
              new ProviderRequest(
                  noise, Map.of("Stripe-Signature", new String(noise, UTF_8)), Map.of());

          assertThat(stripe.verify(request, List.of(SECRET), NOW)).isInstanceOf(Rejected.class);
          assertThat(stripe.read(noise)).isEqualTo(new ProviderNotice.Unclear("malformed_body"));
        });
  }

  @Test
  void a_gateway_is_found_by_its_name_in_the_route() {
    assertThat(Gateway.named("stripe")).map(Gateway::name).contains("stripe");
    assertThat(Stream.of("Stripe", "", "mercado_pago", "x").map(Gateway::named))
        .allMatch(java.util.Optional::isEmpty);
  }

  private Verdict verify(String body, String header) {
    return verify(body.getBytes(UTF_8), header, List.of(SECRET), NOW);
  }

  private Verdict verify(byte[] body, String header, List<String> secrets, Instant wall) {
    return stripe.verify(
        new ProviderRequest(body, Map.of("Stripe-Signature", header), Map.of()), secrets, wall);
  }

  private static String header(String body, Instant at) throws Exception {
    return Webhook.Signature.generateSignatureHeader(body, SECRET, at.getEpochSecond());
  }

  private static boolean theirs(String header) {
    try {
      return Webhook.Signature.verifyHeader(
          BODY, header, SECRET, 300, Clock.fixed(NOW, ZoneOffset.UTC));
    } catch (com.stripe.exception.SignatureVerificationException e) {
      return false;
    }
  }

  private static String word(RandomGenerator random, int most) {
    var letters = "abcXYZ019 _-.:/ñÑéÜ¿€🧾日";
    var points = letters.codePoints().toArray();
    var word = new StringBuilder();
    for (int i = random.nextInt(most); i >= 0; i--) {
      word.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return word.toString();
  }
}
