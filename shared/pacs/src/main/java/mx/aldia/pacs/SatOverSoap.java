package mx.aldia.pacs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import mx.aldia.cfdi.cancel.SatStatus;
import mx.aldia.domain.tax.SatState;
import mx.aldia.domain.tax.SatState.Cancelable;
import mx.aldia.domain.tax.SatState.How;
import mx.aldia.domain.tax.SatState.Stage;
import mx.aldia.pacs.Wire.Reply;

/**
 * SAT's own public service that says how a stamped document stands ({@code ConsultaCFDIService}):
 * free, and without a password.
 */
public final class SatOverSoap implements SatStatus {
  public static final URI LIVE = URI.create("https://consultaqr.facturaelectronica.sat.gob.mx");

  private static final String PATH = "/ConsultaCFDIService.svc";
  private static final String ACTION = "http://tempuri.org/IConsultaCFDIService/Consulta";

  private final Wire wire;
  private final URI base;

  public SatOverSoap(Wire wire, URI base) {
    this.wire = wire;
    this.base = base;
  }

  @Override
  public SatState ask(String expression) {
    var reply =
        wire.post(
            base.resolve(PATH),
            Map.of("Content-Type", "text/xml; charset=utf-8", "SOAPAction", "\"" + ACTION + "\""),
            request(expression).getBytes(UTF_8));
    return switch (reply) {
      case Reply.Silent(var why) -> new SatState.Unknown(why);
      case Reply.Answered(var status, var body) -> {
        var result = Soap.read(body).flatMap(answer -> answer.first("ConsultaResult"));
        yield status == 200 && result.isPresent()
            ? state(result.get())
            : new SatState.Unknown("SAT answered %d with nothing we know".formatted(status));
      }
    };
  }

  /** The expression is put as it is, in CDATA: its ampersands are its own. */
  private static String request(String expression) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
        + " xmlns:t=\"http://tempuri.org/\"><s:Header/><s:Body><t:Consulta>"
        + "<t:expresionImpresa><![CDATA[%s]]></t:expresionImpresa>".formatted(expression)
        + "</t:Consulta></s:Body></s:Envelope>";
  }

  private static SatState state(Soap result) {
    var code = result.text("CodigoEstatus");
    if (code.startsWith("N")) {
      return new SatState.Missing(code.contains("601") ? "601" : "602");
    }
    var process = plain(result.text("EstatusCancelacion"));
    return switch (plain(result.text("Estado"))) {
      case "vigente" -> new SatState.Valid(cancelable(result), stage(process));
      case "cancelado" -> new SatState.Cancelled(how(process));
      case "no encontrado" -> new SatState.Missing("602");
      default -> new SatState.Unknown("SAT told no state");
    };
  }

  private static Cancelable cancelable(Soap result) {
    return switch (plain(result.text("EsCancelable"))) {
      case "cancelable sin aceptacion" -> Cancelable.WITHOUT_ACCEPTANCE;
      case "cancelable con aceptacion" -> Cancelable.WITH_ACCEPTANCE;
      case "no cancelable" -> Cancelable.NO;
      default -> Cancelable.UNSAID;
    };
  }

  private static Stage stage(String process) {
    return switch (process) {
      case "en proceso" -> Stage.IN_PROCESS;
      case "solicitud rechazada" -> Stage.REFUSED;
      default -> Stage.NONE;
    };
  }

  private static How how(String process) {
    return switch (process) {
      case "cancelado sin aceptacion" -> How.WITHOUT_ACCEPTANCE;
      case "cancelado con aceptacion" -> How.WITH_ACCEPTANCE;
      case "plazo vencido" -> How.SILENCE;
      default -> How.UNSAID;
    };
  }

  /** SAT is not constant in accents and capitals. */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .strip();
  }
}
