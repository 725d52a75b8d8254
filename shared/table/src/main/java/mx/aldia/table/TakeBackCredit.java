package mx.aldia.table;

import java.util.Optional;
import mx.aldia.domain.invoice.CreditNote;
import mx.aldia.domain.invoice.Crediting;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.table.InvoiceStore.Reminding;

/** Decides what becomes of an invoice when a credit note on it is taken back. */
public final class TakeBackCredit {
  private final InvoiceStore invoices;
  private final ReopenLadder ladders;

  public TakeBackCredit(InvoiceStore invoices, ReopenLadder ladders) {
    this.invoices = invoices;
    this.ladders = ladders;
  }

  /**
   * A note and its invoice afterwards, as it is read now. What was settled and is owed again is
   * reminded of again.
   *
   * @return empty where either is void: then there is nothing to give back
   */
  public Optional<CreditNoteStore.TakenBack> of(TenantTime time, CreditNote note) {
    var invoice = invoices.findIssued(note.invoice()).orElseThrow();
    if (note.isVoid() || invoice instanceof Invoice.Voided) {
      return Optional.empty();
    }
    var change = Crediting.takenBack(invoice, note, time.today(), time.now());
    var reminding =
        invoice instanceof Invoice.Paid && change.next() instanceof Invoice.Open open
            ? ladders.plan(time, open)
            : new Reminding.Unchanged();
    return Optional.of(new CreditNoteStore.TakenBack(note, invoice, change, reminding, time.now()));
  }
}
