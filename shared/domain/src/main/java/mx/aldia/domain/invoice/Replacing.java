package mx.aldia.domain.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.problem.Outcome;

/** An invoice that another takes the place of, and its money that goes over to that one. */
public final class Replacing {
  private static final String REASON = "replaced";

  private Replacing() {}

  /**
   * Both invoices afterwards.
   *
   * @param moved each payment of the former, with what the new one takes of it
   * @param toCredit what the new one does not take
   */
  public record Replaced(
      Invoice.Change was, Invoice.Change fresh, List<Payment> moved, Money toCredit) {
    public Replaced {
      moved = List.copyOf(moved);
    }
  }

  /**
   * What becomes of the two. The former is void where SAT does not know it; else it is owed, and
   * nobody is reminded of it, until SAT has cancelled it.
   *
   * @param was open or paid, with nothing credited
   * @param issued the one that takes its place, just issued
   * @param payments all that was applied to the former
   */
  public static Replaced of(
      Invoice.Issued was,
      Invoice.Change issued,
      List<Payment> payments,
      boolean knownToSat,
      LocalDate today,
      Instant at) {
    var before = new Books(was);
    var after = new Books(issued.next());
    after.add(issued);
    var moved = new ArrayList<Payment>();
    var toCredit = Money.zero(was.bill().total().currency());
    for (var payment : payments) {
      var applied = payment.appliedTo(was.id());
      before.entries(Reversal.of(before.invoice, payment.id(), applied, REASON, today, at));
      var takes = applied.min(after.invoice.amountDue());
      if (after.invoice instanceof Invoice.Open open && takes.isPositive()) {
        after.entries(
            open.receive(payment.id(), takes, payment.method().name(), payment.receivedOn(), at));
      }
      toCredit = toCredit.plus(applied).minus(takes);
      moved.add(payment.moved(was.id(), new Payment.Allocation(issued.next().id(), takes)));
      var from = was.id();
      var to = issued.next().id();
      before.events.add(moved(before.invoice, payment, applied, from, to));
      after.events.add(moved(after.invoice, payment, takes, from, to));
    }
    if (after.invoice instanceof Invoice.Paid paid) {
      var bill = paid.bill();
      after.events.add(
          new Event.InvoicePaid(paid.id(), bill.customer(), bill.number(), bill.total(), today));
    }
    end(before, issued.next(), knownToSat, today, at);
    return new Replaced(before.change(), after.change(), moved, toCredit);
  }

  private static Event moved(
      Invoice.Issued invoice, Payment payment, Money amount, InvoiceId from, InvoiceId to) {
    return new Event.PaymentMoved(
        invoice.id(),
        invoice.bill().customer(),
        invoice.bill().number(),
        payment.id(),
        amount,
        from,
        to);
  }

  private static void end(
      Books was, Invoice.Issued fresh, boolean knownToSat, LocalDate today, Instant at) {
    if (!(was.invoice instanceof Invoice.Open open)) {
      throw new IllegalArgumentException("something is left on what is replaced: " + was.invoice);
    }
    was.events.add(
        new Event.InvoiceReplaced(
            open.id(), open.bill().customer(), open.bill().number(), fresh.id()));
    if (knownToSat) {
      was.invoice =
          new Invoice.Open(
              open.id(),
              open.bill(),
              open.paid(),
              open.credited(),
              open.receiptConfirmedAt(),
              true,
              open.createdAt(),
              open.version() + 1);
    } else if (open.voided(today, at, REASON) instanceof Outcome.Done<Invoice.Change>(var change)) {
      was.add(change);
    } else {
      throw new IllegalArgumentException("money is left on what is replaced: " + open);
    }
  }

  /** One invoice while it is changed step by step. */
  private static final class Books {
    private Invoice.Issued invoice;
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    Books(Invoice.Issued invoice) {
      this.invoice = invoice;
    }

    void add(Invoice.Change change) {
      entries(change);
      events.addAll(change.events());
    }

    /** What is written, and not what is usually told of it. */
    void entries(Invoice.Change change) {
      invoice = change.next();
      ledger.addAll(change.ledger());
    }

    Invoice.Change change() {
      return new Invoice.Change(invoice, ledger, events);
    }
  }
}
