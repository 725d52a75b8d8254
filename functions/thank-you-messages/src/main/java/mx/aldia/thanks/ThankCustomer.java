package mx.aldia.thanks;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.LedgerEntry;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.edge.Envelope;
import mx.aldia.letters.Occasion;
import mx.aldia.sending.Matter;
import mx.aldia.sending.SendMessage;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.Once;
import mx.aldia.table.PaymentStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.TenantStore;
import org.jspecify.annotations.Nullable;

/**
 * Thanks a customer for its money: a receipt for each part, once a payment and invoice; and one
 * thank-you when the invoice is settled, which is the receipt of the last payment too. Whoever is
 * not written to about an invoice is not thanked for it either.
 */
final class ThankCustomer {
  private final TenantStore tenants;
  private final CustomerStore customers;
  private final InvoiceStore invoices;
  private final PaymentStore payments;
  private final PolicyStore policies;
  private final SendMessage sendMessage;

  ThankCustomer(
      TenantStore tenants,
      CustomerStore customers,
      InvoiceStore invoices,
      PaymentStore payments,
      PolicyStore policies,
      SendMessage sendMessage) {
    this.tenants = tenants;
    this.customers = customers;
    this.invoices = invoices;
    this.payments = payments;
    this.policies = policies;
    this.sendMessage = sendMessage;
  }

  /** Money came, or all of it has; told ten times it is thanked for once. */
  void on(Envelope event) {
    if (isLastPart(event)) {
      return; // invoice.paid thanks for it
    }
    var id = new InvoiceId(event.tenant(), event.text("invoice"));
    var found = invoices.find(id).orElseThrow(() -> new IllegalStateException("no invoice " + id));
    if (!(found.invoice() instanceof Invoice.Issued invoice) || !invoice.bill().send()) {
      return;
    }
    switch (event.type()) {
      case "payment.received" -> receipt(event, found, invoice);
      case "invoice.paid" -> thankYou(found, invoice);
      default -> throw new IllegalArgumentException("nobody is thanked for " + event);
    }
  }

  private static boolean isLastPart(Envelope event) {
    return event.type().equals("payment.received") && event.data().path("amount_due").asLong() == 0;
  }

  /** The part that was paid and what it left, as both were then: more may have come since. */
  private void receipt(Envelope event, InvoiceRecord found, Invoice.Issued now) {
    var currency = Currency.getInstance(event.text("currency"));
    var id = new PaymentId(event.tenant(), event.text("payment"));
    if (payments.find(id).filter(it -> it.state() == Payment.State.APPLIED).isEmpty()) {
      return;
    }
    send(
        found,
        asOf(event.sequence(), now),
        Once.receipt(id.value()),
        new Occasion.PartPayment(
            new Money(event.data().path("amount").longValue(), currency),
            LocalDate.parse(event.text("received_on")),
            reservesInterest(found)));
  }

  private Invoice.Issued asOf(long version, Invoice.Issued now) {
    var none = Money.zero(now.bill().total().currency());
    var credited = none;
    var paid = none;
    for (var entry : invoices.ledger(now.id())) {
      if (entry.sequence() <= version) {
        switch (entry.kind()) {
          case CREDIT -> credited = credited.minus(entry.amount());
          case PAYMENT, REVERSAL -> paid = paid.minus(entry.amount());
          case ISSUED, VOIDED -> {}
        }
      }
    }
    return new Invoice.Open(
        now.id(),
        now.bill(),
        paid,
        credited,
        now.receiptConfirmedAt(),
        false,
        now.createdAt(),
        version);
  }

  private boolean reservesInterest(InvoiceRecord found) {
    return found
        .ladder()
        .flatMap(ladder -> policies.find(ladder.policy()))
        .flatMap(policy -> policy.lateInterest())
        .isPresent();
  }

  /** Not where the money has gone back meanwhile: nothing is settled then. */
  private void thankYou(InvoiceRecord found, Invoice.Issued now) {
    if (now instanceof Invoice.Paid paid) {
      send(found, paid, Once.thankYou(), settled(paid));
    }
  }

  private Occasion settled(Invoice.Paid paid) {
    var last =
        invoices.ledger(paid.id()).stream()
            .filter(entry -> entry.kind() != LedgerEntry.Kind.ISSUED)
            .max(Comparator.comparingLong(LedgerEntry::sequence))
            .orElseThrow();
    if (last.kind() != LedgerEntry.Kind.PAYMENT) {
      return new Occasion.Settled(null, last.valueOn(), null);
    }
    var payment = payments.find(new PaymentId(paid.id().tenant(), last.reference()));
    return new Occasion.Settled(
        last.amount().negated(), last.valueOn(), surplus(payment, paid.id()));
  }

  /** Told once, with the last of the invoices that the payment was for. */
  private static @Nullable Money surplus(Optional<Payment> payment, InvoiceId invoice) {
    return payment
        .filter(it -> it.unallocated().isPositive())
        .filter(it -> it.allocations().getLast().invoice().equals(invoice))
        .map(Payment::unallocated)
        .orElse(null);
  }

  private void send(InvoiceRecord found, Invoice.Issued invoice, Once once, Occasion occasion) {
    var customer = customers.find(invoice.bill().customer());
    if (customer.isPresent()) {
      var open = tenants.open(invoice.id().tenant()).orElseThrow();
      sendMessage.send(
          Matter.of(open, customer.get(), invoice, found.terms()), once, occasion, List.of());
    }
  }
}
