package mx.aldia.cfdi.cancel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mx.aldia.cfdi.Documents.INGRESO;
import static mx.aldia.cfdi.Documents.set;
import static mx.aldia.cfdi.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mx.aldia.cfdi.Documents;
import mx.aldia.cfdi.Keys;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.pac.Mood;
import mx.aldia.cfdi.pac.Pac.Stamped;
import mx.aldia.cfdi.pac.SandboxPac;
import mx.aldia.cfdi.pac.SatQuery;
import mx.aldia.cfdi.pac.Stamp;
import mx.aldia.cfdi.pac.StampMemory;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.cfdi.seal.SealDocument;
import mx.aldia.cfdi.seal.SealingKey;
import mx.aldia.cfdi.xml.Element;
import mx.aldia.cfdi.xml.ReadXml;
import mx.aldia.cfdi.xml.WriteXml;
import mx.aldia.domain.tax.CancelAnswer;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.Cancellation.Request;
import mx.aldia.domain.tax.Motivo;
import mx.aldia.domain.tax.SatState;
import mx.aldia.domain.tax.SatState.Cancelable;
import mx.aldia.domain.tax.SatState.How;
import mx.aldia.domain.tax.SatState.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SandboxSatTest {
  /** When the documents are issued: a Monday. */
  private static final Instant ISSUED = Instant.parse("2026-03-02T17:00:00Z");

  /** Thursday, when the customer has to agree. */
  private static final Instant THURSDAY = Instant.parse("2026-03-05T17:00:00Z");

  private static final SatState WAITING =
      new SatState.Valid(Cancelable.WITH_ACCEPTANCE, Stage.IN_PROCESS);

  private final Map<String, String> documents = new HashMap<>();
  private final SatRegistry registry =
      SatRegistry.inProcess(uuid -> Optional.ofNullable(documents.get(uuid)));
  private final Element sale = stamped(INGRESO);
  private boolean down;
  private Instant now = THURSDAY;

  @Test
  void a_sale_stands_and_needs_the_customers_yes() {
    assertThat(ask(sale)).isEqualTo(new SatState.Valid(Cancelable.WITH_ACCEPTANCE, Stage.NONE));
  }

  @Test
  void a_customer_who_agrees_lets_it_be_cancelled() {
    var received = (CancelAnswer.Received) cancel(sale);

    assertThat(received.acuse()).hasValueSatisfying(acuse -> assertThat(acuse).contains("201"));
    assertThat(ask(sale)).isEqualTo(WAITING);
    assertThat(sat().answer(uuid(sale), true)).isTrue();
    assertThat(ask(sale)).isEqualTo(new SatState.Cancelled(How.WITH_ACCEPTANCE));
  }

  @Test
  void a_customer_who_refuses_leaves_it_standing_and_may_be_asked_again_four_times() {
    for (int i = 1; i <= 5; i++) {
      assertThat(cancel(sale)).isInstanceOf(CancelAnswer.Received.class);
      assertThat(sat().answer(uuid(sale), false)).isTrue();
      assertThat(ask(sale))
          .isEqualTo(new SatState.Valid(Cancelable.WITH_ACCEPTANCE, Stage.REFUSED));
    }
    assertThat(((CancelAnswer.Never) cancel(sale)).code()).isEqualTo("799");
  }

  @Test
  void silence_for_three_days_that_count_is_a_yes() {
    cancel(sale);

    now = Instant.parse("2026-03-11T05:59:00Z");
    assertThat(ask(sale)).isEqualTo(WAITING);
    now = Instant.parse("2026-03-11T06:00:00Z");
    assertThat(ask(sale)).isEqualTo(new SatState.Cancelled(How.SILENCE));
    assertThat(sat().answer(uuid(sale), false)).isFalse();
  }

  @Test
  void who_asks_again_is_told_that_sat_has_it() {
    cancel(sale);

    assertThat(((CancelAnswer.Received) cancel(sale)).acuse())
        .hasValueSatisfying(acuse -> assertThat(acuse).contains("202"));
    assertThat(ask(sale)).isEqualTo(WAITING);
  }

  @Test
  void nobody_is_asked_about_what_is_small_fresh_or_nobodys() {
    assertThat(needed(INGRESO, "2026-03-03")).isFalse();
    assertThat(needed(INGRESO, "2026-03-04")).isTrue();
    assertThat(needed(with(INGRESO, set("@Total", "1000.00")), "2026-03-10")).isFalse();
    assertThat(needed(with(INGRESO, set("@Total", "1000.01")), "2026-03-10")).isTrue();
    var dollars = with(INGRESO, set("@Total", "100.00"), set("@TipoCambio", "17.25"));
    assertThat(needed(dollars, "2026-03-10")).isTrue();
    assertThat(needed(Documents.GLOBAL, "2026-03-10")).isFalse();
    assertThat(needed(Documents.ABROAD, "2026-03-10")).isFalse();
    assertThat(needed(with(INGRESO, set("@TipoDeComprobante", "E")), "2026-03-10")).isFalse();
    var payment = with(INGRESO, set("@TipoDeComprobante", "P"), set("@Total", "0"));
    assertThat(needed(payment, "2026-03-10")).isTrue();
    assertThat(needed(with(INGRESO, set("Receptor/@RegimenFiscalReceptor", "621")), "2026-03-10"))
        .isFalse();
  }

  @Test
  void what_needs_no_yes_is_cancelled_at_once() {
    now = ISSUED.plus(Duration.ofHours(20));

    cancel(sale);

    assertThat(ask(sale)).isEqualTo(new SatState.Cancelled(How.WITHOUT_ACCEPTANCE));
    now = THURSDAY;
    assertThat(ask(sale)).isEqualTo(new SatState.Cancelled(How.WITHOUT_ACCEPTANCE));
  }

  @Test
  void a_request_against_the_rules_is_refused_with_sats_code() {
    var stranger = Keys.PAC.sealingKey();

    assertThat(code(sat().cancel(signed(uuid(sale), Motivo.WRONG, null, stranger), uuid(sale))))
        .isEqualTo("203");
    assertThat(code(sat().cancel("<a/>".getBytes(UTF_8), uuid(sale)))).isEqualTo("301");
    assertThat(code(sat().cancel("<a".getBytes(UTF_8), uuid(sale)))).isEqualTo("301");
    assertThat(code(altered("Motivo=\"02\"", "Motivo=\"03\""))).isEqualTo("302");
    assertThat(code(cancel(sale, Motivo.REPLACED, "11111111-89AB-CDEF-0123-456789ABCDEF")))
        .isEqualTo("208");
    now = Instant.parse("2027-04-01T07:00:00Z");
    assertThat(code(cancel(sale, Motivo.WRONG, null))).isEqualTo("210");
    assertThat(ask(sale)).isInstanceOf(SatState.Valid.class);
  }

  @Test
  void what_takes_its_place_is_named() {
    var substitute = stamped(with(INGRESO, set("@Folio", "2")));

    assertThat(cancel(sale, Motivo.REPLACED, uuid(substitute)))
        .isInstanceOf(CancelAnswer.Received.class);
  }

  @Test
  void a_document_sat_does_not_know_is_not_found() {
    var uuid = uuid(sale);
    documents.clear();

    assertThat(cancel(sale)).isEqualTo(new CancelAnswer.NotNow("205"));
    assertThat(ask(sale)).isEqualTo(new SatState.Missing("602"));
    assertThat(sat().ask("?re=x")).isEqualTo(new SatState.Missing("601"));
    assertThat(sat().answer(uuid, true)).isFalse();
  }

  @Test
  void asked_with_another_total_it_knows_nothing() {
    assertThat(sat().ask(SatQuery.expression(sale).replace("tt=", "tt=1")))
        .isEqualTo(new SatState.Missing("602"));
  }

  @Test
  void it_may_be_down() {
    down = true;

    assertThat(cancel(sale)).isInstanceOf(CancelAnswer.Unknown.class);
    assertThat(ask(sale)).isInstanceOf(SatState.Unknown.class);
    down = false;
    assertThat(ask(sale)).isEqualTo(new SatState.Valid(Cancelable.WITH_ACCEPTANCE, Stage.NONE));
  }

  private static boolean needed(Element document, String today) {
    return Acceptance.isNeeded(document, LocalDate.parse(today));
  }

  private CancelAnswer altered(String was, String is) {
    var signed = signed(uuid(sale), Motivo.WRONG, null, Keys.CSD.sealingKey());
    return sat().cancel(new String(signed, UTF_8).replace(was, is).getBytes(UTF_8), uuid(sale));
  }

  private CancelAnswer cancel(Element document) {
    return cancel(document, Motivo.WRONG, null);
  }

  private CancelAnswer cancel(Element document, Motivo motivo, @Nullable String substitute) {
    return sat()
        .cancel(signed(uuid(document), motivo, substitute, Keys.CSD.sealingKey()), uuid(document));
  }

  private byte[] signed(String uuid, Motivo motivo, @Nullable String substitute, SealingKey key) {
    return SignedCancellation.of(
        new Request(uuid, motivo, Optional.ofNullable(substitute), now),
        key,
        LocalDateTime.ofInstant(now, Cancellation.SAT_ZONE));
  }

  private SatState ask(Element document) {
    return sat().ask(SatQuery.expression(document));
  }

  private SandboxSat sat() {
    return new SandboxSat(registry, Clock.fixed(now, ZoneOffset.UTC), () -> down);
  }

  private static String code(CancelAnswer answer) {
    return ((CancelAnswer.Never) answer).code();
  }

  private static String uuid(Element document) {
    return Stamp.in(document).uuid();
  }

  private Element stamped(Element document) {
    var pac =
        new SandboxPac(
            Keys.PAC.sealingKey(),
            Clock.fixed(ISSUED, ZoneOffset.UTC),
            new Rules(Catalogs.own()),
            StampMemory.inProcess(),
            (_, _) -> Mood.NORMAL,
            _ -> {});
    var stamped =
        (Stamped)
            pac.stamp(WriteXml.bytes(SealDocument.seal(document, Keys.CSD.sealingKey())), "k");
    documents.put(stamped.stamp().uuid(), stamped.xml());
    return ReadXml.read(stamped.xml().getBytes(UTF_8));
  }
}
