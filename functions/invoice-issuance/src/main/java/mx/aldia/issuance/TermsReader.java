package mx.aldia.issuance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.customer.Product;
import mx.aldia.domain.customer.ProductId;
import mx.aldia.domain.invoice.DueRule;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.tax.TaxWords;
import mx.aldia.domain.tenant.CfdiTiming;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.Field;
import mx.aldia.edge.Fields;
import mx.aldia.table.CustomerStore;
import mx.aldia.table.PolicyStore;
import mx.aldia.table.ProductStore;

/**
 * What an invoice says, as a caller tells it, every fault at once. What a draft has is judged as at
 * issue; only what is absent may wait until then.
 */
final class TermsReader {
  private static final Pattern SERIES = Pattern.compile("[A-Z0-9]{1,10}");
  private static final String USUAL_SERIES = "A";
  private static final int MOST_LINES = 300;
  private static final int MOST_DAYS = 3650;

  /** A million millions in major units: more is a slip of the hand, and sums never overflow. */
  private static final BigDecimal LARGEST = new BigDecimal("1000000000000");

  private final CustomerStore customers;
  private final ProductStore products;
  private final PolicyStore policies;

  TermsReader(CustomerStore customers, ProductStore products, PolicyStore policies) {
    this.customers = customers;
    this.products = products;
    this.policies = policies;
  }

  /**
   * What was read; only to be used where the fields had no fault.
   *
   * @param customer as it is now
   */
  record Read(Terms terms, Optional<Customer> customer) {}

  /**
   * Reads every field of an invoice.
   *
   * @param today in the tenant's zone: an invoice is not due before it is issued
   * @param issuing whether nothing may wait any more
   */
  Read read(Fields fields, Tenant tenant, LocalDate today, boolean issuing) {
    return read(fields, tenant, today, today, issuing);
  }

  /**
   * The same of what takes another's place: it may keep a due date that has come and gone.
   *
   * @param earliest the first day it may be due on
   */
  Read read(Fields fields, Tenant tenant, LocalDate today, LocalDate earliest, boolean issuing) {
    var customer = customer(fields, tenant);
    var currency = fields.currency("currency").orElse(Money.MXN);
    var lines = lines(fields, tenant, currency, issuing);
    var due = due(fields, earliest, issuing);
    var terms =
        new Terms(
            customer.map(Customer::id).orElse(new CustomerId(tenant.id(), "?")),
            currency,
            lines,
            due,
            series(fields),
            fields.text("po_number").max(40).optional(),
            fields.choice("payment_method", List.of("PUE", "PPD")).optional(),
            fields.choice("payment_form", TaxWords.PAYMENT_FORMS).optional(),
            exchangeRate(fields),
            fields.choice("cfdi_timing", CfdiTiming.class).optional(),
            policy(fields, tenant),
            fields
                .minor("minimum_payment")
                .atLeast(1)
                .optional()
                .map(it -> new Money(it, currency)),
            fields.bool("send").orElse(true),
            fields.text("external_id").max(100).optional(),
            fields.metadata("metadata").orElse(Map.of()));
    var read = new Read(terms, customer);
    if (issuing) {
      judge(fields, tenant, today, read);
    } else {
      weigh(fields, terms);
    }
    return read;
  }

  static String series(Fields fields) {
    return fields.text("series").matching(SERIES, "not_a_series").orElse(USUAL_SERIES);
  }

  static Optional<BigDecimal> exchangeRate(Fields fields) {
    return fields.decimal("exchange_rate").above("0").atMost("1000000").optional();
  }

  /** What only the whole can be judged by, when nothing may wait any more. */
  void judge(Fields fields, Tenant tenant, LocalDate today, Read read) {
    weigh(fields, read.terms());
    read.customer()
        .ifPresent(
            customer -> {
              if (customer.requiredFields().contains("po_number")
                  && read.terms().poNumber().isEmpty()) {
                fields.refuse("po_number", "customer_requires");
              }
              var parties = Parties.of(tenant, customer);
              if (tenant.cfdi() == Tenant.Cfdi.REQUIRED) {
                taxData(fields, parties);
              }
              switch (parties.stamping(
                  tenant.cfdi(), FiscalTerms.timing(tenant, customer, read.terms()))) {
                case NOW -> FiscalTerms.judge(fields, read.terms(), today);
                case WHEN_PAID -> FiscalTerms.judgeWhenPaid(fields, read.terms());
                case NEVER -> {}
              }
            });
    if (read.terms().send() && tenant.support().isEmpty()) {
      fields.refuse("send", "support_contact_missing");
    }
  }

  private static void taxData(Fields fields, Parties parties) {
    var seller = parties.seller();
    ours(fields, "rfc", seller.rfc());
    ours(fields, "legal_name", seller.legalName());
    ours(fields, "postal_code", seller.postalCode());
    ours(fields, "tax_regime", seller.taxRegime());
    var buyer = parties.buyer();
    if (buyer.isAbroad()) {
      return;
    }
    theirs(fields, "rfc", buyer.rfc());
    theirs(fields, "legal_name", buyer.legalName());
    theirs(fields, "postal_code", buyer.postalCode());
    theirs(fields, "tax_regime", buyer.taxRegime());
    theirs(fields, "cfdi_use", buyer.cfdiUse());
  }

