package mx.aldia.cfdi.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mx.aldia.cfdi.Keys;
import mx.aldia.cfdi.catalog.Catalogs;
import mx.aldia.cfdi.document.Documento.Ingreso;
import mx.aldia.cfdi.rules.Rules;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.Customer.TaxData;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.customer.Treatment;
import mx.aldia.domain.invoice.Line;
import mx.aldia.domain.invoice.Parties;
import mx.aldia.domain.invoice.Tax;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.invoice.Withholding;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.problem.Fault;
import mx.aldia.domain.problem.Outcome;
import mx.aldia.domain.problem.Outcome.Done;
import mx.aldia.domain.problem.Outcome.Refused;
import mx.aldia.domain.problem.Problem.Invalid;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.domain.tenant.TenantId;
import mx.aldia.testkit.Property;
import org.junit.jupiter.api.Test;

class FromInvoiceTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final TaxData COMPANY =
      taxData("CLIENTE", "CLI850101AB1", "601", "64000", Optional.empty());
  private static final TaxData NOTHING =
      new TaxData(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  @Test
  void an_invoice_and_its_document_come_to_the_same_total() {
    Property.forAll(
        300,
        (random, _) -> {
          var price = BigDecimal.valueOf(random.nextInt(1, 90_000_000), random.nextInt(2, 7));
          var quantity = BigDecimal.valueOf(random.nextInt(1, 5000), random.nextInt(3));
          var terms =
              terms(
                  Money.MXN,
                  line(quantity, price, 0, new Tax.Iva(new BigDecimal("0.16"))),
                  line(BigDecimal.ONE, new BigDecimal("99.90"), 990, new Tax.IvaExempt()));

          var document = done(FromInvoice.ingreso(invoiced(COMPANY, terms))).element();

          assertThat(new BigDecimal(document.text("Total")))
              .isEqualByComparingTo(terms.totals().total().major());
          assertThat(new Rules(Catalogs.own()).check(document, Rules.CONTENT)).isEmpty();
        });
  }

  @Test
  void it_is_paid_later_unless_it_says_otherwise() {
    var document = done(FromInvoice.ingreso(invoiced(COMPANY, terms(Money.MXN, line())))).element();

    assertThat(document.text("MetodoPago")).isEqualTo("PPD");
    assertThat(document.text("FormaPago")).isEqualTo("99");
    assertThat(document.text("Serie")).isEqualTo("A");
    assertThat(document.text("Folio")).isEqualTo("123");
  }

  @Test
  void everything_that_is_missing_is_told_at_once() {
    assertThat(faults(FromInvoice.ingreso(invoiced(NOTHING, terms(USD, line(USD))))))
        .extracting(Fault::pointer)
        .containsExactly(
            "/customer/rfc",
            "/customer/legal_name",
            "/customer/tax_regime",
            "/customer/postal_code",
            "/exchange_rate");
  }

  @Test
  void an_rfc_without_the_form_of_one_is_told() {
    var data = taxData("CLIENTE", "cli850101ab1", "601", "64000", Optional.empty());

    assertThat(faults(FromInvoice.ingreso(invoiced(data, terms(Money.MXN, line())))))
        .containsExactly(Fault.at("/customer/rfc", "invalid_rfc"));
  }

  @Test
  void a_customer_abroad_needs_no_rfc() {
    var abroad =
        new TaxData(
            Optional.of("ACME"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("US"),
            Optional.of("123456789"));
    var invoice = invoiced(abroad, terms(USD, line(USD)));
    var rated =
        new Invoiced(
            invoice.number(),
            invoice.fecha(),
            invoice.parties(),
            terms(USD, Optional.of(new BigDecimal("17.25")), line(USD)),
            List.of());

    var document = done(FromInvoice.ingreso(rated)).element();

    assertThat(document.child("Receptor").orElseThrow().attributes())
        .containsEntry("Rfc", "XEXX010101000")
        .containsEntry("ResidenciaFiscal", "USA");
    assertThat(new Rules(Catalogs.own()).check(document, Rules.CONTENT)).isEmpty();
  }

  private static Ingreso done(Outcome<Ingreso> outcome) {
    return switch (outcome) {
      case Done<Ingreso>(var ingreso) -> ingreso;
      case Refused<Ingreso>(var problem) -> throw new AssertionError(problem);
    };
  }

  private static List<Fault> faults(Outcome<Ingreso> outcome) {
    return outcome instanceof Refused<Ingreso>(Invalid(var faults)) ? faults : List.of();
  }

  private static Invoiced invoiced(TaxData buyer, Terms terms) {
    return new Invoiced(
        "A-123",
        LocalDateTime.of(2026, 3, 2, 10, 0),
        Parties.of(seller(), buyer(buyer)),
        terms,
        List.of());
  }

  private static Tenant seller() {
    var id = new TenantId("ten_1");
    return new Tenant(
        id,
        "Taller",
        Optional.of("TALLER ESPAÑA"),
        Optional.of(Keys.SELLER),
        Optional.of("601"),
        Optional.of("06600"),
        ZoneId.of("America/Mexico_City"),
        "es-MX",
        Tenant.Mode.TEST,
        Tenant.Cfdi.REQUIRED,
        Optional.empty(),
        Optional.empty(),
        new PolicyId(id, "pol_1"),
        Instant.EPOCH,
        1);
  }

  private static Customer buyer(TaxData tax) {
    return new Customer(
        new CustomerId(new TenantId("ten_1"), "cus_1"),
        "Cliente",
        tax,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Set.of(),
        Treatment.USTED,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Instant.EPOCH,
        1);
  }

  private static TaxData taxData(
      String name, String rfc, String regime, String postalCode, Optional<String> use) {
    return new TaxData(
        Optional.of(name),
        Optional.of(rfc),
        Optional.of(regime),
        Optional.of(postalCode),
        use,
        Optional.empty(),
        Optional.empty());
  }

  private static Terms terms(Currency currency, Line... lines) {
    return terms(currency, Optional.empty(), lines);
  }

  private static Terms terms(Currency currency, Optional<BigDecimal> rate, Line... lines) {
    return new Terms(
        new CustomerId(new TenantId("ten_1"), "cus_1"),
        currency,
        List.of(lines),
        Optional.empty(),
        "A",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        rate,
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        Map.of());
  }

  private static Line line() {
    return line(BigDecimal.TEN, new BigDecimal("10.5"), 0, new Tax.Iva(new BigDecimal("0.16")));
  }

  private static Line line(Currency currency) {
    return new Line(
        Optional.empty(),
        "Asesoría",
        BigDecimal.ONE,
        BigDecimal.TEN,
        Money.zero(currency),
        List.of(new Tax.Iva(BigDecimal.ZERO)),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static Line line(BigDecimal quantity, BigDecimal price, long discount, Tax tax) {
    return new Line(
        Optional.empty(),
        "Asesoría",
        quantity,
        price,
        Money.mxn(discount),
        List.of(tax),
        List.of(new Withholding(Withholding.Kind.ISR, new BigDecimal("0.10"))),
        Optional.of("84111506"),
        Optional.of("E48"));
  }
}
