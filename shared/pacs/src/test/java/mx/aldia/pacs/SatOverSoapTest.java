package mx.aldia.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import mx.aldia.domain.tax.SatState;
import mx.aldia.domain.tax.SatState.Cancelable;
import mx.aldia.domain.tax.SatState.How;
import mx.aldia.domain.tax.SatState.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SAT's status service over real HTTP, in the shapes it is known to answer with. */
class SatOverSoapTest {
  private static final String EXPRESSION =
      "?re=TES030201001&rr=C&amp;I850101AB1&tt=1160.0&id=B107F0AC-6BC3-52CF-A3D7-5E9479414209"
          + "&fe=5tSZhA==";
  private static final String FOUND = "S - Comprobante obtenido satisfactoriamente.";

  private final StandIn server = new StandIn();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void it_is_asked_as_sat_wants_to_be_asked() {
    server.answers(200, answer(FOUND, "Vigente", "Cancelable con aceptación", ""));

    assertThat(ask()).isEqualTo(new SatState.Valid(Cancelable.WITH_ACCEPTANCE, Stage.NONE));

    var asked = server.asked().getFirst();
    assertThat(asked.path()).isEqualTo("/ConsultaCFDIService.svc");
    assertThat(asked.action()).isEqualTo("\"http://tempuri.org/IConsultaCFDIService/Consulta\"");
    assertThat(asked.body())
        .contains("xmlns:t=\"http://tempuri.org/\"")
        .contains(
            "<t:Consulta><t:expresionImpresa><![CDATA[" + EXPRESSION + "]]></t:expresionImpresa>");
  }

  @Test
  void every_way_a_document_may_stand_is_understood() {
    server
        .answers(200, answer(FOUND, "Vigente", "Cancelable sin aceptación", ""))
        .answers(200, answer(FOUND, "Vigente", "Cancelable con aceptación", "En proceso"))
        .answers(200, answer(FOUND, "Vigente", "Cancelable con aceptacion", "Solicitud rechazada"))
        .answers(200, answer(FOUND, "Vigente", "No cancelable", ""))
        .answers(200, answer(FOUND, "Cancelado", "No Cancelable", "Cancelado sin aceptación"))
        .answers(200, answer(FOUND, "Cancelado", "No cancelable", "Cancelado con aceptación"))
        .answers(200, answer(FOUND, "Cancelado", "No cancelable", "Plazo vencido"))
        .answers(200, answer(FOUND, "Cancelado", "", ""));

    assertThat(ask()).isEqualTo(new SatState.Valid(Cancelable.WITHOUT_ACCEPTANCE, Stage.NONE));
    assertThat(ask()).isEqualTo(new SatState.Valid(Cancelable.WITH_ACCEPTANCE, Stage.IN_PROCESS));
    assertThat(ask()).isEqualTo(new SatState.Valid(Cancelable.WITH_ACCEPTANCE, Stage.REFUSED));
    assertThat(ask()).isEqualTo(new SatState.Valid(Cancelable.NO, Stage.NONE));
    assertThat(ask()).isEqualTo(new SatState.Cancelled(How.WITHOUT_ACCEPTANCE));
    assertThat(ask()).isEqualTo(new SatState.Cancelled(How.WITH_ACCEPTANCE));
    assertThat(ask()).isEqualTo(new SatState.Cancelled(How.SILENCE));
    assertThat(ask()).isEqualTo(new SatState.Cancelled(How.UNSAID));
  }

  @Test
  void a_document_it_does_not_know_is_missing_and_no_answer_is_no_state() {
    server
        .answers(200, answer("N - 601: La expresión impresa no es válida.", "", "", ""))
        .answers(200, answer("N - 602: Comprobante no encontrado.", "No Encontrado", "", ""))
        .answers(200, answer(FOUND, "", "", ""))
        .answers(500, answer(FOUND, "Cancelado", "", ""))
        .answers(200, "<html>Service unavailable</html>")
        .answers(200, "garbage");

    assertThat(ask()).isEqualTo(new SatState.Missing("601"));
    assertThat(ask()).isEqualTo(new SatState.Missing("602"));
    for (int i = 0; i < 4; i++) {
      assertThat(ask()).as("answer %d", i).isInstanceOf(SatState.Unknown.class);
    }
  }

  private SatState ask() {
    return new SatOverSoap(new Wire(Duration.ofMinutes(1)), server.base()).ask(EXPRESSION);
  }

  private static String answer(String code, String state, String cancelable, String process) {
    return "<s:Envelope"
        + " xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><ConsultaResponse"
        + " xmlns=\"http://tempuri.org/\"><ConsultaResult"
        + " xmlns:a=\"http://schemas.datacontract.org/2004/07/Sat.Cfdi.Negocio.ConsultaCfdi.Servicio\">"
        + "<a:CodigoEstatus>%s</a:CodigoEstatus><a:EsCancelable>%s</a:EsCancelable>"
            .formatted(code, cancelable)
        + "<a:Estado>%s</a:Estado><a:EstatusCancelacion>%s</a:EstatusCancelacion>"
            .formatted(state, process)
        + "<a:ValidacionEFOS>200</a:ValidacionEFOS></ConsultaResult></ConsultaResponse>"
        + "</s:Body></s:Envelope>";
  }
}
