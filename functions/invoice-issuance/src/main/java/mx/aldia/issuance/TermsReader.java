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
import mx.aldia.domain.collections.ReminderPolicy;
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
import mx.aldia.table.InvoiceSources;

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

  private final InvoiceSources sources;

  TermsReader(InvoiceSources sources) {
    this.sources = sources;
  }

  /**
   * What was read; only to be used where the fields had no fault.
   *
   * @param customer as it is now
   * @param policy as it is now, where it is named, or the invoice is issued and sent
   */
  record Read(Terms terms, Optional<Customer> customer, Optional<ReminderPolicy> policy) {}

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
    var found = look(fields, tenant, issuing);
    var customer = customer(fields, found);
    var currency = fields.currency("currency").orElse(Money.MXN);
    var lines = lines(fields, tenant, found, currency, issuing);
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
            policy(fields, found),
            fields
                .minor("minimum_payment")
                .atLeast(1)
                .optional()
                .map(it -> new Money(it, currency)),
            fields.bool("send").orElse(true),
            fields.text("external_id").max(100).optional(),
            fields.metadata("metadata").orElse(Map.of()));
    var read = new Read(terms, customer, found.policy());
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

  /** The customer, where nothing else is named. */
  Optional<Customer> customer(Fields fields, Tenant tenant) {
    return customer(fields, sources.find(customerId(fields, tenant), Optional.empty(), List.of()));
  }

  /** What these fields name, read before they are judged. */
  private InvoiceSources.Found look(Fields fields, Tenant tenant, boolean issuing) {
    var usual =
        issuing && fields.tree("send").asBoolean(true)
            ? Optional.of(tenant.defaultPolicy())
            : Optional.<PolicyId>empty();
    return sources.find(
        customerId(fields, tenant),
        Fields.idIn(fields.tree("reminder_policy"))
            .map(it -> new PolicyId(tenant.id(), it))
            .or(() -> usual),
        fields
            .tree("lines")
            .valueStream()
            .limit(MOST_LINES)
            .flatMap(line -> Fields.idIn(line.path("product")).stream())
            .map(it -> new ProductId(tenant.id(), it))
            .toList());
  }

  private static Optional<CustomerId> customerId(Fields fields, Tenant tenant) {
    return Fields.idIn(fields.tree("customer")).map(it -> new CustomerId(tenant.id(), it));
  }

  private static Optional<Customer> customer(Fields fields, InvoiceSources.Found found) {
    var id = fields.id("customer").required();
    if (!id.isEmpty() && found.customer().isEmpty()) {
      fields.refuse("customer", "no_such_customer");
    }
    return found.customer();
  }

  private static Optional<PolicyId> policy(Fields fields, InvoiceSources.Found found) {
    var id = fields.id("reminder_policy").optional().filter(it -> !it.isEmpty());
    if (id.isPresent() && found.policy().isEmpty()) {
      fields.refuse("reminder_policy", "no_such_policy");
    }
    return id.flatMap(_ -> found.policy().map(ReminderPolicy::id));
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

  private static List<Line> lines(
      Fields fields,
      Tenant tenant,
      InvoiceSources.Found found,
      Currency currency,
      boolean issuing) {
    var reading =
        fields
            .objects("lines")
            .min(1)
            .max(MOST_LINES)
            .<Line>each(line -> line(line, tenant, found, currency));
    return issuing ? reading.required() : reading.orElse(List.of());
  }

  private static Line line(
      Fields fields, Tenant tenant, InvoiceSources.Found found, Currency currency) {
    var product = product(fields, tenant, found, currency);
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

  private static Optional<Product> product(
      Fields fields, Tenant tenant, InvoiceSources.Found found, Currency currency) {
    var id = fields.id("product").optional().filter(it -> !it.isEmpty());
    var product =
        id.flatMap(it -> Optional.ofNullable(found.products().get(new ProductId(tenant.id(), it))));
    if (id.isPresent() && product.isEmpty()) {
      fields.refuse("product", "no_such_product");
    }
    if (product.filter(it -> !it.currency().equals(currency)).isPresent()) {
      fields.refuse("product", "product_in_other_currency", currency.getCurrencyCode());
    }
    return product;
  }
}
