package mx.aldia.pacs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Map;
import mx.aldia.cfdi.pac.Pac.Answer;
import mx.aldia.cfdi.pac.Pac.Rejected;
import mx.aldia.cfdi.pac.Pac.Stamped;
import mx.aldia.cfdi.pac.Pac.Unknown;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SW Sapien over real HTTP, in the shapes it is known to answer with. */
class SwSapienTest {
  private static final String KEY = "inv_01J8Z";
  private static final byte[] SEALED = Papers.sealed("1");
  private static final Stamped STAMPED = (Stamped) Papers.stamper().stamp(SEALED, KEY);

  private final StandIn server = new StandIn();
  private Duration patience = Duration.ofMinutes(1);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void what_is_stamped_comes_back_to_the_letter() {
    server.answers(200, success(STAMPED.xml()));

    var answer = (Stamped) stamp();

    assertThat(answer).isEqualTo(STAMPED);
    var asked = server.asked().getFirst();
    assertThat(asked.path()).isEqualTo("/v4/cfdi33/stamp/v4");
    assertThat(asked.authorization()).isEqualTo("Bearer for-ever");
    assertThat(asked.customId()).isEqualTo(KEY);
    assertThat(asked.body())
        .contains("Content-Disposition: form-data; name=\"xml\"; filename=\"xml\"\r\n")
        .contains("\r\n\r\n" + new String(SEALED, UTF_8) + "\r\n--");
  }

  @Test
  void a_document_against_the_rules_is_rejected_with_sats_code_and_sws_words() {
    server.answers(
        400,
        error(
            "CFDI40145 - El Nombre del receptor no corresponde.", "Se esperaba: CLIENTE E HIJOS"));

    var rejected = (Rejected) stamp();

    assertThat(rejected.code()).isEqualTo("CFDI40145");
    assertThat(rejected.message()).contains("no corresponde", "Se esperaba: CLIENTE E HIJOS");
  }

  @Test
  void codes_of_the_annex_are_rejections_too() {
    server.answers(400, error("302 - El sello del emisor no es válido.", null));
    server.answers(400, error("401. Fecha fuera de rango.", null));

    assertThat(((Rejected) stamp()).code()).isEqualTo("302");
    assertThat(((Rejected) stamp()).code()).isEqualTo("401");
  }

  @Test
  void what_was_stamped_before_is_a_success_with_the_stamp_it_got_then() {
    server.answers(
        400,
        "{\"status\":\"error\",\"message\":\"307. El comprobante contiene un timbre previo.\",\"data\":%s}"
            .formatted(data(STAMPED.xml())));

    var answer = (Stamped) stamp();

    assertThat(answer.before()).isTrue();
    assertThat(answer.stamp()).isEqualTo(STAMPED.stamp());
  }

  @Test
  void a_pac_that_is_lost_after_stamping_yields_one_stamp_and_one_uuid() {
    var behind = Papers.stamper();
    server.answers(
        (exchange, asked) -> {
          behind.stamp(sent(asked), asked.customId());
          exchange.sendResponseHeaders(200, 100);
          exchange.close();
        });
    server.answers(
        (exchange, asked) -> {
          var again = (Stamped) behind.stamp(sent(asked), asked.customId());
          assertThat(again.before()).isTrue();
          StandIn.send(
              exchange,
              400,
              "{\"status\":\"error\",\"message\":\"307. El comprobante contiene un timbre previo.\",\"data\":%s}"
                  .formatted(data(again.xml())));
        });
    var pac = pac(new SwAccess.Token("for-ever"));

    assertThat(pac.stamp(SEALED, KEY)).isInstanceOf(Unknown.class);
    var answer = (Stamped) pac.stamp(SEALED, KEY);

    assertThat(answer.stamp().uuid()).isEqualTo(STAMPED.stamp().uuid());
    assertThat(server.asked()).extracting(SwSapienTest::sent).containsExactly(SEALED, SEALED);
  }

  @Test
  void the_stamp_of_another_document_is_never_taken() {
    var other = (Stamped) Papers.stamper().stamp(Papers.sealed("2"), "k");
    server.answers(200, success(other.xml()));
    server.answers(
        400,
        "{\"status\":\"error\",\"message\":\"CFDI3307 - Timbre duplicado. El customId proporcionado está duplicado.\",\"data\":%s}"
            .formatted(data(other.xml())));

    assertThat(stamp()).isInstanceOf(Unknown.class);
    assertThat(stamp()).isInstanceOf(Unknown.class);
  }

