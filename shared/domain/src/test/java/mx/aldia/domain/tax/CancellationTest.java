package mx.aldia.domain.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.tax.Cancellation.Asked;
import mx.aldia.domain.tax.Cancellation.Cancelled;
import mx.aldia.domain.tax.Cancellation.Impossible;
import mx.aldia.domain.tax.Cancellation.InProcess;
import mx.aldia.domain.tax.Cancellation.Refused;
import mx.aldia.domain.tax.Cancellation.Request;
import mx.aldia.domain.tax.SatState.Cancelable;
import mx.aldia.domain.tax.SatState.How;
import mx.aldia.domain.tax.SatState.Stage;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;

class CancellationTest {
  private static final String UUID = "01234567-89AB-CDEF-0123-456789ABCDEF";
  private static final String OTHER = "11234567-89AB-CDEF-0123-456789ABCDEF";

  /** A Thursday, noon in Mexico City. */
  private static final Instant NOW = Instant.parse("2026-01-08T18:00:00Z");

  private static final LocalDate TODAY = LocalDate.parse("2026-01-08");
  private static final Request REQUEST = new Request(UUID, Motivo.WRONG, Optional.empty(), NOW);
  private static final Asked ASKED = new Asked(REQUEST, 0);
  private static final InProcess RUNNING = new InProcess(REQUEST, NOW);
  private static final SatState WAITING =
      new SatState.Valid(Cancelable.WITH_ACCEPTANCE, Stage.IN_PROCESS);
  private static final SatState REFUSED =
      new SatState.Valid(Cancelable.WITH_ACCEPTANCE, Stage.REFUSED);
  private static final SatState STANDS = new SatState.Valid(Cancelable.WITH_ACCEPTANCE, Stage.NONE);
  private static final CancelAnswer RECEIVED = new CancelAnswer.Received(Optional.empty());

  @Test
  void a_request_that_sat_has_received_cancels_nothing_yet() {
    assertThat(ASKED.answered(RECEIVED, NOW)).isEqualTo(RUNNING);
    assertThat(RUNNING.told(WAITING, NOW)).isEqualTo(RUNNING);
    assertThat(RUNNING.isOver()).isFalse();
  }

  @Test
  void it_is_cancelled_when_sat_says_so() {
    var later = NOW.plus(Duration.ofHours(2));

    assertThat(RUNNING.told(new SatState.Cancelled(How.WITH_ACCEPTANCE), later))
        .isEqualTo(new Cancelled(REQUEST, How.WITH_ACCEPTANCE, later));
  }

  @Test
  void a_customer_who_refuses_leaves_the_document_standing() {
    var later = NOW.plus(Duration.ofHours(2));

    assertThat(RUNNING.told(REFUSED, later)).isEqualTo(new Refused(REQUEST, later));
  }

  @Test
  void the_refusal_of_an_earlier_request_is_not_taken_for_one_of_this() {
    assertThat(RUNNING.told(REFUSED, NOW.plus(Duration.ofMinutes(5)))).isEqualTo(RUNNING);
  }

  @Test
  void a_term_that_ran_out_cancels_nothing_until_sat_says_so() {
    var weekLater = NOW.plus(Duration.ofDays(7));

    assertThat(RUNNING.answerableUntil()).isEqualTo("2026-01-13");
    assertThat(RUNNING.told(WAITING, weekLater)).isEqualTo(RUNNING);
    assertThat(RUNNING.told(new SatState.Cancelled(How.SILENCE), weekLater))
        .isEqualTo(new Cancelled(REQUEST, How.SILENCE, weekLater));
  }

