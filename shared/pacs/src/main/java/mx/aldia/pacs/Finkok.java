package mx.aldia.pacs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import mx.aldia.cfdi.cancel.CancelCodes;
import mx.aldia.cfdi.cancel.Canceller;
import mx.aldia.cfdi.pac.Pac;
import mx.aldia.domain.tax.CancelAnswer;
import mx.aldia.pacs.Wire.Reply;

/**
 * Finkok: SOAP. Asked again for what it already stamped it says 307 and may or may not give the
 * stamp; it can then be fetched, sometimes only after some seconds.
 *
 * @see <a href="https://wiki.finkok.com/doku.php?id=stamp">its own words</a>
 */
public final class Finkok implements Pac, Canceller {
  public static final URI LIVE = URI.create("https://facturacion.finkok.com");
  public static final URI TEST = URI.create("https://demo-facturacion.finkok.com");

  private static final String STAMP = "http://facturacion.finkok.com/stamp";
  private static final String CANCEL = "http://facturacion.finkok.com/cancel";

  /** {@code 708 - No se pudo conectar al SAT}, {@code no_cancelable}. */
  private static final Pattern CODE =
      Pattern.compile("(no_cancelable|[0-9]{3}\\b).*", Pattern.DOTALL);

  /** Together ten seconds: eight have been seen. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(4));

  private final Wire wire;
  private final URI base;
  private final String user;
  private final String password;
  private final Consumer<Duration> pause;

  /**
   * An account there.
   *
   * @param pause waits that long, between two tries at fetching a stamp
   */
  public Finkok(Wire wire, URI base, String user, String password, Consumer<Duration> pause) {
    this.wire = wire;
    this.base = base;
    this.user = user;
    this.password = password;
    this.pause = pause;
  }

  @Override
  public Answer stamp(byte[] sealed, String key) {
    return switch (ask("stamp", Map.of("xml", base64(sealed)))) {
      case Result.None(var why) -> new Unknown(why);
      case Result.Some(var result) -> stamped(sealed, result);
    };
  }

  private Answer stamped(byte[] sealed, Soap result) {
    var incidents = result.all("Incidencia");
    var before =
        incidents.stream()
            .filter(incident -> Codes.saysStampedBefore(incident.text("CodigoError")))
            .findFirst();
    var xml = result.exactly("xml");
    if (!xml.isEmpty()) {
      return StampedXml.read(sealed, xml, before.isPresent());
    }
    if (before.isPresent()) {
      return fetched(sealed, before.get().text("Uuid"));
    }
    return incidents.stream()
        .filter(incident -> Codes.refusesDocument(incident.text("CodigoError")))
        .findFirst()
        .<Answer>map(Finkok::rejected)
        .orElseGet(
            () ->
                new Unknown(
                    incidents.stream()
                        .findFirst()
                        .map(incident -> "Finkok answered " + incident.text("CodigoError"))
                        .orElse("Finkok answered with nothing we know")));
  }

  private static Rejected rejected(Soap incident) {
    var message = incident.text("MensajeIncidencia");
    var extra = incident.text("ExtraInfo");
    return new Rejected(
        incident.text("CodigoError"), extra.isEmpty() ? message : message + " " + extra, List.of());
  }

  /** The stamp it said it has: by the document itself, at last by the UUID if it told one. */
  private Answer fetched(byte[] sealed, String uuid) {
    for (var wait : PAUSES) {
      pause.accept(wait);
      if (ask("stamped", Map.of("xml", base64(sealed))) instanceof Result.Some(var result)
          && !result.exactly("xml").isEmpty()) {
        return StampedXml.read(sealed, result.exactly("xml"), true);
      }
    }
    if (!uuid.isEmpty()
        && ask("query_pending", Map.of("uuid", uuid)) instanceof Result.Some(var result)
        && !result.exactly("xml").isEmpty()) {
      return StampedXml.read(sealed, result.exactly("xml"), true);
    }
    return new Unknown("Finkok has stamped it before and does not give the stamp yet");
  }

  /** {@code store_pending} is off: a request that waits there unseen may act days later. */
  @Override
  public CancelAnswer cancel(byte[] signed, String uuid) {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    values.put("xml", base64(signed));
    values.put("store_pending", "false");
    return switch (ask("/servicios/soap/cancel.wsdl", CANCEL, "cancel_signature", values)) {
      case Result.None(var why) -> new CancelAnswer.Unknown(why);
      case Result.Some(var result) -> cancelled(result, uuid);
    };
  }

  private static CancelAnswer cancelled(Soap result, String uuid) {
    var folio =
        result.all("Folio").stream()
            .filter(it -> it.text("UUID").equalsIgnoreCase(uuid))
            .findFirst();
    var told = folio.map(it -> it.text("EstatusUUID")).orElseGet(() -> result.text("CodEstatus"));
    var words =
        folio.map(it -> it.text("EstatusCancelacion")).orElseGet(() -> result.text("CodEstatus"));
    var code = CODE.matcher(told);
    var acuse = Optional.of(result.exactly("Acuse")).filter(text -> !text.isBlank());
    return code.matches()
        ? CancelCodes.meaning(code.group(1), words, acuse)
        : new CancelAnswer.Unknown("Finkok answered with nothing we know");
  }

  private sealed interface Result {
    record Some(Soap result) implements Result {}

    record None(String why) implements Result {}
  }

  private Result ask(String operation, Map<String, String> values) {
    return ask("/servicios/soap/stamp.wsdl", STAMP, operation, values);
  }

  private Result ask(String path, String namespace, String operation, Map<String, String> values) {
    SequencedMap<String, String> all = new LinkedHashMap<>(values);
    all.put("username", user);
    all.put("password", password);
    var reply =
        wire.post(
            base.resolve(path),
            Map.of(
                "Content-Type", "text/xml; charset=utf-8", "SOAPAction", "\"" + operation + "\""),
            Soap.request(namespace, operation, all).getBytes(UTF_8));
    return switch (reply) {
      case Reply.Silent(var why) -> new Result.None(why);
      case Reply.Answered(var status, var body) ->
          Optional.of(body)
              .filter(_ -> status == 200)
              .flatMap(Soap::read)
              .flatMap(answer -> answer.first(operation + "Result"))
              .<Result>map(Result.Some::new)
              .orElseGet(
                  () ->
                      new Result.None("Finkok answered %d with nothing we know".formatted(status)));
    };
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
