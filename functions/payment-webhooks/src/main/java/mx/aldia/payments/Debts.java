package mx.aldia.payments;

import java.util.Optional;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;

/** Finds what money is told for. */
final class Debts {
  private final InvoiceStore invoices;

  Debts(InvoiceStore invoices) {
    this.invoices = invoices;
  }

  /** The head alone where that says all; a draft's terms lie in its document. */
  Optional<Debt> find(InvoiceId id) {
    return invoices
        .findIssued(id)
        .map(Debt::of)
        .or(() -> invoices.find(id).map(InvoiceRecord::invoice).map(Debt::of));
  }

  Outcome<Debt> get(InvoiceId id) {
    return find(id)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Problem.NotFound("invoice")));
  }
}
