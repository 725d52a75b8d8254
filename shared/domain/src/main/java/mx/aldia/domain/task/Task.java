package mx.aldia.domain.task;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxFinding;

/**
 * Something that only a person at the business can do. It is raised with the fact that asks for it,
 * and closes by itself when what it asks for has happened.
 *
 * @param invoice that it is about, with its number
 * @param about the thing itself: a document for SAT, a certificate's number, a payment, what a
 *     provider told
 * @param type of that document
 * @param reason why, as a code of the kind's own
 * @param findings what is to be changed, where a document was refused
 * @param since on the tenant's clock
 * @param due when it is too late, on the tenant's clock
 * @param version more each time that it is raised anew
 */
public record Task(
    TaskId id,
    Kind kind,
    Optional<TaxDocument.Named> invoice,
    Optional<CustomerId> customer,
    String about,
    Optional<TaxDocument.Type> type,
    Optional<String> reason,
    List<TaxFinding> findings,
    Instant since,
    Optional<Instant> due,
    long version,
    Optional<Closed> closed) {
  /** SAT's own: stamped within 72 hours of its Fecha, or with another Fecha. */
  private static final Duration STAMPED_WITHIN = Duration.ofDays(3);

  private static final int LAST_FOR_COMPLEMENTS = 5;

  public Task {
    findings = List.copyOf(findings);
  }

  /** What is asked for. */
  public enum Kind {
    /** A document for SAT was refused, or lacks data: correct it. */
    CORRECT_TAX_DOCUMENT,
    /** Nobody knows yet what became of a document: ask the certifier again. */
    LATE_STAMP,
    /** A document that was to be cancelled stands: talk to the customer, or ask again. */
    CANCELLATION_REFUSED,
    /** What seals comes to its end: bring another certificate. */
    CERTIFICATE_EXPIRING,
    /** Money that no machine could book: look at it. */
    PAYMENT_TO_REVIEW,
    /** Declared as paid at once (PUE), and it is not, or by another form: substitute it. */
    PUE_NOT_KEPT
  }

  /**
   * There is nothing to be done any more.
   *
   * @param outcome what the person said who did it; empty where it closed by itself
   */
  public record Closed(Instant at, Optional<String> outcome) {}

  /** What a document asks of the business as it stands now; empty where it asks for nothing. */
  public static Optional<Task> of(TaxDocument document, Instant now) {
    return switch (document) {
      case TaxDocument.NeedsData lacking when lacking.awaited() ->
          Optional.of(of(document, Kind.CORRECT_TAX_DOCUMENT, Optional.empty(), now));
      case TaxDocument.Rejected _ ->
          Optional.of(of(document, Kind.CORRECT_TAX_DOCUMENT, Optional.empty(), now));
      case TaxDocument.Sealed sealed when sealed.isLate() ->
          Optional.of(of(document, Kind.LATE_STAMP, Optional.of("unanswered"), now));
      case TaxDocument.Stamped stamped ->
          stamped
              .attempt()
              .flatMap(Task::refusedBy)
              .map(by -> of(document, Kind.CANCELLATION_REFUSED, Optional.of(by), now));
      case TaxDocument.NeedsData _,
          TaxDocument.Sealed _,
          TaxDocument.Requested _,
          TaxDocument.Cancelling _,
          TaxDocument.Cancelled _,
          TaxDocument.Withdrawn _,
          TaxDocument.InGlobal _ ->
          Optional.empty();
    };
  }

  private static Task of(TaxDocument document, Kind kind, Optional<String> reason, Instant now) {
    var about = document.about();
    return new Task(
        TaskId.of(about.id()),
        kind,
        ofOne(about).map(it -> it.invoices().getFirst()),
        ofOne(about).map(TaxDocument.About::customer),
        about.id().value(),
        Optional.of(about.type()),
        reason,
        document.findings(),
        now,
        kind == Kind.CANCELLATION_REFUSED ? Optional.empty() : Optional.of(stampedBy(about)),
        document.version(),
        Optional.empty());
  }

  /**
   * A complement has until the fifth of the month after its money came, everything else its 72
   * hours.
   */
  private static Instant stampedBy(TaxDocument.About about) {
    return about
        .receivedOn()
        .map(day -> YearMonth.from(day).plusMonths(1).atDay(LAST_FOR_COMPLEMENTS).plusDays(1))
        .map(over -> over.atStartOfDay(Cancellation.SAT_ZONE).toInstant())
        .orElse(about.since().plus(STAMPED_WITHIN));
  }

  /** A global invoice is nobody's in particular. */
  private static Optional<TaxDocument.About> ofOne(TaxDocument.About about) {
    return Optional.of(about).filter(it -> it.global().isEmpty());
  }

  private static Optional<String> refusedBy(Cancellation cancellation) {
    return switch (cancellation) {
      case Cancellation.Refused _ -> Optional.of("customer");
      case Cancellation.Impossible _ -> Optional.of("sat");
      case Cancellation.Asked _, Cancellation.InProcess _, Cancellation.Cancelled _ ->
          Optional.empty();
    };
  }
}
