package mx.aldia.domain.tax;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;

/**
 * A stamped document that may be asked to be cancelled.
 *
 * @param issuedOn its Fecha's day
 * @param issuer the RFC that issued it
 * @param dependents what stands and is tied to it, as people name it: they are cancelled first
 * @param running a cancellation that was asked for before
 */
public record Cancellable(
    String uuid,
    LocalDate issuedOn,
    String issuer,
    List<String> dependents,
    Optional<Cancellation> running) {
  private static final int COMPANY = 12;

  public Cancellable {
    dependents = List.copyOf(dependents);
  }

  /**
   * The last day on which SAT takes a request: the month's end in which the issuer's annual return
   * for the year of issue is due: March for a company, April for a person (RMF 2.7.1.47).
   */
  public LocalDate lastDay() {
    var month = issuer.length() == COMPANY ? Month.MARCH : Month.APRIL;
    return YearMonth.of(issuedOn.getYear() + 1, month).atEndOfMonth();
  }

  /** The request, if it can be made today. */
  public Outcome<Cancellation.Asked> ask(
      Motivo motivo, Optional<String> substitute, LocalDate today, Instant at) {
    var fault = motivo.faultWith(substitute);
    if (fault.isPresent()) {
      return Outcome.refused(Problem.Invalid.of(Fault.at("/motivo", fault.get())));
    }
    if (running.isPresent() && running.get() instanceof Cancellation.Cancelled) {
      return Outcome.refused(Problem.Conflict.of("tax_document_cancelled", "cancelled"));
    }
    if (running.isPresent() && !running.get().isOver()) {
      return Outcome.refused(
          Problem.Conflict.of("cancellation_requested", "cancellation_requested"));
    }
    if (!dependents.isEmpty()) {
      return Outcome.refused(Problem.Conflict.of("cancel_first", String.join(", ", dependents)));
    }
    if (today.isAfter(lastDay())) {
      return Outcome.refused(Problem.Conflict.of("cancellation_too_late", lastDay()));
    }
    return Outcome.done(
        new Cancellation.Asked(new Cancellation.Request(uuid, motivo, substitute, at), 0));
  }
}
