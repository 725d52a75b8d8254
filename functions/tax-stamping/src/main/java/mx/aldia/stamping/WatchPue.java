package mx.aldia.stamping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.LedgerEntry;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.task.Task;
import mx.aldia.domain.task.TaskId;
import mx.aldia.domain.tax.PueTerm;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.TaskStore;

/**
 * What an invoice declares as paid at once (PUE) is held against what is paid: money by another
 * form than was declared is a task, and a task is over once what was declared has come true.
 */
final class WatchPue {
  private final InvoiceStore invoices;
  private final TaskStore tasks;

  WatchPue(InvoiceStore invoices, TaskStore tasks) {
    this.invoices = invoices;
    this.tasks = tasks;
  }

  /** Money has come: told twice it asks for nothing twice. */
  void paid(Payment payment, InvoiceRecord record, Instant now) {
    if (!(record.invoice() instanceof Invoice.Issued invoice)
        || !invoice.bill().fiscal()
        || record.terms().paymentMethod().filter("PUE"::equals).isEmpty()) {
      return;
    }
    if (!record.terms().paymentForm().equals(Optional.of(payment.form()))) {
      tasks.raise(otherForm(invoice, payment, now));
    }
    if (invoice instanceof Invoice.Paid paid && isKept(paid)) {
      tasks.close(TaskId.unpaid(paid.id()), now);
    }
  }

  /** SAT has cancelled what declared it, whatever was paid of it. */
  void cancelled(InvoiceId id, List<Payment> payments, Instant now) {
    tasks.close(TaskId.unpaid(id), now);
    payments.forEach(payment -> tasks.close(TaskId.otherForm(id, payment.id()), now));
  }

  private boolean isKept(Invoice.Paid paid) {
    return LedgerEntry.standing(invoices.ledger(paid.id())).stream()
        .allMatch(entry -> PueTerm.keeps(paid.bill().issuedOn(), entry.valueOn()));
  }

  private static Task otherForm(Invoice.Issued invoice, Payment payment, Instant now) {
    return new Task(
        TaskId.otherForm(invoice.id(), payment.id()),
        Task.Kind.PUE_NOT_KEPT,
        Optional.of(new TaxDocument.Named(invoice.id(), invoice.bill().number())),
        Optional.of(invoice.bill().customer()),
        payment.id().value(),
        Optional.empty(),
        Optional.of("other_form"),
        List.of(),
        now,
        Optional.empty(),
        1,
        Optional.empty());
  }
}
