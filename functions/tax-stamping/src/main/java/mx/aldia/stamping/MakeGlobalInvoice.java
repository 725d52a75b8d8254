package mx.aldia.stamping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.id.Ulid;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.LedgerEntry;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tax.GlobalPeriod;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.TaxDocumentStore;
import mx.aldia.table.TenantStore;

/**
 * Sums up what was paid in a period by customers who gave no RFC. Each sale is in at most one
 * global invoice: its own document, of which there will be none, says in which.
 */
final class MakeGlobalInvoice {
  /**
   * Each is one item of the transaction, and each is told of the stamp; both have to fit in 100.
   */
  static final int MOST_TICKETS = 80;

  private static final int PAGE = 100;

  /** Every other writer commits in milliseconds, so a few readings always suffice. */
  private static final int ATTEMPTS = 8;

  private final CustomerStore customers;
  private final InvoiceStore invoices;
  private final PaymentStore payments;
  private final TaxDocumentStore documents;
  private final Ulid ids;

  MakeGlobalInvoice(
      CustomerStore customers,
      InvoiceStore invoices,
      PaymentStore payments,
      TaxDocumentStore documents,
      Ulid ids) {
    this.customers = customers;
    this.invoices = invoices;
    this.payments = payments;
    this.documents = documents;
    this.ids = ids;
  }

  /**
   * A global invoice that is asked for.
   *
   * @param remaining sales of the period that did not fit into it
   */
  record Made(TaxDocument document, int remaining) {}

  /** A sale, and its own document if it has one. */
  private record Ticket(InvoiceRecord record, Optional<TaxDocument> document) {
    Invoice.Paid paid() {
      return (Invoice.Paid) record.invoice();
    }

    TaxDocument.Named named() {
      return new TaxDocument.Named(paid().id(), paid().bill().number());
    }

    CustomerId customer() {
      return paid().bill().customer();
    }
  }

  Outcome<Made> make(TenantStore.Open open, GlobalPeriod period, Attempt<Made> attempt) {
    if (open.tenant().cfdi() == Tenant.Cfdi.OFF) {
      return Outcome.refused(Problem.Conflict.of("cfdi_is_off"));
    }
    var id = new TaxDocumentId(open.tenant().id(), "tax_" + ids.next());
    for (int i = 0; i < ATTEMPTS; i++) {
      var tickets = tickets(open, period);
      if (tickets.isEmpty()) {
        return Outcome.refused(Problem.Conflict.of("nothing_to_sum_up"));
      }
      var taken = tickets.subList(0, Math.min(tickets.size(), MOST_TICKETS));
      var global = asked(open, id, period, taken);
      var made = new Made(global, tickets.size() - taken.size());
      if (invoices.openGlobal(open.time(), global, claims(open, id, taken), attempt, made)) {
        return Outcome.done(made);
      }
    }
    throw new IllegalStateException(
        "still contended after %d attempts: %s".formatted(ATTEMPTS, id));
  }

  private static TaxDocument.Requested asked(
      TenantStore.Open open, TaxDocumentId id, GlobalPeriod period, List<Ticket> tickets) {
    return new TaxDocument.Requested(
        new TaxDocument.About(
            id,
            tickets.getFirst().customer(),
            tickets.stream().map(Ticket::named).toList(),
            new TaxDocument.Global(period, tickets.stream().map(Ticket::customer).toList()),
            open.time().now(),
            open.time().movable()),
        StampDocument.patience(open.time()),
        1);
  }

  private static Map<TaxDocument.InGlobal, Optional<TaxDocument>> claims(
      TenantStore.Open open, TaxDocumentId global, List<Ticket> tickets) {
    var claims = new LinkedHashMap<TaxDocument.InGlobal, Optional<TaxDocument>>();
    for (var ticket : tickets) {
      var about =
          ticket
              .document()
              .map(TaxDocument::about)
              .orElseGet(
                  () ->
                      new TaxDocument.About(
                          TaxDocumentId.of(ticket.paid().id()),
                          TaxDocument.Type.I,
                          ticket.customer(),
                          List.of(ticket.named()),
                          Optional.empty(),
                          open.time().now(),
                          open.time().movable()));
      var version = ticket.document().map(TaxDocument::version).orElse(0L) + 1;
      claims.put(new TaxDocument.InGlobal(about, global, version), ticket.document());
    }
    return claims;
  }

  /** Oldest payment first. */
  private List<Ticket> tickets(TenantStore.Open open, GlobalPeriod period) {
    var found = new LinkedHashMap<InvoiceId, Ticket>();
    var beginning = period.from().atStartOfDay(open.tenant().zone()).toInstant();
    Optional<String> after = Optional.empty();
    do {
      var page = payments.list(open.time(), beginning, after, PAGE);
      page.items().stream()
          .filter(payment -> payment.state() == Payment.State.APPLIED)
          .filter(payment -> period.contains(payment.receivedOn()))
          .flatMap(payment -> payment.allocations().stream())
          .map(Payment.Allocation::invoice)
          .filter(invoice -> !found.containsKey(invoice))
          .flatMap(invoice -> ticket(invoice, period).stream())
          .forEach(ticket -> found.put(ticket.paid().id(), ticket));
      after = page.next();
    } while (after.isPresent());
    return new ArrayList<>(found.values());
  }

  private Optional<Ticket> ticket(InvoiceId id, GlobalPeriod period) {
    return invoices
        .find(id)
        .filter(record -> record.invoice() instanceof Invoice.Paid paid && isNobodys(record, paid))
        .map(record -> new Ticket(record, documents.of(id)))
        .filter(this::isFree)
        .filter(ticket -> isPaidIn(ticket.paid(), period));
  }

  /** Sold in pesos to somebody who gave no RFC, neither then nor since. */
  private boolean isNobodys(InvoiceRecord record, Invoice.Paid paid) {
    var buyer = record.parties().orElseThrow().buyer();
    return !paid.bill().fiscal()
        && buyer.rfc().isEmpty()
        && !buyer.isAbroad()
        && paid.bill().total().currency().equals(Money.MXN)
        && record.terms().lines().stream().allMatch(line -> line.withholdings().isEmpty())
        && customers.find(paid.bill().customer()).flatMap(it -> it.tax().rfc()).isEmpty();
  }

  /** Whether no document speaks of it, and none of its own can come. */
  private boolean isFree(Ticket ticket) {
    return switch (ticket.document().orElse(null)) {
      case null -> !ticket.paid().bill().stampedWhenPaid();
      case TaxDocument.NeedsData _ -> true;
      case TaxDocument.InGlobal sold -> documents.isFree(sold);
      case TaxDocument.Requested _,
          TaxDocument.Sealed _,
          TaxDocument.Rejected _,
          TaxDocument.Stamped _,
          TaxDocument.Cancelling _,
          TaxDocument.Cancelled _,
          TaxDocument.Withdrawn _ ->
          false;
    };
  }

  /** It counts for the period in which the last of it was paid. */
  private boolean isPaidIn(Invoice.Paid paid, GlobalPeriod period) {
    return LedgerEntry.standing(invoices.ledger(paid.id())).stream()
        .map(LedgerEntry::valueOn)
        .max(LocalDate::compareTo)
        .filter(period::contains)
        .isPresent();
  }
}
