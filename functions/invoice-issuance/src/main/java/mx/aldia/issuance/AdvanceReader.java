package mx.aldia.issuance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.Advance;
import mx.aldia.domain.invoice.DueRule;
import mx.aldia.domain.invoice.Tax;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;
import mx.aldia.domain.payment.PaymentForm;
import mx.aldia.domain.tenant.CfdiTiming;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.edge.Fields;

/** What callers say of money that came in advance, with every fault at once. */
final class AdvanceReader {
  private static final List<Tax> USUAL = List.of(new Tax.Iva(new BigDecimal("0.16")));

  private final TermsReader reader;

  AdvanceReader(TermsReader reader) {
    this.reader = reader;
  }

  /**
   * What a caller wants; only to be used where the fields had no fault.
   *
   * @param terms of its invoice
   * @param amount taxes included
   * @param form SAT's c_FormaPago
   */
  record Wanted(
      Terms terms,
      Optional<Customer> customer,
      Money amount,
      Payment.Method method,
      String form,
      Optional<String> reference,
      LocalDate receivedOn) {}

  Wanted read(Fields fields, Tenant tenant, LocalDate today) {
    var customer = reader.customer(fields, tenant);
    var currency = fields.currency("currency").required();
    var amount = new Money(fields.minor("amount").atLeast(1).required(), currency);
    var method = fields.choice("method", Payment.Method.class).required();
    var form = fields.choice("payment_form", PaymentForm.RECEIVED).orElse(method.form());
    var receivedOn = fields.date("received_on").orElse(today);
    if (receivedOn.isAfter(today)) {
      fields.refuse("received_on", "later_than_today", today);
    }
    var taxes =
        TaxReader.taxes(fields).orElse(tenant.cfdi() == Tenant.Cfdi.OFF ? List.of() : USUAL);
    var terms =
        new Terms(
            customer.map(Customer::id).orElse(new CustomerId(tenant.id(), "?")),
            currency,
            fields.valid() ? Advance.lines(amount, taxes) : List.of(),
            Optional.of(new DueRule.DaysAfterIssue(0)),
            TermsReader.series(fields),
            fields.text("po_number").max(40).optional(),
            Optional.of("PUE"),
            Optional.of(form),
            TermsReader.exchangeRate(fields),
            Optional.of(CfdiTiming.ON_ISSUE),
            Optional.empty(),
            Optional.empty(),
            fields.bool("send").orElse(true),
            fields.text("external_id").max(100).optional(),
            fields.metadata("metadata").orElse(Map.of()));
    reader.judge(fields, tenant, today, new TermsReader.Read(terms, customer, Optional.empty()));
    return new Wanted(
        terms,
        customer,
        amount,
        method,
        form,
        fields.text("reference").max(100).optional(),
        receivedOn);
  }
}
