package mx.aldia.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.Cancellation.Request;
import mx.aldia.domain.tax.Motivo;
import mx.aldia.domain.tax.SatState;

/** How the wish to cancel a document lies beside it. */
final class CancellationJson {
  private CancellationJson() {}

  static String write(Cancellation cancellation) {
    var request = cancellation.request();
    var node =
        Json.object()
            .put("motivo", request.motivo().code())
            .put("requested_at", request.at().toString());
    Json.put(node, "substitute", request.substitute());
    return Json.write(state(node, cancellation));
  }

  private static ObjectNode state(ObjectNode node, Cancellation cancellation) {
    return switch (cancellation) {
      case Cancellation.Asked asked -> node.put("state", "asked").put("tries", asked.tries());
      case Cancellation.InProcess running ->
          node.put("state", "in_process").put("at", running.receivedAt().toString());
      case Cancellation.Cancelled end ->
          node.put("state", "cancelled")
              .put("how", end.how().name())
              .put("at", end.at().toString());
      case Cancellation.Refused refused ->
          node.put("state", "refused").put("at", refused.at().toString());
      case Cancellation.Impossible impossible ->
          node.put("state", "impossible")
              .put("code", impossible.code())
              .put("at", impossible.at().toString());
    };
  }

  static Cancellation read(String uuid, String json) {
    var node = Json.read(json);
    var request =
        new Request(
            uuid,
            Motivo.of(node.get("motivo").textValue()).orElseThrow(),
            Json.text(node, "substitute"),
            instant(node, "requested_at"));
    return switch (node.get("state").textValue()) {
      case "asked" -> new Cancellation.Asked(request, node.get("tries").intValue());
      case "in_process" -> new Cancellation.InProcess(request, instant(node, "at"));
      case "cancelled" ->
          new Cancellation.Cancelled(
              request, SatState.How.valueOf(node.get("how").textValue()), instant(node, "at"));
      case "refused" -> new Cancellation.Refused(request, instant(node, "at"));
      case "impossible" ->
          new Cancellation.Impossible(request, node.get("code").textValue(), instant(node, "at"));
      default -> throw new IllegalStateException("a cancellation in no state we know");
    };
  }

  private static Instant instant(JsonNode node, String name) {
    return Instant.parse(node.get(name).textValue());
  }
}
