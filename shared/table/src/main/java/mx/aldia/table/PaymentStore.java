package mx.aldia.table;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.event.Event;
import mx.aldia.domain.event.Event.CreditAdded.Source;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Problem;
import mx.aldia.domain.request.Attempt;
import mx.aldia.domain.tenant.TenantId;

/**
 * Payments. One payment, what each invoice takes of it, the end of reminding and the customer's
 * credit are one transaction: money is never half applied.
 */
public final class PaymentStore {
  /** The provider of what no provider told. */
  public static final String MANUAL = "manual";

  /** So often may one reference be recorded and taken back again. */
  private static final int MOST_CORRECTIONS = 20;

  /** Seven writes an invoice and a few of the payment's own fit in one transaction of 100. */
  public static final int MOST_INVOICES = 13;

  /** An invoice whose share of a payment changes is up to nine writes. */
  public static final int MOST_REALLOCATED = 10;

  private final Table table;
  private final Answers answers;

  public PaymentStore(Table table, Answers answers) {
    this.table = table;
    this.answers = answers;
  }

  /** What became of a payment. */
  public enum Saved {
    APPLIED,
    /** The same money was told before; nothing changed. */
    ALREADY_APPLIED,
    /** An invoice changed since it was read: read again and decide again. */
    STALE
  }

  /**
   * An invoice as it was read, and what the payment makes of it.
   *
   * @param reminding what becomes of its reminders
   */
  public record Applied(
      Invoice.Issued was, Invoice.Change change, InvoiceStore.Reminding reminding) {
    /** As money does it that comes: what is settled is not reminded of any more. */
    public Applied(Invoice.Issued was, Invoice.Change change) {
      this(
          was,
          change,
          change.next() instanceof Invoice.Open
              ? new InvoiceStore.Reminding.Unchanged()
              : new InvoiceStore.Reminding.Settle());
    }
  }

  /**
   * What makes money that no provider tells one, however often it is told: the customer's
   * reference, else the request's key, else nothing but this very telling.
   *
   * @return its provider id where it was not told before
   */
  public static String usualName(
      PaymentId id, CustomerId customer, Optional<String> reference, Attempt<?> attempt) {
    return reference
        .map(it -> it.toUpperCase(Locale.ROOT).replaceAll("\\s+", " "))
        .map(words -> customer.value() + ":" + words)
        .or(() -> attempt.key().map(key -> "key-" + key))
        .orElse(id.value());
  }

  /**
   * The name that it has now: a reference that was taken back is free again, so that a slip of the
   * hand can be corrected.
   *
   * @return its provider id; refused where it is recorded
   */
  public Outcome<String> manual(
      PaymentId id, CustomerId customer, Optional<String> reference, Attempt<?> attempt) {
    var name = usualName(id, customer, reference, attempt);
    if (reference.isEmpty()) {
      return Outcome.done(name);
    }
    var latest = id;
    for (int n = 1; n <= MOST_CORRECTIONS; n++) {
      var candidate = n == 1 ? name : name + "#" + n;
      var earlier = find(id.tenant(), MANUAL, candidate);
      if (earlier.isEmpty()) {
        return Outcome.done(candidate);
      }
      latest = earlier.get().id();
      if (earlier.get().state() != Payment.State.REVERSED) {
        break;
      }
    }
    return Outcome.refused(Problem.Conflict.of("payment_already_recorded", latest.value()));
  }

  /** The payment of this provider's money, if it was told. */
  public Optional<Payment> find(TenantId tenant, String provider, String providerId) {
    return table.get(Keys.payment(tenant, provider, providerId)).map(PaymentStore::payment);
  }

  public Optional<Payment> find(PaymentId id) {
    return table
        .get(Keys.pointer(id.tenant(), id.value()))
        .filter(row -> row.text("sk").equals(Keys.PAYMENT))
        .flatMap(row -> table.get(new Key(row.text("pk"), row.text("sk"))))
        .map(PaymentStore::payment);
  }

  /** Stores money received with all it does. */
  public Saved apply(
      TenantTime time, Payment payment, List<Applied> invoices, Attempt<Payment> attempt) {
    var tenant = payment.id().tenant();
    var transaction = table.transaction();
    insert(transaction, payment);
    invoices.forEach(it -> write(transaction, time, it));
    credit(transaction, time, payment, payment.unallocated());
    answers.remember(transaction, tenant, attempt, payment);
    var failed = answers.commit(transaction);
    if (failed.isEmpty()) {
      return Saved.APPLIED;
    }
    return failed.contains("payment") ? Saved.ALREADY_APPLIED : Saved.STALE;
  }

  /** Adds a payment that was not told before to a transaction that holds more than it. */
  static void insert(Transaction transaction, Payment payment) {
    transaction
        .insert("payment", item(payment))
        .insert(
            "pointer",
            Item.at(Keys.pointer(payment.id().tenant(), payment.id().value()))
                .text("pk", key(payment).pk())
                .text("sk", key(payment).sk()));
  }

  /**
   * Changes a payment (a cheque clears, money goes back) with what that does to its invoices.
   *
   * @param credit what it adds to the customer's credit; negative takes away
   */
  public Saved change(
      TenantTime time,
      Payment was,
      Payment next,
      List<Applied> invoices,
      Money credit,
      Attempt<Payment> attempt) {
    var transaction = table.transaction().replace("payment", item(next), was.version());
    invoices.forEach(it -> write(transaction, time, it));
    credit(transaction, time, next, credit);
    answers.remember(transaction, was.id().tenant(), attempt, next);
    return answers.commit(transaction).isEmpty() ? Saved.APPLIED : Saved.STALE;
  }

