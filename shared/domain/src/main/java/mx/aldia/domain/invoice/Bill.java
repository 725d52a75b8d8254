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
    boolean fiscal) {}