  @Test
  void sat_is_asked_soon_then_less_often_and_just_after_the_term() {
    assertThat(RUNNING.nextLook(NOW)).contains(NOW.plus(Duration.ofMinutes(1)));
    assertThat(RUNNING.nextLook(NOW.plus(Duration.ofHours(2))))
        .contains(NOW.plus(Duration.ofHours(4)));
    assertThat(RUNNING.nextLook(Instant.parse("2026-01-13T23:00:00Z")))
        .contains(Instant.parse("2026-01-14T06:05:00Z"));
    assertThat(RUNNING.nextLook(Instant.parse("2026-01-14T06:05:00Z")))
        .contains(Instant.parse("2026-01-14T18:05:00Z"));
  }

  @Test
  void who_cannot_be_reached_is_asked_again_and_what_sat_shows_is_believed() {
    var again = ASKED.answered(new CancelAnswer.Unknown("time-out"), NOW);

    assertThat(again).isEqualTo(new Asked(REQUEST, 1));
    assertThat(again.told(STANDS, NOW)).isEqualTo(again);
    assertThat(again.told(WAITING, NOW)).isEqualTo(RUNNING);
    assertThat(again.told(new SatState.Cancelled(How.WITHOUT_ACCEPTANCE), NOW))
        .isInstanceOf(Cancelled.class);
  }

  @Test
  void a_new_stamp_takes_a_while_to_reach_sat_but_not_for_ever() {
    var unfound = new CancelAnswer.NotNow("205");

    assertThat(ASKED.answered(unfound, NOW)).isEqualTo(new Asked(REQUEST, 1));
    assertThat(ASKED.answered(unfound, NOW.plus(Duration.ofHours(73))))
        .isInstanceOf(Impossible.class);
    assertThat(ASKED.answered(new CancelAnswer.NotNow("708"), NOW.plus(Duration.ofDays(30))))
        .isInstanceOf(Asked.class);
  }

  @Test
  void a_request_of_which_sat_shows_no_trace_is_made_again() {
    assertThat(RUNNING.told(STANDS, NOW.plus(Duration.ofHours(1)))).isEqualTo(RUNNING);
    assertThat(RUNNING.told(STANDS, NOW.plus(Duration.ofHours(25))))
        .isEqualTo(new Asked(REQUEST, 1));
  }

  @Test
  void a_request_sat_does_not_take_ends_it() {
    assertThat(ASKED.answered(new CancelAnswer.Never("no_cancelable", "tiene REP"), NOW))
        .isEqualTo(new Impossible(REQUEST, "no_cancelable", NOW));
  }

  @Test
  void nothing_is_cancelled_that_sat_did_not_say_and_what_is_over_stays_so() {
    Property.forAll(
        2000,
        (random, _) -> {
          Cancellation now = ASKED;
          var clock = NOW;
          boolean said = false;
          boolean refused = false;
          for (int i = 0; i < 30; i++) {
            clock = clock.plusSeconds(random.nextLong(0, 200_000));
            var before = now;
            if (now instanceof Asked asked && random.nextBoolean()) {
              now = asked.answered(anyAnswer(random), clock);
            } else {
              var state = anyState(random);
              now = now.told(state, clock);
              said |= state instanceof SatState.Cancelled;
              refused |= state.equals(REFUSED);
              assertThat(now.told(state, clock)).isEqualTo(now);
            }
            if (before.isOver()) {
              assertThat(now).isSameAs(before);
            }
            assertThat(now.nextLook(clock).isEmpty()).isEqualTo(now.isOver());
            assertThat(now.nextLook(clock).orElse(Instant.MAX)).isAfter(clock);
            assertThat(now.request()).isEqualTo(REQUEST);
          }
          assertThat(!(now instanceof Cancelled) || said).isTrue();
          assertThat(!(now instanceof Refused) || refused).isTrue();
        });
  }

