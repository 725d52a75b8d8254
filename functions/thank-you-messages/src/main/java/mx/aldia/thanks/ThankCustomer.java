package mx.aldia.thanks;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import mx.aldia.channels.Attachment;
import mx.aldia.domain.collections.Reason;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.invoice.LedgerEntry;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.RepTiming;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Envelope;
import mx.aldia.letters.Occasion;
import mx.aldia.sending.Matter;
import mx.aldia.sending.SendMessage;
import mx.aldia.sending.Thanks;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.InvoiceRecord;
import mx.aldia.table.InvoiceStore;
import mx.aldia.table.MessageStore;
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
  private static final String REVERSED = "payment_reversed";

  private final TenantStore tenants;
  private final CustomerStore customers;
  private final InvoiceStore invoices;
  private final PaymentStore payments;
  private final PolicyStore policies;
  private final MessageStore messages;
  private final AwaitComplement complements;
  private final SendMessage sendMessage;

  ThankCustomer(
      TenantStore tenants,
      CustomerStore customers,
      InvoiceStore invoices,
      PaymentStore payments,
      PolicyStore policies,
      MessageStore messages,
      AwaitComplement complements,
      SendMessage sendMessage) {
    this.tenants = tenants;
    this.customers = customers;
    this.invoices = invoices;
    this.payments = payments;
    this.policies = policies;
    this.messages = messages;
    this.complements = complements;
    this.sendMessage = sendMessage;
  }

  /**
   * Money came, or all of it has, or there is news of a payment's complement; told ten times it is
   * thanked for once.
   */
  void on(Envelope event) {
    switch (event.type()) {
      case "payment.received", "invoice.paid" -> paid(event);
      case "tax_document.stamped", "tax_document.rejected", "tax_document.delayed" -> news(event);
      default -> throw new IllegalArgumentException("nobody is thanked for " + event);
    }
  }

  private void paid(Envelope event) {
    if (isLastPart(event)) {
      return; // invoice.paid thanks for it
    }
    var found = found(event);
    if (!(found.invoice() instanceof Invoice.Issued invoice) || !invoice.bill().send()) {
      return;
    }
    var books = invoices.ledger(invoice.id());
    Supplier<RepTiming> timing =
        () -> tenants.open(event.tenant()).orElseThrow().tenant().repTiming();
    if (event.type().equals("invoice.paid")) {
      var obstacle = Thanks.obstacle(invoice);
      if (obstacle.isPresent()) {
        withdraw(invoice, Once.thankYou(), obstacle.get());
      } else if (invoice instanceof Invoice.Paid paid && !wasPaidBefore(found, books)) {
        complements
            .of(found, lastPayment(event.tenant(), books), books, timing)
            .ifPresent(complement -> thankYou(found, paid, books, complement));
      }
      return;
    }
    var payment = new PaymentId(event.tenant(), event.text("payment"));
    var currency = Currency.getInstance(event.text("currency"));
    var part =
        new Part(
            payment,
            new Money(event.data().path("amount").longValue(), currency),
            LocalDate.parse(event.text("received_on")),
            event.sequence());
    complements
        .of(found, Optional.of(payment), books, timing)
        .ifPresent(complement -> receipt(found, invoice, part, complement));
  }

  /**
   * What a payment's complement has become: whoever waited for it is thanked now, with it or
   * without; who was thanked without it gets it by itself.
   */
  private void news(Envelope event) {
    var document = new TaxDocumentId(event.tenant(), event.text("tax_document"));
    var known = complements.find(document);
    if (known.flatMap(it -> it.about().payment()).isEmpty()) {
      return;
    }
    var payment = known.get().about().payment().get();
    var found = found(event);
    if (!(found.invoice() instanceof Invoice.Issued invoice)
        || !invoice.bill().send()
        || document.equals(TaxDocumentId.of(invoice.id()))) {
      return;
    }
    var books = invoices.ledger(invoice.id());
    var own =
        LedgerEntry.standing(books).stream()
            .filter(entry -> entry.reference().equals(payment.value()))
            .findFirst();
    if (own.isEmpty()) {
      return;
    }
    var part =
        new Part(payment, own.get().amount().negated(), own.get().valueOn(), own.get().sequence());
    var complement = complements.asItIs(known.get());
    boolean last = lastPayment(event.tenant(), books).filter(payment::equals).isPresent();
    if (invoice instanceof Invoice.Paid paid && last) {
      thankYou(found, paid, books, complement);
    } else if (!wasSettled(part.version(), books, invoice)) {
      receipt(found, invoice, part, complement);
    }
    var said =
        messages
            .find(Once.receipt(payment.value()).message(invoice.id()))
            .or(() -> messages.find(Once.thankYou().message(invoice.id())));
    if (known.get() instanceof TaxDocument.Stamped stamped
        && said.filter(message -> message.at().isBefore(stamped.stampedAt())).isPresent()) {
      send(
          found,
          invoice,
          Once.complement(payment.value()),
          new Occasion.Complement(
              part.amount(), part.receivedOn(), stamped.about().type() == TaxDocument.Type.I),
          complement);
    }
  }

  /**
   * What a payment settled of an invoice.
   *
   * @param version of the invoice, with it
   */
  private record Part(PaymentId payment, Money amount, LocalDate receivedOn, long version) {}

  private InvoiceRecord found(Envelope event) {
    var id = new InvoiceId(event.tenant(), event.text("invoice"));
    return invoices.find(id).orElseThrow(() -> new IllegalStateException("no invoice " + id));
  }

  private static boolean isLastPart(Envelope event) {
    return event.type().equals("payment.received") && event.data().path("amount_due").asLong() == 0;
  }

  /** By money that came for the invoice whose place this one takes. */
  private static boolean wasPaidBefore(InvoiceRecord found, List<LedgerEntry> books) {
    return found.replaces().isPresent()
        && LedgerEntry.settling(books)
            .filter(entry -> entry.at().equals(books.getFirst().at()))
            .isPresent();
  }

  /** The payment that settled it; empty where something else did. */
  private static Optional<PaymentId> lastPayment(TenantId tenant, List<LedgerEntry> books) {
    return LedgerEntry.settling(books)
        .filter(entry -> entry.kind() == LedgerEntry.Kind.PAYMENT)
        .map(entry -> new PaymentId(tenant, entry.reference()));
  }

  /** The part that was paid and what it left, as both were then: more may have come since. */
  private void receipt(
      InvoiceRecord found, Invoice.Issued now, Part part, List<Attachment> complement) {
    var payment = payments.find(part.payment());
    boolean elsewhere =
        found.replacedBy().isEmpty()
            && payment.filter(it -> it.appliedTo(now.id()).isPositive()).isEmpty();
    if (elsewhere || payment.filter(it -> it.state() == Payment.State.APPLIED).isEmpty()) {
      withdraw(now, Once.receipt(part.payment().value()), REVERSED);
      return;
    }
    send(
        found,
        asOf(part.version(), now),
        Once.receipt(part.payment().value()),
        new Occasion.PartPayment(
            part.amount(), part.receivedOn(), reservesInterest(found), !complement.isEmpty()),
        complement);
  }

  private static boolean wasSettled(long version, List<LedgerEntry> books, Invoice.Issued invoice) {
    return books.stream()
        .filter(entry -> entry.sequence() <= version)
        .map(LedgerEntry::amount)
        .reduce(Money.zero(invoice.bill().total().currency()), Money::plus)
        .isZero();
  }

  private Invoice.Issued asOf(long version, Invoice.Issued now) {
    var none = Money.zero(now.bill().total().currency());
    var credited = none;
    var paid = none;
    for (var entry : invoices.ledger(now.id())) {
      if (entry.sequence() <= version) {
        switch (entry.kind()) {
          case CREDIT, CREDIT_VOIDED -> credited = credited.minus(entry.amount());
          case PAYMENT, REVERSAL, REFUND -> paid = paid.minus(entry.amount());
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
  private void thankYou(
      InvoiceRecord found,
      Invoice.Paid paid,
      List<LedgerEntry> books,
      List<Attachment> complement) {
    send(found, paid, Once.thankYou(), settled(paid, books, !complement.isEmpty()), complement);
  }

  private Occasion settled(Invoice.Paid paid, List<LedgerEntry> books, boolean complement) {
    var last = LedgerEntry.settling(books).orElseThrow();
    if (last.kind() != LedgerEntry.Kind.PAYMENT) {
      return new Occasion.Settled(null, last.valueOn(), null, complement);
    }
    var payment = payments.find(new PaymentId(paid.id().tenant(), last.reference()));
    return new Occasion.Settled(
        last.amount().negated(), last.valueOn(), surplus(payment, paid.id()), complement);
  }

  /** Told once, with the last of the invoices that the payment was for. */
  private static @Nullable Money surplus(Optional<Payment> payment, InvoiceId invoice) {
    return payment
        .filter(it -> it.unallocated().isPositive())
        .filter(it -> it.allocations().getLast().invoice().equals(invoice))
        .map(Payment::unallocated)
        .orElse(null);
  }

  private void send(
      InvoiceRecord found,
      Invoice.Issued invoice,
      Once once,
      Occasion occasion,
      List<Attachment> files) {
    var customer = customers.find(invoice.bill().customer());
    if (customer.isPresent()) {
      var open = tenants.open(invoice.id().tenant()).orElseThrow();
      sendMessage.send(
          Matter.of(open, customer.get(), invoice, found.terms()), once, occasion, files);
    } else {
      withdraw(invoice, once, Reason.NO_CHANNEL.code());
    }
  }

  private void withdraw(Invoice.Issued invoice, Once once, String why) {
    var time = tenants.open(invoice.id().tenant()).orElseThrow().time();
    sendMessage.withdraw(time, invoice, once, why);
  }
}
