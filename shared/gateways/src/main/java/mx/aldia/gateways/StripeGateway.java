package mx.aldia.gateways;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mx.aldia.gateways.Verdict.Reason;
import mx.aldia.gateways.Verdict.Rejected;
import mx.aldia.gateways.Verdict.Verified;
import mx.aldia.json.JsonText;

/** Stripe: its signature covers the body, so what is signed may be believed. */
public final class StripeGateway implements Gateway {
  static final String NAME = "stripe";

  private static final Pattern ID = Pattern.compile("\\w{1,255}");

  /** The end of the year 9999, where ISO dates end. */
  private static final long LAST_SECOND = 253_402_300_799L;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdict verify(ProviderRequest request, List<String> secrets, Instant wall) {
    var header = request.header(StripeSignature.HEADER);
    if (header.isEmpty()) {
      return new Rejected(Reason.NO_SIGNATURE);
    }
    var parsed = StripeSignature.parse(header.get());
    if (parsed.isEmpty()) {
      return new Rejected(Reason.MALFORMED_SIGNATURE);
    }
    var signature = parsed.get();
    if (signature.v1().isEmpty()) {
      return new Rejected(Reason.UNKNOWN_SCHEME);
    }
    if (!signature.holds(request.body(), secrets)) {
      return new Rejected(Reason.WRONG_SIGNATURE);
    }
    if (signature.tooOld(wall)) {
      return new Rejected(Reason.TOO_OLD);
    }
    if (signature.tooNew(wall)) {
      return new Rejected(Reason.TOO_NEW);
    }
    return parse(request.body())
        .flatMap(event -> event(event, wall))
        .<Verdict>map(Verified::new)
        .orElse(new Rejected(Reason.MALFORMED_BODY));
  }

  @Override
  public ProviderNotice read(byte[] body) {
    return parse(body).map(StripeReading::of).orElse(new ProviderNotice.Unclear("malformed_body"));
  }

  /** Ids become part of a key in the table: what Stripe never made is not let in. */
  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  /** Seconds, as classic events have them; v2 writes text. */
  static Optional<Instant> instant(JsonNode seconds) {
    return seconds.isIntegralNumber()
            && seconds.canConvertToLong()
            && seconds.longValue() >= 0
            && seconds.longValue() <= LAST_SECOND
        ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
        : Optional.empty();
  }

  private static Optional<ProviderEvent> event(JsonNode event, Instant wall) {
    return Optional.of(event.path("id").asText(""))
        .filter(StripeGateway::isId)
        .map(
            id ->
                new ProviderEvent(
                    id,
                    event.path("type").asText(""),
                    instant(event.path("created")).orElse(wall)));
  }

  private static Optional<JsonNode> parse(byte[] body) {
    try {
      return Optional.of(JsonText.read(body)).filter(JsonNode::isObject);
    } catch (JsonText.Malformed _) {
      return Optional.empty();
    }
  }
}