  /** Adds a payment that other invoices take now to a transaction that holds more than it. */
  static void move(Transaction transaction, Payment was, Payment next) {
    transaction.replace("payment", item(next), was.version());
  }

  private static void write(Transaction transaction, TenantTime time, Applied applied) {
    InvoiceStore.write(transaction, time, applied.was(), applied.change(), applied.reminding());
  }

  private static void credit(
      Transaction transaction, TenantTime time, Payment payment, Money amount) {
    if (amount.isZero() || payment.state() == Payment.State.PENDING) {
      return;
    }
    credit(
        transaction,
        time,
        payment.customer(),
        amount,
        payment.id().value(),
        payment.version(),
        new Source.Paid(payment.id()));
  }

  /**
   * Adds to a customer's credit, or takes from it, in a transaction of its reason.
   *
   * @param carrier the id of what the credit comes from, at this version of it
   */
  static void credit(
      Transaction transaction,
      TenantTime time,
      CustomerId customer,
      Money amount,
      String carrier,
      long version,
      Source source) {
    transaction.update(
        "account",
        Keys.account(customer),
        new Transaction.Updating().add(amount.currency().getCurrencyCode(), amount.minor()));
    if (amount.isPositive()) {
      Outbox.write(
          transaction,
          time,
          Keys.partition(customer),
          customer.value(),
          carrier,
          version,
          time.now(),
          List.of(new Event.CreditAdded(customer, source, amount)));
    }
  }

  /** What the customer has paid beyond its invoices, in one currency. */
  public Money credit(CustomerId customer, Currency currency) {
    return table
        .get(Keys.account(customer))
        .flatMap(row -> row.maybeNumber(currency.getCurrencyCode()))
        .map(minor -> new Money(minor, currency))
        .orElse(Money.zero(currency));
  }

  /** A tenant's payments, oldest first. */
  public Listed<Payment> list(
      TenantTime time, Instant beginning, Optional<String> after, int limit) {
    return Listed.of(
        Months.entries(table, time, "PAYMENT", beginning, after),
        limit,
        table::getAll,
        row -> Optional.of(payment(row)));
  }

  /** A customer's payments, oldest first. */
  public Listed<Payment> ofCustomer(
      CustomerId customer, Predicate<Payment> wanted, Optional<String> after, int limit) {
    return Listed.of(
        table.index(
            "byOwner",
            Keys.partition(customer),
            Optional.of(after.orElse("P#")),
            Optional.of("P#~")),
        limit,
        table::getAll,
        row -> Optional.of(payment(row)).filter(wanted));
  }

  /** The payments that an invoice's books name, oldest first. */
  public List<Payment> ofInvoice(InvoiceId invoice) {
    return table
        .query(Keys.partition(invoice), Keys.LEDGER)
        .map(InvoiceItems::ledger)
        .filter(entry -> entry.reference().startsWith("pay_"))
        .map(entry -> new PaymentId(invoice.tenant(), entry.reference()))
        .distinct()
        .flatMap(id -> find(id).stream())
        .toList();
  }

  private static Key key(Payment payment) {
    return Keys.payment(payment.id().tenant(), payment.provider(), payment.providerId());
  }

  private static Item item(Payment payment) {
    var id = payment.id();
    var place = Stamp.of(payment.createdAt()) + "#" + id.value();
    var allocations = Json.array();
    for (var allocation : payment.allocations()) {
      allocations
          .addObject()
          .put("invoice", allocation.invoice().value())
          .put("amount", allocation.amount().minor());
    }
    return Item.at(key(payment))
        .text("tenant", id.tenant().value())
        .text("id", id.value())
        .text("customer", payment.customer().value())
        .number("amount", payment.amount().minor())
        .text("currency", payment.amount().currency().getCurrencyCode())
        .text("method", payment.method().name())
        .text("form", payment.form())
        .text("provider", payment.provider())
        .text("providerId", payment.providerId())
        .text("reference", payment.reference())
        .date("receivedOn", payment.receivedOn())
        .text("state", payment.state().name())
        .text("allocations", Json.write(allocations))
        .instant("createdAt", payment.createdAt())
        .number("version", payment.version())
        .ownedBy(Keys.partition(payment.customer()), "P#" + place)
        .inMonth(Keys.month(id.tenant(), "PAYMENT", Stamp.month(payment.createdAt())), place);
  }

  private static Payment payment(Row row) {
    var tenant = new TenantId(row.text("tenant"));
    var currency = Currency.getInstance(row.text("currency"));
    return new Payment(
        new PaymentId(tenant, row.text("id")),
        new CustomerId(tenant, row.text("customer")),
        new Money(row.number("amount"), currency),
        Payment.Method.valueOf(row.text("method")),
        row.text("form"),
        row.text("provider"),
        row.text("providerId"),
        row.maybeText("reference"),
        row.date("receivedOn"),
        Payment.State.valueOf(row.text("state")),
        Json.stream(
                Json.read(row.text("allocations")),
                node ->
                    new Payment.Allocation(
                        new InvoiceId(tenant, node.get("invoice").textValue()),
                        new Money(node.get("amount").longValue(), currency)))
            .toList(),
        row.instant("createdAt"),
        row.number("version"));
  }
}
