package mx.aldia.domain.invoice;

import java.time.LocalDate;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.money.Money;

/**
 * What was issued, once and for all.
 *
 * @param number series and folio; people say "factura A-123"
 * @param issuedOn in the tenant's zone
 * @param dueOn the exact day it is to be paid, in the tenant's zone; never moved by a holiday
 * @param minimumPayment the least a part payment may be
 * @param send whether the customer is written to
 * @param linkGeneration raised to revoke the links given out so far
 * @param fiscal whether it is stamped by a PAC before the customer gets it
 * @param stampedWhenPaid whether each of its payments is stamped instead
 */
public record Bill(
    String number,
    CustomerId customer,
    Money total,
    LocalDate issuedOn,
    LocalDate dueOn,
    Optional<Money> minimumPayment,
    boolean send,
    int linkGeneration,
    boolean fiscal,
    boolean stampedWhenPaid) {
  public Bill {
    if (fiscal && stampedWhenPaid) {
      throw new IllegalArgumentException("stamped at its issue or when it is paid: " + number);
    }
  }

  /** One whose payments are no CFDI of their own. */
  public Bill(
      String number,
      CustomerId customer,
      Money total,
      LocalDate issuedOn,
      LocalDate dueOn,
      Optional<Money> minimumPayment,
      boolean send,
      int linkGeneration,
      boolean fiscal) {
    this(
        number,
        customer,
        total,
        issuedOn,
        dueOn,
        minimumPayment,
        send,
        linkGeneration,
        fiscal,
        false);
  }

  /** As it is, but for the links that were given out: they open nothing any more. */
  Bill withNewLink() {
    return new Bill(
        number,
        customer,
        total,
        issuedOn,
        dueOn,
        minimumPayment,
        send,
        linkGeneration + 1,
        fiscal,
        stampedWhenPaid);
  }
}
