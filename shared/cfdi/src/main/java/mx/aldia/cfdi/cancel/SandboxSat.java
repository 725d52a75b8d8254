package mx.aldia.cfdi.cancel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import mx.aldia.cfdi.cancel.SatRegistry.Answer;
import mx.aldia.cfdi.cancel.SatRegistry.Entry;
import mx.aldia.cfdi.pac.SatQuery;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.MalformedXml;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.domain.tax.CancelAnswer;
import mx.aldia.domain.tax.Cancellable;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.Motivo;
import mx.aldia.domain.tax.SatState;
import mx.aldia.domain.tax.SatState.Cancelable;
import mx.aldia.domain.tax.SatState.How;
import mx.aldia.domain.tax.SatState.Stage;
import mx.aldia.domain.time.TaxDays;

/**
 * SAT for sandboxes: takes requests, decides by RMF 2.7.1.35 whether the customer is asked, waits
 * the three days on the tenant's clock, and says how things stand. The customer is whoever calls
 * {@link #answer}.
 */
public final class SandboxSat implements Canceller, SatStatus {
  private static final int MOST_REQUESTS = 5;
  private static final Pattern ID = Pattern.compile("[?&]id=([0-9A-Fa-f-]{36})(&|$)");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  private final SatRegistry registry;
  private final Clock clock;
  private final BooleanSupplier down;

  /**
   * One that knows what the registry knows.
   *
   * @param clock the tenant's
   * @param down whether it keeps silent just now
   */
  public SandboxSat(SatRegistry registry, Clock clock, BooleanSupplier down) {
    this.registry = registry;
    this.clock = clock;
    this.down = down;
  }

  @Override
  public CancelAnswer cancel(byte[] signed, String uuid) {
    if (down.getAsBoolean()) {
      return new CancelAnswer.Unknown("SAT does not answer");
    }
    Element request;
    try {
      request = ReadXml.read(signed);
    } catch (MalformedXml e) {
      return told("301", String.valueOf(e.getMessage()));
    }
    var folios = request.all("Folios", "Folio");
    if (folios.size() != 1 || folios.getFirst().text("UUID").isEmpty()) {
      return told("301", "one folio is expected");
    }
    var signer = RequestSignature.signer(signed);
    if (signer.isEmpty()) {
      return told("302", "the signature does not hold");
    }
    if (!signer.get().rfc().equals(request.text("RfcEmisor"))) {
      return told("303", "signed by another");
    }
    var folio = folios.getFirst();
    return registry
        .document(folio.text("UUID").toUpperCase(Locale.ROOT))
        .map(xml -> judged(request, folio, ReadXml.read(xml.getBytes(UTF_8))))
        .orElseGet(() -> told("205", "no such document"));
  }

  @Override
  public SatState ask(String expression) {
    if (down.getAsBoolean()) {
      return new SatState.Unknown("SAT does not answer");
    }
    var id = ID.matcher(expression);
    if (!id.find()) {
      return new SatState.Missing("601");
    }
    var uuid = id.group(1).toUpperCase(Locale.ROOT);
    return registry
        .document(uuid)
        .map(xml -> ReadXml.read(xml.getBytes(UTF_8)))
        .filter(document -> SatQuery.expression(document).equals(expression))
        .map(document -> state(document, uuid))
        .orElse(new SatState.Missing("602"));
  }

  /**
   * What the customer says to a request that waits for it.
   *
   * @return false if none waits
   */
  public boolean answer(String uuid, boolean accepts) {
    var entry = registry.find(uuid);
    var document = registry.document(uuid).map(xml -> ReadXml.read(xml.getBytes(UTF_8)));
    return entry.isPresent()
        && document.isPresent()
        && state(document.get(), uuid) instanceof SatState.Valid(_, var stage)
        && stage == Stage.IN_PROCESS
        && registry.save(
            uuid,
            entry,
            new Entry(
                entry.get().receivedAt(),
                entry.get().times(),
                accepts ? Answer.ACCEPTED : Answer.REFUSED));
  }

