package mx.aldia.table;

import java.util.Optional;
import mx.aldia.domain.collections.Planned;
import mx.aldia.domain.collections.PolicyId;
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

  /**
   * One as it is issued.
   *
   * @param reminder the first of them; empty where nobody is to be reminded
   * @param movable whether its tenant has a clock that can be moved
   */
  public static InvoiceRecord issued(
      Invoice.Issued invoice,
      Terms terms,
      Parties parties,
      PolicyId policy,
      Optional<Planned> reminder,
      boolean movable,
      Optional<InvoiceId> replaces) {
    return new InvoiceRecord(
        invoice,
        terms,
        Optional.of(parties),
        Optional.of(LadderEntry.first(invoice.id(), policy, reminder, movable)),
        replaces,
        Optional.empty());
  }

  InvoiceRecord with(Invoice next, Optional<LadderEntry> reminders) {
    return new InvoiceRecord(next, terms, parties, reminders, replaces, replacedBy);
  }
}
