package mx.aldia.cfdi.pac;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import mx.aldia.cfdi.rules.Finding;
import mx.aldia.cfdi.rules.PartyRule;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.rules.StampRule;
import mx.aldia.cfdi.seal.CadenaOriginal;
import mx.aldia.cfdi.seal.SealingKey;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.MalformedXml;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.cfdi.xml.WriteXml;
import mx.aldia.cfdi.xml.XmlText;

/**
 * A certifier for sandboxes: it checks what a real one checks but SAT's own lists, and of those the
 * names as far as they can be judged without; it stamps with a certificate of its own, and
 * remembers, so that the same document has one stamp for ever.
 */
public final class SandboxPac implements Pac {
  /** SAT's own, with which it tests; no certifier has it. */
  public static final String RFC = "SPR190613I52";

  private static final ZoneId CENTRE = ZoneId.of("America/Mexico_City");
  private static final Duration LIMIT = Duration.ofDays(3);

  /** Clocks of two machines are never quite one. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final SealingKey key;
  private final Clock clock;
  private final Rules rules;
  private final StampMemory memory;
  private final Mood.Choice mood;
  private final Consumer<Duration> pause;

  /**
   * A certifier that stamps with that key.
   *
   * @param clock the tenant's
   * @param pause waits that long, for a certifier told to be slow
   */
  public SandboxPac(
      SealingKey key,
      Clock clock,
      Rules rules,
      StampMemory memory,
      Mood.Choice mood,
      Consumer<Duration> pause) {
    this.key = key;
    this.clock = clock;
    this.rules = rules;
    this.memory = memory;
    this.mood = mood;
    this.pause = pause;
  }

  @Override
  public Answer stamp(byte[] sealed, String idempotencyKey) {
    Element comprobante;
    try {
      comprobante = ReadXml.read(sealed);
    } catch (MalformedXml e) {
      return new Rejected("301", String.valueOf(e.getMessage()), List.of());
    }
    var seal = comprobante.text("Sello");
    var before = memory.find(seal);
    if (before.isPresent()) {
      return stamped(before.get(), true);
    }
    return switch (mood.of(comprobante, idempotencyKey)) {
      case Mood.Normal() -> checked(sealed, comprobante);
      case Mood.Refusing(var code) -> new Rejected(code, "refused as told", List.of());
      case Mood.Down() -> new Unknown("the certifier does not answer");
      case Mood.SilentAfterStamping() ->
          checked(sealed, comprobante) instanceof Rejected rejected
              ? rejected
              : new Unknown("no answer in time");
      case Mood.Slow(var delay) -> {
        pause.accept(delay);
        yield checked(sealed, comprobante);
      }
    };
  }

  private Answer checked(byte[] sealed, Element comprobante) {
    if (!StampRule.stamps(comprobante).isEmpty()) {
      return new Rejected("307", "El comprobante contiene un timbre previo.", List.of());
    }
    var findings =
        rules.check(comprobante, Rules.ALL).stream().filter(SandboxPac::refuses).toList();
    if (!findings.isEmpty()) {
      var first = findings.getFirst();
      return new Rejected(first.code(), first.spanish(), findings);
    }
    var issued = LocalDateTime.parse(comprobante.text("Fecha"));
    var here =
        LocalDateTime.now(clock.withZone(PlaceOfIssue.zone(comprobante.text("LugarExpedicion"))));
    var age = Duration.between(issued, here);
    if (age.compareTo(LIMIT) > 0 || age.compareTo(AHEAD.negated()) < 0) {
      return new Rejected(
          "401", "La Fecha %s no está en las 72 horas anteriores.".formatted(issued), List.of());
    }
    var kept =
        memory.keepFirst(
            comprobante.text("Sello"), with(stampOf(comprobante), sealed, comprobante));
    return stamped(kept, false);
  }

  /**
   * Names are compared with a register that nobody else has; what cannot stand in it is refused
   * here as it is there, for that is the everyday rejection.
   */
  private static boolean refuses(Finding finding) {
    return finding.blocks()
        || finding.rule() == PartyRule.ISSUER_NAME_AS_REGISTERED
        || finding.rule() == PartyRule.RECEIVER_NAME_AS_REGISTERED;
  }

  private Stamp stampOf(Element comprobante) {
    var seal = comprobante.text("Sello");
    var stamp =
        new Stamp(
            UUID.nameUUIDFromBytes(seal.getBytes(UTF_8)).toString().toUpperCase(Locale.ROOT),
            LocalDateTime.now(clock.withZone(CENTRE)).truncatedTo(ChronoUnit.SECONDS),
            RFC,
            seal,
            key.certificate().number(),
            "",
            "");
    return stamp.sealed(key.seal(CadenaOriginal.ofStamp(stamp.element())));
  }

  private static String with(Stamp stamp, byte[] sealed, Element comprobante) {
    var prefix = comprobante.prefix().isEmpty() ? "" : comprobante.prefix() + ":";
    var text = XmlText.of(sealed).withComplemento(prefix, WriteXml.fragment(stamp.element()));
    return new String(text.bytes(), UTF_8);
  }

  private static Stamped stamped(String xml, boolean before) {
    return new Stamped(xml, Stamp.in(ReadXml.read(xml.getBytes(UTF_8))), before);
  }
}