  private CancelAnswer judged(Element request, Element folio, Element document) {
    var uuid = folio.text("UUID").toUpperCase(Locale.ROOT);
    var issuer = document.child("Emisor").map(emisor -> emisor.text("Rfc")).orElse("");
    if (!issuer.equals(request.text("RfcEmisor"))) {
      return told("203", "issued by another");
    }
    var motivo = Motivo.of(folio.text("Motivo"));
    if (motivo.isEmpty()) {
      return told("207", "no such motivo");
    }
    if (folio.has("FolioSustitucion") && folio.text("FolioSustitucion").isEmpty()) {
      return told("301", "FolioSustitucion is empty");
    }
    if (motivo.get().namesSubstitute() != folio.has("FolioSustitucion")) {
      return told(motivo.get().namesSubstitute() ? "208" : "209", "motivo and substitute");
    }
    if (folio.has("FolioSustitucion")
        && registry.document(folio.text("FolioSustitucion").toUpperCase(Locale.ROOT)).isEmpty()) {
      return told("208", "no such substitute");
    }
    var issued = LocalDateTime.parse(document.text("Fecha")).toLocalDate();
    var terms = new Cancellable(uuid, issued, issuer, registry.dependents(uuid), Optional.empty());
    if (today().isAfter(terms.lastDay())) {
      return told("210", "after the month of the annual return");
    }
    return terms.dependents().isEmpty()
        ? received(uuid, issuer, document)
        : told("no_cancelable", "tied to " + terms.dependents());
  }

  private CancelAnswer received(String uuid, String issuer, Element document) {
    var was = registry.find(uuid);
    boolean again =
        was.isEmpty()
            || (state(document, uuid) instanceof SatState.Valid(_, var stage)
                && stage == Stage.REFUSED);
    if (!again) {
      return told("202", "", Optional.of(acuse(uuid, issuer, "202")));
    }
    int times = was.map(Entry::times).orElse(0) + 1;
    if (times > MOST_REQUESTS) {
      return told("799", "asked more than five times");
    }
    return registry.save(uuid, was, new Entry(clock.instant(), times, Answer.NONE))
        ? told("201", "", Optional.of(acuse(uuid, issuer, "201")))
        : new CancelAnswer.NotNow("708");
  }

  private SatState state(Element document, String uuid) {
    var entry = registry.find(uuid);
    var asked =
        entry
            .map(it -> LocalDate.ofInstant(it.receivedAt(), Cancellation.SAT_ZONE))
            .orElseGet(this::today);
    boolean needed = Acceptance.isNeeded(document, asked);
    if (entry.isEmpty()) {
      var cancelable =
          !registry.dependents(uuid).isEmpty()
              ? Cancelable.NO
              : needed ? Cancelable.WITH_ACCEPTANCE : Cancelable.WITHOUT_ACCEPTANCE;
      return new SatState.Valid(cancelable, Stage.NONE);
    }
    if (!needed) {
      return new SatState.Cancelled(How.WITHOUT_ACCEPTANCE);
    }
    return switch (entry.get().answer()) {
      case ACCEPTED -> new SatState.Cancelled(How.WITH_ACCEPTANCE);
      case REFUSED -> new SatState.Valid(Cancelable.WITH_ACCEPTANCE, Stage.REFUSED);
      case NONE ->
          today().isAfter(answerableUntil(entry.get()))
              ? new SatState.Cancelled(How.SILENCE)
              : new SatState.Valid(Cancelable.WITH_ACCEPTANCE, Stage.IN_PROCESS);
    };
  }

  private static LocalDate answerableUntil(Entry entry) {
    return TaxDays.after(
        LocalDate.ofInstant(entry.receivedAt(), Cancellation.SAT_ZONE),
        Cancellation.DAYS_TO_ANSWER);
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(Cancellation.SAT_ZONE));
  }

  /** In the form of SAT's; SAT signs its own. */
  private String acuse(String uuid, String issuer, String code) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + "<Acuse xmlns=\"http://cancelacfd.sat.gob.mx\" Fecha=\"%s\" RfcEmisor=\"%s\">"
            .formatted(
                SECONDS.format(LocalDateTime.now(clock.withZone(Cancellation.SAT_ZONE))),
                issuer.replace("&", "&amp;"))
        + "<Folios><UUID>%s</UUID><EstatusUUID>%s</EstatusUUID></Folios></Acuse>"
            .formatted(uuid, code);
  }

  private static CancelAnswer told(String code, String message) {
    return told(code, message, Optional.empty());
  }

  private static CancelAnswer told(String code, String message, Optional<String> acuse) {
    return CancelCodes.meaning(code, message, acuse);
  }
}