  @Test
  void what_says_nothing_about_the_document_leaves_it_unknown() {
    server
        .answers(500, "")
        .answers(503, "<html>Service Unavailable</html>")
        .answers(200, "{\"status\":\"success\"")
        .answers(200, "{\"status\":\"success\",\"data\":{\"cfdi\":\"<cfdi:Comprobante\"}}")
        .answers(200, success("<a/>"))
        .answers(200, "[]")
        .answers(200, "")
        .answers(400, error("CO1000 - Error no controlado.", null))
        .answers(400, error("AU4101 - El token debe contener 3 partes.", null))
        .answers(429, error("CFDI40102 - no juzga un 429", null))
        .answers(302, "");

    for (int i = 0; i < 11; i++) {
      assertThat(stamp()).as("answer %d", i).isInstanceOf(Unknown.class);
    }
    assertThat(server.asked()).hasSize(11);
  }

  @Test
  void silence_half_a_body_and_a_closed_line_leave_it_unknown() {
    patience = Duration.ofMillis(300);
    server
        .keepsSilent()
        .sendsHalf(200, success(STAMPED.xml()))
        .hangsUp(200, success(STAMPED.xml()));

    assertThat(stamp()).isInstanceOf(Unknown.class);
    assertThat(stamp()).isInstanceOf(Unknown.class);
    assertThat(stamp()).isInstanceOf(Unknown.class);
    server.close();
    assertThat(stamp()).isInstanceOf(Unknown.class);
  }

  @Test
  void an_accounts_token_is_asked_for_once_and_again_when_it_has_ended() {
    server
        .answers(
            200, "{\"data\":{\"token\":\"one\",\"expires_in\":1767225600},\"status\":\"success\"}")
        .answers(200, success(STAMPED.xml()))
        .answers(401, error("AU4101 - El token ha expirado.", null))
        .answers(200, "{\"data\":{\"token\":\"two\"},\"status\":\"success\"}")
        .answers(200, success(STAMPED.xml()));
    var pac = pac(new SwAccess.Account("ana@taller.example", "sec\"ret"));

    assertThat(pac.stamp(SEALED, KEY)).isEqualTo(STAMPED);
    assertThat(pac.stamp(SEALED, KEY)).isEqualTo(STAMPED);

    assertThat(server.asked())
        .extracting(StandIn.Asked::authorization)
        .containsExactly("null", "Bearer one", "Bearer one", "null", "Bearer two");
    assertThat(server.asked().getFirst().body())
        .isEqualTo("{\"user\":\"ana@taller.example\",\"password\":\"sec\\\"ret\"}");
  }

  @Test
  void who_is_not_let_in_is_told_so_and_the_document_is_not_called_rejected() {
    server
        .answers(400, error("AU2000 - El usuario y/o contraseña son inválidos.", null))
        .answers(401, error("AU4101 - El token no es válido.", null));

    assertThat(pac(new SwAccess.Account("ana", "wrong")).stamp(SEALED, KEY))
        .isEqualTo(new Unknown("SW gives no token for this account"));
    assertThat(stamp()).isEqualTo(new Unknown("SW answered 401 AU4101"));
  }

  @Test
  void a_key_that_is_no_custom_id_is_not_sent_as_one() {
    server.answers(200, success(STAMPED.xml()));

    pac(new SwAccess.Token("t")).stamp(SEALED, "clave con espacios\r\nX-Other: 1");

    assertThat(server.asked().getFirst().customId()).isEqualTo("null");
  }

  @Test
  void what_lets_us_in_is_never_shown() {
    assertThat(new SwAccess.Token("secret").toString()).doesNotContain("secret");
    assertThat(new SwAccess.Account("ana", "secret").toString()).doesNotContain("secret");
  }

  private Answer stamp() {
    return pac(new SwAccess.Token("for-ever")).stamp(SEALED, KEY);
  }

  private SwSapien pac(SwAccess access) {
    return new SwSapien(new Wire(patience), server.base(), access);
  }

  private static byte[] sent(StandIn.Asked asked) {
    var from = asked.body().indexOf("\r\n\r\n") + 4;
    return asked.body().substring(from, asked.body().lastIndexOf("\r\n--")).getBytes(UTF_8);
  }

  private static String success(String xml) {
    return "{\"data\":%s,\"status\":\"success\"}".formatted(data(xml));
  }

  private static String data(String xml) {
    var data = JsonNodeFactory.instance.objectNode();
    Map.of(
            "cadenaOriginalSAT", STAMPED.stamp().cadena(),
            "noCertificadoSAT", STAMPED.stamp().noCertificadoSat(),
            "noCertificadoCFDI", "30001000000500009001",
            "uuid", STAMPED.stamp().uuid(),
            "selloSAT", STAMPED.stamp().selloSat(),
            "selloCFDI", STAMPED.stamp().selloCfd(),
            "fechaTimbrado", STAMPED.stamp().at().toString(),
            "qrCode", "iVBORw0KGgo=",
            "cfdi", xml)
        .forEach(data::put);
    return data.toString();
  }

  private static String error(String message, @org.jspecify.annotations.Nullable String detail) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("message", message)
        .put("messageDetail", detail)
        .putNull("data")
        .put("status", "error")
        .toString();
  }
}