  @Test
  void a_substitute_is_named_with_01_and_no_other() {
    assertThat(code(ask(Motivo.REPLACED, Optional.empty()))).isEqualTo("motivo_needs_substitute");
    assertThat(code(ask(Motivo.WRONG, Optional.of(OTHER)))).isEqualTo("motivo_has_no_substitute");
    assertThat(ask(Motivo.REPLACED, Optional.of(OTHER))).isInstanceOf(Outcome.Done.class);
    assertThatThrownBy(() -> new Request(UUID, Motivo.REPLACED, Optional.empty(), NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_tied_to_it_is_cancelled_first_and_named() {
    var tied = document(List.of("complemento P-1", "nota de crédito N-2"), Optional.empty());

    var refused = tied.ask(Motivo.WRONG, Optional.empty(), TODAY, NOW);

    assertThat(problem(refused))
        .isEqualTo(Problem.Conflict.of("cancel_first", "complemento P-1, nota de crédito N-2"));
  }

  @Test
  void a_company_has_until_the_end_of_march_and_a_person_until_the_end_of_april() {
    var company = new Cancellable(UUID, TODAY, "TES030201001", List.of(), Optional.empty());
    var person = new Cancellable(UUID, TODAY, "GOMA850101AB1", List.of(), Optional.empty());

    assertThat(company.lastDay()).isEqualTo("2027-03-31");
    assertThat(person.lastDay()).isEqualTo("2027-04-30");
    assertThat(company.ask(Motivo.WRONG, Optional.empty(), company.lastDay(), NOW))
        .isInstanceOf(Outcome.Done.class);
    assertThat(
            code(company.ask(Motivo.WRONG, Optional.empty(), LocalDate.parse("2027-04-01"), NOW)))
        .isEqualTo("cancellation_too_late");
  }

  @Test
  void it_is_asked_once_at_a_time_and_again_after_a_refusal() {
    assertThat(code(after(RUNNING))).isEqualTo("cancellation_requested");
    assertThat(code(after(new Cancelled(REQUEST, How.SILENCE, NOW))))
        .isEqualTo("tax_document_cancelled");
    assertThat(after(new Refused(REQUEST, NOW))).isInstanceOf(Outcome.Done.class);
    assertThat(after(new Impossible(REQUEST, "798", NOW))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void motivos_are_sats() {
    assertThat(Motivo.of("01")).contains(Motivo.REPLACED);
    assertThat(Motivo.of("04")).contains(Motivo.IN_GLOBAL);
    assertThat(Motivo.of("05")).isEmpty();
  }

  private static Outcome<Asked> ask(Motivo motivo, Optional<String> substitute) {
    return document(List.of(), Optional.empty()).ask(motivo, substitute, TODAY, NOW);
  }

  private static Outcome<Asked> after(Cancellation before) {
    return document(List.of(), Optional.of(before)).ask(Motivo.WRONG, Optional.empty(), TODAY, NOW);
  }

  private static Cancellable document(List<String> tied, Optional<Cancellation> running) {
    return new Cancellable(UUID, TODAY, "TES030201001", tied, running);
  }

  private static Problem problem(Outcome<Asked> outcome) {
    return ((Outcome.Refused<Asked>) outcome).problem();
  }

  private static String code(Outcome<Asked> outcome) {
    return switch (problem(outcome)) {
      case Problem.Conflict(var code, _) -> code;
      case Problem.Invalid(var faults) -> faults.getFirst().code();
      case Problem.NotFound(var what) -> what;
      case Problem.Stale _ -> "stale";
    };
  }

  private static CancelAnswer anyAnswer(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> RECEIVED;
      case 1 -> new CancelAnswer.NotNow(random.nextBoolean() ? "205" : "708");
      case 2 -> new CancelAnswer.Never("203", "");
      default -> new CancelAnswer.Unknown("");
    };
  }

  private static SatState anyState(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> REFUSED;
      case 1 -> new SatState.Cancelled(random.nextBoolean() ? How.SILENCE : How.WITH_ACCEPTANCE);
      case 2, 3 -> STANDS;
      case 4 -> new SatState.Missing("602");
      case 5 -> new SatState.Unknown("");
      default -> WAITING;
    };
  }
}
