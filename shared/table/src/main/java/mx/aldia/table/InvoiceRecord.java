package mx.aldia.table;

import java.util.Optional;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Terms;

/**
 * An invoice with what it says.
 *
 * @param parties as they were on issue; empty while it is a draft
 * @param ladder where its reminders stand; empty while it is a draft
 * @param replaces the one whose place it takes
 * @param replacedBy the one that takes its place
 */
public record InvoiceRecord(
    Invoice invoice,
    Terms terms,
    Optional<Parties> parties,
    Optional<LadderEntry> ladder,
    Optional<InvoiceId> replaces,
    Optional<InvoiceId> replacedBy) {
  /** One that stands by itself. */
  public InvoiceRecord(
      Invoice invoice, Terms terms, Optional<Parties> parties, Optional<LadderEntry> ladder) {
    this(invoice, terms, parties, ladder, Optional.empty(), Optional.empty());
  }

  InvoiceRecord with(Invoice next, Optional<LadderEntry> reminders) {
    return new InvoiceRecord(next, terms, parties, reminders, replaces, replacedBy);
  }
}