  private static void ours(Fields fields, String name, Optional<String> value) {
    if (value.isEmpty()) {
      fields.refuse("issue", "tenant_lacks_tax_data", name);
    }
  }

  private static void theirs(Fields fields, String name, Optional<String> value) {
    if (value.isEmpty()) {
      fields.refuse("customer", "customer_lacks_tax_data", name);
    }
  }

  private static void weigh(Fields fields, Terms terms) {
    if (!fields.valid() || terms.lines().isEmpty()) {
      return;
    }
    var total = terms.totals().total();
    if (!total.isPositive()) {
      fields.refuse("lines", "total_not_positive");
    } else if (total.major().compareTo(LARGEST) > 0) {
      fields.refuse("lines", "too_large", LARGEST.toPlainString());
    } else if (terms.minimumPayment().filter(it -> it.compareTo(total) > 0).isPresent()) {
      fields.refuse("minimum_payment", "too_large", total.minor());
    }
  }

  Optional<Customer> customer(Fields fields, Tenant tenant) {
    var id = fields.id("customer").required();
    var found =
        id.isEmpty() ? Optional.<Customer>empty() : customers.find(new CustomerId(tenant.id(), id));
    if (!id.isEmpty() && found.isEmpty()) {
      fields.refuse("customer", "no_such_customer");
    }
    return found;
  }

  private Optional<PolicyId> policy(Fields fields, Tenant tenant) {
    var id = fields.id("reminder_policy").optional();
    if (id.filter(it -> !it.isEmpty()).isEmpty()) {
      return Optional.empty();
    }
    var policy = new PolicyId(tenant.id(), id.get());
    if (policies.find(policy).isEmpty()) {
      fields.refuse("reminder_policy", "no_such_policy");
    }
    return Optional.of(policy);
  }

  private static Optional<DueRule> due(Fields fields, LocalDate earliest, boolean issuing) {
    var date =
        fields
            .date("due_date")
            .where(it -> !it.isBefore(earliest), "due_before_issue", earliest.toString())
            .optional();
    var days = fields.integer("days_until_due", 0, MOST_DAYS).optional();
    if (date.isPresent() && days.isPresent()) {
      fields.refuse("days_until_due", "either_date_or_days");
    }
    if (date.isEmpty() && days.isEmpty() && issuing) {
      fields.refuse("due_date", "required");
    }
    return date.<DueRule>map(DueRule.On::new)
        .or(() -> days.map(it -> new DueRule.DaysAfterIssue(it.intValue())));
  }

  private List<Line> lines(Fields fields, Tenant tenant, Currency currency, boolean issuing) {
    var reading =
        fields
            .objects("lines")
            .min(1)
            .max(MOST_LINES)
            .<Line>each(line -> line(line, tenant, currency));
    return issuing ? reading.required() : reading.orElse(List.of());
  }

  private Line line(Fields fields, Tenant tenant, Currency currency) {
    var product = product(fields, tenant, currency);
    var description =
        of(fields.text("description").max(1000).multiline(), product, Product::description);
    var quantity = fields.decimal("quantity").above("0").atMost("1000000000").required();
    var price = of(fields.decimal("unit_price"), product, Product::unitPrice);
    var discount = new Money(fields.minor("discount").orElse(0L), currency);
    var taxes = TaxReader.taxes(fields);
    var withholdings = TaxReader.withholdings(fields);
    var productKey =
        fields
            .text("sat_product_key")
            .matching(TaxWords.PRODUCT_KEY, "not_a_product_key")
            .optional();
    var unitKey =
        fields.text("sat_unit_key").matching(TaxWords.UNIT_KEY, "not_a_unit_key").optional();
    if (fields.valid("quantity", "unit_price", "discount")) {
      weigh(fields, quantity.multiply(price), discount);
    }
    return new Line(
        product.map(Product::id),
        description,
        quantity,
        price,
        discount,
        taxes.or(() -> product.map(Product::taxes)).orElse(List.of()),
        withholdings,
        productKey.or(() -> product.flatMap(Product::satProductKey)),
        unitKey.or(() -> product.flatMap(Product::satUnitKey)));
  }

  private static void weigh(Fields line, BigDecimal amount, Money discount) {
    if (amount.compareTo(LARGEST) > 0) {
      line.refuse("unit_price", "too_large", LARGEST.toPlainString());
    } else if (Money.of(amount, discount.currency()).compareTo(discount) < 0) {
      line.refuse("discount", "discount_above_amount");
    }
  }

  private static <T> T of(
      Field<T> field, Optional<Product> product, Function<Product, T> fallback) {
    return product.isPresent()
        ? field.optional().orElseGet(() -> fallback.apply(product.get()))
        : field.required();
  }

  private Optional<Product> product(Fields fields, Tenant tenant, Currency currency) {
    var id = fields.id("product").optional().filter(it -> !it.isEmpty());
    var found = id.flatMap(it -> products.find(new ProductId(tenant.id(), it)));
    if (id.isPresent() && found.isEmpty()) {
      fields.refuse("product", "no_such_product");
    }
    if (found.filter(it -> !it.currency().equals(currency)).isPresent()) {
      fields.refuse("product", "product_in_other_currency", currency.getCurrencyCode());
    }
    return found;
  }
}
