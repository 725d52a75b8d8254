package mx.aldia.issuance;

import java.util.Optional;
import java.util.function.Function;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.Cancellable;
import mx.aldia.domain.tax.Cancellation;
import mx.aldia.domain.tax.Motivo;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxWords;
import mx.aldia.edge.Fields;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TenantTime;

/** How SAT is asked to cancel what it has stamped, of an invoice and of a credit note alike. */
final class AskSat {
  private final InvoiceStore invoices;

  AskSat(InvoiceStore invoices) {
    this.invoices = invoices;
  }

  /**
   * What the caller says about it.
   *
   * @param motivo needed where SAT is to be asked
   * @param substitute the UUID that takes its place, with motivo 01 and with no other
   */
  record Why(Optional<Motivo> motivo, Optional<String> substitute) {
    /** As a request says it; what does not fit together is a fault, whether or not SAT is asked. */
    static Why of(Fields fields) {
      var motivo = fields.choice("motivo", Motivo.CODES).optional().flatMap(Motivo::of);
      var substitute = fields.text("substitute").matching(TaxWords.UUID, "not_a_uuid").optional();
      if (fields.valid("motivo", "substitute")) {
        motivo
            .flatMap(it -> it.faultWith(substitute))
            .ifPresent(code -> fields.refuse("motivo", code));
      }
      return new Why(motivo, substitute);
    }
  }

  /**
   * Asks, if it can be asked today.
   *
   * @param was the document as it was read
   * @param invoice the one that is to go with it, still as it was read
   * @param taken what the caller is told of the document that is being cancelled
   * @return empty when something has changed since it was read
   */
  <T> Optional<Outcome<T>> ask(
      TenantTime time,
      Cancellable cancellable,
      TaxDocument.Stamped was,
      Optional<Invoice.Open> invoice,
      Why why,
      Function<TaxDocument, T> taken,
      Attempt<T> attempt) {
    if (why.motivo().isEmpty()) {
      return Optional.of(
          Outcome.refused(Problem.Invalid.of(Fault.at("/motivo", "motivo_required"))));
    }
    var asked = cancellable.ask(why.motivo().get(), why.substitute(), time.today(), time.now());
    return switch (asked) {
      case Outcome.Refused<Cancellation.Asked>(var problem) ->
          Optional.of(Outcome.refused(problem));
      case Outcome.Done<Cancellation.Asked>(var cancellation) -> {
        var next = was.cancelling(cancellation, cancellation.nextLook(time.now()).orElseThrow());
        yield invoices.askToCancel(time, invoice, was, next, attempt.seenAs(taken))
            ? Optional.of(Outcome.done(taken.apply(next)))
            : Optional.empty();
      }
    };
  }
}
