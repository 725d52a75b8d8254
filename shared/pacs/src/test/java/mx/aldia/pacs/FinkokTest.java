package mx.aldia.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import mx.aldia.cfdi.pac.Pac.Answer;
import mx.aldia.cfdi.pac.Pac.Rejected;
import mx.aldia.cfdi.pac.Pac.Stamped;
import mx.aldia.cfdi.pac.Pac.Unknown;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Finkok over real HTTP, in the shapes it is known to answer with. */
class FinkokTest {
  private static final byte[] SEALED = Papers.sealed("1");
  private static final Stamped STAMPED = (Stamped) Papers.stamper().stamp(SEALED, "k");
  private static final String AGAIN = incident("307", "El CFDI contiene un timbre previo", "");
  private static final String NOT_YET = incident("603", "El CFDI no contiene un timbre previo", "");

  private final StandIn server = new StandIn();
  private Duration patience = Duration.ofMinutes(1);
  private final List<Duration> pauses = new ArrayList<>();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void what_is_stamped_comes_back_to_the_letter() {
    server.answers(200, result("stamp", success(STAMPED.xml())));

    assertThat(stamp()).isEqualTo(STAMPED);

    var asked = server.asked().getFirst();
    assertThat(asked.path()).isEqualTo("/servicios/soap/stamp.wsdl");
    assertThat(asked.action()).isEqualTo("\"stamp\"");
    assertThat(asked.body())
        .contains("xmlns:o=\"http://facturacion.finkok.com/stamp\"")
        .contains("<o:xml>" + Base64.getEncoder().encodeToString(SEALED) + "</o:xml>")
        .contains("<o:username>ana@taller.example</o:username>")
        .contains("<o:password>a&lt;b&amp;c</o:password>");
  }

  @Test
  void an_incident_of_the_document_is_a_rejection_with_its_code_and_words() {
    server.answers(
        200, result("stamp", incident("CFDI40145", "El nombre no corresponde", "CLIENTE E HIJOS")));

    assertThat(stamp())
        .isEqualTo(
            new Rejected("CFDI40145", "El nombre no corresponde CLIENTE E HIJOS", List.of()));
  }

  @Test
  void stamped_before_is_a_success_also_when_the_stamp_comes_with_it() {
    server.answers(
        200, result("stamp", "<s0:xml>%s</s0:xml>".formatted(Soap.escaped(STAMPED.xml())) + AGAIN));

    assertThat(((Stamped) stamp()).before()).isTrue();
    assertThat(pauses).isEmpty();
  }

  @Test
  void stamped_before_and_not_given_is_fetched_until_finkok_finds_it() {
    server
        .answers(200, result("stamp", "<s0:xml></s0:xml>" + AGAIN + AGAIN))
        .answers(200, result("stamped", NOT_YET))
        .answers(500, "")
        .answers(200, result("stamped", success(STAMPED.xml())));

    var answer = (Stamped) stamp();

    assertThat(answer.before()).isTrue();
    assertThat(answer.stamp()).isEqualTo(STAMPED.stamp());
    assertThat(pauses).hasSize(3);
    assertThat(server.asked())
        .extracting(StandIn.Asked::action)
        .containsExactly("\"stamp\"", "\"stamped\"", "\"stamped\"", "\"stamped\"");
  }

  @Test
  void at_last_it_is_fetched_by_the_uuid_and_asking_ends() {
    var told = incident("307", "timbre previo", STAMPED.stamp().uuid());
    server.answers(200, result("stamp", told));
    for (int i = 0; i < 4; i++) {
      server.answers(200, result("stamped", NOT_YET));
    }
    server.answers(
        200,
        result(
            "query_pending",
            "<s0:status>S</s0:status><s0:xml>%s</s0:xml><s0:uuid>%s</s0:uuid>"
                .formatted(Soap.escaped(STAMPED.xml()), STAMPED.stamp().uuid())));

    assertThat(((Stamped) stamp()).stamp()).isEqualTo(STAMPED.stamp());
    assertThat(server.asked().getLast().body())
        .contains("<o:uuid>" + STAMPED.stamp().uuid() + "</o:uuid>");
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(10));

