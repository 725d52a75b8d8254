package mx.aldia.issuance;

import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.Advance;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.table.AdvanceStore;

/**
 * An advance with what its state depends on.
 *
 * @param own its invoice
 * @param document of that for SAT, if it has one
 * @param applications which invoices have what of it
 */
record KnownAdvance(
    Advance advance,
    Invoice.Issued own,
    Optional<TaxDocument> document,
    List<AdvanceStore.Application> applications) {
  KnownAdvance {
    applications = List.copyOf(applications);
  }

  Money available() {
    return advance.available(own);
  }

  /** As the API names it. */
  String state() {
    return switch (own) {
      case Invoice.Voided _ -> "void";
      case Invoice.Open _, Invoice.Uncollectible _ -> "unpaid";
      case Invoice.Paid _ -> available().isPositive() ? "available" : "used";
    };
  }
}
