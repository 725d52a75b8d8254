package mx.aldia.domain.invoice;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mx.aldia.domain.collections.PolicyId;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.tenant.CfdiTiming;

/**
 * What tenant and customer agreed: what an invoice says. Free to change while it is a draft,
 * immutable from then on.
 *
 * @param series the folio series; the number is {@code series-folio}
 * @param paymentMethod PUE or PPD
 * @param paymentForm SAT's c_FormaPago, two digits
 * @param exchangeRate pesos for one unit of the currency on the day of issue; empty in pesos
 * @param cfdiTiming when it becomes a CFDI, where that is not as with others
 * @param send whether the customer is mailed on issue and reminded
 */
public record Terms(
    CustomerId customer,
    Currency currency,
    List<Line> lines,
    Optional<DueRule> due,
    String series,
    Optional<String> poNumber,
    Optional<String> paymentMethod,
    Optional<String> paymentForm,
    Optional<BigDecimal> exchangeRate,
    Optional<CfdiTiming> cfdiTiming,
    Optional<PolicyId> policy,
    Optional<Money> minimumPayment,
    boolean send,
    Optional<String> externalId,
    Map<String, String> metadata) {
  public Terms {
    lines = List.copyOf(lines);
    metadata = Map.copyOf(metadata);
  }

  /** In pesos, or where no document for SAT is made of it. */
  public Terms(
      CustomerId customer,
      Currency currency,
      List<Line> lines,
      Optional<DueRule> due,
      String series,
      Optional<String> poNumber,
      Optional<String> paymentMethod,
      Optional<String> paymentForm,
      Optional<PolicyId> policy,
      Optional<Money> minimumPayment,
      boolean send,
      Optional<String> externalId,
      Map<String, String> metadata) {
    this(
        customer,
        currency,
        lines,
        due,
        series,
        poNumber,
        paymentMethod,
        paymentForm,
        Optional.empty(),
        Optional.empty(),
        policy,
        minimumPayment,
        send,
        externalId,
        metadata);
  }

  /** When it becomes a CFDI as the customer or the business has it. */
  public Terms(
      CustomerId customer,
      Currency currency,
      List<Line> lines,
      Optional<DueRule> due,
      String series,
      Optional<String> poNumber,
      Optional<String> paymentMethod,
      Optional<String> paymentForm,
      Optional<BigDecimal> exchangeRate,
      Optional<PolicyId> policy,
      Optional<Money> minimumPayment,
      boolean send,
      Optional<String> externalId,
      Map<String, String> metadata) {
    this(
        customer,
        currency,
        lines,
        due,
        series,
        poNumber,
        paymentMethod,
        paymentForm,
        exchangeRate,
        Optional.empty(),
        policy,
        minimumPayment,
        send,
        externalId,
        metadata);
  }

  /**
   * The same, declared otherwise.
   *
   * @param method PUE or PPD
   * @param form SAT's c_FormaPago
   */
  public Terms paying(Optional<String> method, Optional<String> form) {
    return new Terms(
        customer,
        currency,
        lines,
        due,
        series,
        poNumber,
        method,
        form,
        exchangeRate,
        cfdiTiming,
        policy,
        minimumPayment,
        send,
        externalId,
        metadata);
  }

  public Totals totals() {
    return Totals.of(currency, lines);
  }
}
