package mx.aldia.domain.tax;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.time.TaxDays;

/**
 * How a stamped document comes to be cancelled: {@code asked -> in process -> cancelled}, or the
 * customer refuses, or SAT never takes the request. The decisions are pure; that a document is
 * cancelled is SAT's to say and never follows from a term that ran out.
 */
public sealed interface Cancellation {
  /** SAT dates by it. */
  ZoneId SAT_ZONE = ZoneId.of("America/Mexico_City");

  /** The customer has three days that count (RMF 2.7.1.34); silence is a yes. */
  int DAYS_TO_ANSWER = 3;

  Request request();

  /**
   * What SAT is asked: to cancel one document.
   *
   * @param substitute the UUID that takes its place: there with motivo 01 and with no other
   * @param at on the tenant's clock
   */
  record Request(String uuid, Motivo motivo, Optional<String> substitute, Instant at) {
    public Request {
      if (motivo.namesSubstitute() != substitute.isPresent()) {
        throw new IllegalArgumentException("a substitute is named with motivo 01 and no other");
      }
    }
  }

  /**
   * Wanted, and not known to have reached SAT.
   *
   * @param tries how often it was sent
   */
  record Asked(Request request, int tries) implements Cancellation {
    /** What follows from the answer to a try. */
    public Cancellation answered(CancelAnswer answer, Instant now) {
      return switch (answer) {
        case CancelAnswer.Received _ -> new InProcess(request, now);
        case CancelAnswer.Never(var code, _) -> new Impossible(request, code, now);
        case CancelAnswer.NotNow(var code) ->
            code.equals(NOT_FOUND) && tooLong(request.at(), now, UNFOUND)
                ? new Impossible(request, code, now)
                : new Asked(request, tries + 1);
        case CancelAnswer.Unknown _ -> new Asked(request, tries + 1);
      };
    }
  }

  /** SAT has it, and perhaps the customer is being asked. */
  record InProcess(Request request, Instant receivedAt) implements Cancellation {
    /** The last day on which the customer may say no, in Mexico's central time. */
    public LocalDate answerableUntil() {
      return TaxDays.after(LocalDate.ofInstant(receivedAt, SAT_ZONE), DAYS_TO_ANSWER);
    }
  }

  record Cancelled(Request request, SatState.How how, Instant at) implements Cancellation {}

  /** The customer said no: the document stands. */
  record Refused(Request request, Instant at) implements Cancellation {}

  /**
   * SAT will not take this request: the document stands.
   *
   * @param code as SAT or the certifier writes it
   */
  record Impossible(Request request, String code, Instant at) implements Cancellation {}

  /** As SAT and PACs write "no such document". */
  String NOT_FOUND = "205";

  /** A stamp reaches SAT within minutes; after this long it will not. */
  Duration UNFOUND = Duration.ofDays(3);

  /** SAT's page shows the refusal of an earlier request for a while after a new one. */
  Duration STALE = Duration.ofMinutes(10);

  /** If SAT then shows no trace of a request that it took, it is made again. */
  Duration TRACELESS = Duration.ofDays(1);

  /** Since the request; then every twelve hours. */
  List<Duration> LOOKS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(4),
          Duration.ofHours(12));

  /** Whether nothing can change it any more. */
  default boolean isOver() {
    return switch (this) {
      case Asked _, InProcess _ -> false;
      case Cancelled _, Refused _, Impossible _ -> true;
    };
  }

  /** What follows from what SAT says; told twice it is told once. */
  default Cancellation told(SatState state, Instant now) {
    return switch (this) {
      case Cancelled _, Refused _, Impossible _ -> this;
      case Asked asked ->
          switch (state) {
            case SatState.Cancelled(var how) -> new Cancelled(asked.request(), how, now);
            case SatState.Valid(_, var stage) when stage == SatState.Stage.IN_PROCESS ->
                new InProcess(asked.request(), now);
            case SatState.Valid _, SatState.Missing _, SatState.Unknown _ -> this;
          };
      case InProcess running ->
          switch (state) {
            case SatState.Cancelled(var how) -> new Cancelled(running.request(), how, now);
            case SatState.Valid(_, var stage) -> running(running, stage, now);
            case SatState.Missing _, SatState.Unknown _ -> this;
          };
    };
  }

  /** When to ask SAT next: later than now; empty when it is over. */
  default Optional<Instant> nextLook(Instant now) {
    return switch (this) {
      case Cancelled _, Refused _, Impossible _ -> Optional.empty();
      case Asked asked -> Optional.of(look(asked.request().at(), now));
      case InProcess running -> {
        var termEnds =
            running
                .answerableUntil()
                .plusDays(1)
                .atStartOfDay(SAT_ZONE)
                .toInstant()
                .plus(LOOKS.get(1));
        var next = look(running.receivedAt(), now);
        yield Optional.of(termEnds.isAfter(now) && termEnds.isBefore(next) ? termEnds : next);
      }
    };
  }

  private static Cancellation running(InProcess running, SatState.Stage stage, Instant now) {
    return switch (stage) {
      case IN_PROCESS -> running;
      case REFUSED ->
          tooLong(running.receivedAt(), now, STALE) ? new Refused(running.request(), now) : running;
      case NONE ->
          tooLong(running.receivedAt(), now, TRACELESS) ? new Asked(running.request(), 1) : running;
    };
  }

  private static Instant look(Instant since, Instant now) {
    return LOOKS.stream()
        .map(since::plus)
        .filter(now::isBefore)
        .findFirst()
        .orElse(now.plus(LOOKS.getLast()));
  }

  private static boolean tooLong(Instant since, Instant now, Duration limit) {
    return Duration.between(since, now).compareTo(limit) > 0;
  }
}