    server.answers(200, result("stamp", AGAIN));
    for (int i = 0; i < 4; i++) {
      server.answers(200, result("stamped", NOT_YET));
    }
    assertThat(stamp()).isInstanceOf(Unknown.class);
  }

  @Test
  void a_pac_that_is_lost_after_stamping_yields_one_stamp_and_one_uuid() {
    var behind = Papers.stamper();
    server.answers(
        (exchange, asked) -> {
          behind.stamp(sent(asked), "");
          exchange.sendResponseHeaders(200, 100);
          exchange.close();
        });
    server.answers(200, result("stamp", AGAIN));
    server.answers(
        (exchange, asked) ->
            StandIn.send(
                exchange,
                200,
                result("stamped", success(((Stamped) behind.stamp(sent(asked), "")).xml()))));

    assertThat(stamp()).isInstanceOf(Unknown.class);
    var answer = (Stamped) stamp();

    assertThat(answer.stamp().uuid()).isEqualTo(STAMPED.stamp().uuid());
    assertThat(server.asked()).extracting(FinkokTest::sent).containsOnly(SEALED);
  }

  @Test
  void what_says_nothing_about_the_document_leaves_it_unknown() {
    var fault =
        "<senv:Envelope xmlns:senv=\"http://schemas.xmlsoap.org/soap/envelope/\"><senv:Body>"
            + "<senv:Fault><faultcode>senv:Server</faultcode><faultstring>x</faultstring>"
            + "</senv:Fault></senv:Body></senv:Envelope>";
    var doctype =
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            + result("stamp", "<s0:xml>&x;</s0:xml>");
    server
        .answers(500, fault)
        .answers(200, fault)
        .answers(200, "no XML")
        .answers(200, doctype)
        .answers(200, "")
        .answers(401, "")
        .answers(200, result("stamp", ""))
        .answers(200, result("stamp", incident("702", "El RFC emisor no está registrado", "")))
        .answers(200, result("stamp", incident("300", "Usuario y contraseña inválidos", "")))
        .answers(200, result("stamp", success("<a/>")))
        .answers(200, result("stamp", success(otherStamp())));

    for (int i = 0; i < 11; i++) {
      assertThat(stamp()).as("answer %d", i).isInstanceOf(Unknown.class);
    }
  }

  @Test
  void silence_half_a_body_and_a_closed_line_leave_it_unknown() {
    var whole = result("stamp", success(STAMPED.xml()));
    patience = Duration.ofMillis(300);
    server.keepsSilent().sendsHalf(200, whole).hangsUp(200, whole);

    assertThat(stamp()).isInstanceOf(Unknown.class);
    assertThat(stamp()).isInstanceOf(Unknown.class);
    assertThat(stamp()).isInstanceOf(Unknown.class);
  }

  private Answer stamp() {
    return new Finkok(new Wire(patience), server.base(), "ana@taller.example", "a<b&c", pauses::add)
        .stamp(SEALED, "k");
  }

  private static byte[] sent(StandIn.Asked asked) {
    var from = asked.body().indexOf("<o:xml>") + "<o:xml>".length();
    return Base64.getDecoder()
        .decode(asked.body().substring(from, asked.body().indexOf("</o:xml>")));
  }

  private static String otherStamp() {
    return ((Stamped) Papers.stamper().stamp(Papers.sealed("2"), "k")).xml();
  }

  private static String success(String xml) {
    return "<s0:xml>%s</s0:xml><s0:UUID>%s</s0:UUID>"
            .formatted(Soap.escaped(xml), STAMPED.stamp().uuid())
        + "<s0:CodEstatus>Comprobante timbrado satisfactoriamente</s0:CodEstatus>"
        + "<s0:Incidencias></s0:Incidencias>";
  }

  private static String incident(String code, String message, String extra) {
    return "<s0:Incidencias><s0:Incidencia><s0:IdIncidencia>1</s0:IdIncidencia>"
        + "<s0:Uuid>%s</s0:Uuid><s0:CodigoError>%s</s0:CodigoError>"
            .formatted(code.equals("307") ? extra : "", code)
        + "<s0:MensajeIncidencia>%s</s0:MensajeIncidencia><s0:ExtraInfo>%s</s0:ExtraInfo>"
            .formatted(message, code.equals("307") ? "" : extra)
        + "</s0:Incidencia></s0:Incidencias>";
  }

  private static String result(String operation, String inside) {
    return "<?xml version='1.0' encoding='UTF-8'?>\n<senv:Envelope"
        + " xmlns:senv=\"http://schemas.xmlsoap.org/soap/envelope/\""
        + " xmlns:tns=\"http://facturacion.finkok.com/stamp\""
        + " xmlns:s0=\"apps.services.soap.core.views\"><senv:Body><tns:%1$sResponse><tns:%1$sResult>"
            .formatted(operation)
        + inside
        + "</tns:%1$sResult></tns:%1$sResponse></senv:Body></senv:Envelope>".formatted(operation);
  }
}
