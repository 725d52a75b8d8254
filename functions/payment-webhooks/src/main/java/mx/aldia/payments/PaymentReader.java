package mx.aldia.payments;

import java.time.LocalDate;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentForm;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.edge.Fields;
import mx.aldia.edge.ListField;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.PaymentStore;

/** What callers say of money, with every fault at once; also those that only the table knows. */
final class PaymentReader {
  private final Debts debts;
  private final CustomerStore customers;

  PaymentReader(Debts debts, CustomerStore customers) {
    this.debts = debts;
    this.customers = customers;
  }

  /** Money for one invoice, in its currency. */
  Told forInvoice(Fields fields, Debt debt, LocalDate today) {
    var amount = new Money(fields.minor("amount").atLeast(1).required(), debt.currency());
    if (fields.valid()) {
      notTooLittle(fields, amount, debt, Money.zero(debt.currency()));
    }
    sameCurrency(fields, "currency", fields.currency("currency").orElse(debt.currency()), debt);
    var shares = List.of(new Told.Share(debt.invoice().id(), amount, Optional.of(debt)));
    return told(fields, today, debt.customer(), amount, shares);
  }

  /** One movement of the bank, for any number of a customer's invoices. */
  Told forCustomer(Fields fields, TenantId tenant, LocalDate today) {
    var currency = fields.currency("currency").required();
    var agreedCurrency = fields.valid() ? Optional.of(currency) : Optional.<Currency>empty();
    var minor = fields.minor("amount").atLeast(1).required();
    var customer = customer(fields, tenant);
    var agreed = new Agreed(customer, agreedCurrency, Map.of());
    var shares = shares(fields, tenant, agreed).orElse(List.of());
    var amount = new Money(minor, currency);
    notTooMuch(fields, shares, amount);
    return told(fields, today, customer.orElse(new CustomerId(tenant, "")), amount, shares);
  }

  /** All that invoices are to take of a payment, which is known. */
  List<Told.Share> forPayment(Fields fields, Payment payment) {
    var amount = payment.amount();
    var agreed =
        new Agreed(
            Optional.of(payment.customer()),
            Optional.of(amount.currency()),
            payment.allocations().stream()
                .collect(
                    Collectors.toMap(Payment.Allocation::invoice, Payment.Allocation::amount)));
    var shares = shares(fields, payment.id().tenant(), agreed).required();
    notTooMuch(fields, shares, amount);
    return shares;
  }

  private ListField<Told.Share> shares(Fields fields, TenantId tenant, Agreed agreed) {
    return fields
        .objects("allocations")
        .max(PaymentStore.MOST_INVOICES)
        .each(one -> share(one, tenant, agreed));
  }

  /**
   * What all allocations of one payment have in common, as far as it could be read.
   *
   * @param had what an invoice has of it by now
   */
  private record Agreed(
      Optional<CustomerId> customer,
      Optional<Currency> currency,
      Map<InvoiceId, Money> had,
      Set<InvoiceId> seen) {
    Agreed(Optional<CustomerId> customer, Optional<Currency> currency, Map<InvoiceId, Money> had) {
      this(customer, currency, had, new HashSet<>());
    }
  }

  /** Empty where there was a fault. */
  private Optional<CustomerId> customer(Fields fields, TenantId tenant) {
    var id = fields.id("customer").required();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    var customer = new CustomerId(tenant, id);
    if (customers.find(customer).isEmpty()) {
      fields.refuse("customer", "no_such_customer");
      return Optional.empty();
    }
    return Optional.of(customer);
  }

  private Told.Share share(Fields fields, TenantId tenant, Agreed agreed) {
    var id = new InvoiceId(tenant, fields.id("invoice").required());
    var idRead = fields.valid();
    var minor = fields.minor("amount").atLeast(1).required();
    var amountRead = fields.valid();
    var amount = new Money(minor, agreed.currency().orElse(Money.MXN));
    var debt = idRead ? debts.find(id) : Optional.<Debt>empty();
    if (idRead && debt.isEmpty()) {
      fields.refuse("invoice", "no_such_invoice");
    } else if (idRead && !agreed.seen().add(id)) {
      fields.refuse("invoice", "repeated");
    }
    debt.ifPresent(
        it -> {
          if (agreed.customer().filter(who -> !it.customer().equals(who)).isPresent()) {
            fields.refuse("invoice", "other_customer");
          }
          agreed.currency().ifPresent(said -> sameCurrency(fields, "invoice", said, it));
          if (amountRead && fields.valid() && agreed.currency().isPresent()) {
            var nothing = Money.zero(amount.currency());
            notTooLittle(fields, amount, it, agreed.had().getOrDefault(id, nothing));
          }
        });
    return new Told.Share(id, amount, debt);
  }

  private static Told told(
      Fields fields, LocalDate today, CustomerId customer, Money amount, List<Told.Share> shares) {
    var method = fields.choice("method", Payment.Method.class).required();
    var form = fields.choice("payment_form", PaymentForm.RECEIVED).orElse(method.form());
    var receivedOn = fields.date("received_on").orElse(today);
    if (receivedOn.isAfter(today)) {
      fields.refuse("received_on", "later_than_today", today);
    }
    var reference = fields.text("reference").max(100).optional();
    return new Told(customer, amount, method, form, reference, receivedOn, shares);
  }

  private static void notTooMuch(Fields fields, List<Told.Share> shares, Money amount) {
    if (fields.valid() && sum(shares, amount.currency()).compareTo(amount) > 0) {
      fields.refuse("allocations", "allocations_exceed_amount", amount);
    }
  }

  private static void notTooLittle(Fields fields, Money amount, Debt debt, Money had) {
    debt.leastInsteadOf(amount, had)
        .ifPresent(least -> fields.refuse("amount", "below_minimum_payment", least));
  }

  private static void sameCurrency(Fields fields, String name, Currency said, Debt debt) {
    if (!said.equals(debt.currency())) {
      fields.refuse(name, "other_currency", debt.currency().getCurrencyCode());
    }
  }

  private static Money sum(List<Told.Share> shares, Currency currency) {
    return shares.stream().map(Told.Share::most).reduce(Money.zero(currency), Money::plus);
  }
}
