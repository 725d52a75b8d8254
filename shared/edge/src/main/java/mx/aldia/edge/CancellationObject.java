package mx.aldia.edge;

import java.util.Locale;
import java.util.Optional;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.SatState;

/** The wish to cancel a document, as the API tells it, and what has become of it. */
public final class CancellationObject {
  private CancellationObject() {}

  public static JsonObject of(Cancellation cancellation) {
    var request = cancellation.request();
    return new JsonObject()
        .text("status", status(cancellation))
        .text("motivo", request.motivo().code())
        .text("substitute", request.substitute())
        .instant("requested_at", request.at())
        .date(
            "answerable_until",
            cancellation instanceof Cancellation.InProcess running
                ? Optional.of(running.answerableUntil())
                : Optional.empty())
        .text(
            "how",
            cancellation instanceof Cancellation.Cancelled end
                ? Optional.of(how(end.how()))
                : Optional.empty())
        .text(
            "code",
            cancellation instanceof Cancellation.Impossible impossible
                ? Optional.of(impossible.code())
                : Optional.empty());
  }

  private static String status(Cancellation cancellation) {
    return switch (cancellation) {
      case Cancellation.Asked _ -> "requested";
      case Cancellation.InProcess _ -> "in_process";
      case Cancellation.Cancelled _ -> "cancelled";
      case Cancellation.Refused _ -> "refused_by_customer";
      case Cancellation.Impossible _ -> "refused_by_sat";
    };
  }

  private static String how(SatState.How how) {
    return how.name().toLowerCase(Locale.ROOT);
  }
}
