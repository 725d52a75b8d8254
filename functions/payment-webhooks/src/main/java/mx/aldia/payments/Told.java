package mx.aldia.payments;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.payment.Payment;

/**
 * Money that somebody says has come.
 *
 * @param form SAT's c_FormaPago
 * @param reference what the bank or the payer calls it
 * @param receivedOn in the tenant's zone; dates everything
 * @param shares what is meant for each invoice; the rest is the customer's credit
 */
record Told(
    CustomerId customer,
    Money amount,
    Payment.Method method,
    String form,
    Optional<String> reference,
    LocalDate receivedOn,
    List<Share> shares) {
  Told {
    shares = List.copyOf(shares);
  }

  /**
   * At most so much is meant for this invoice; it takes no more than it owes.
   *
   * @param read the invoice as it was when this was told, if it was there
   */
  record Share(InvoiceId invoice, Money most, Optional<Debt> read) {}

  /** A cheque is money once the bank has paid it. */
  boolean mayBounce() {
    return method == Payment.Method.CHEQUE;
  }
}
