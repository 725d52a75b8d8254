package mx.aldia.sending;

import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.invoice.Invoice;
import mx.aldia.domain.invoice.Terms;
import mx.aldia.domain.money.Money;
import mx.aldia.domain.tenant.Tenant;
import mx.aldia.table.TenantStore;
import mx.aldia.table.TenantTime;

/**
 * What a message is about, as it stands at the moment it is written.
 *
 * @param interest unpaid late interest; zero where none is charged
 */
public record Matter(
    Tenant tenant,
    TenantTime time,
    Customer customer,
    Invoice.Issued invoice,
    Terms terms,
    Money interest) {
  /** Of an invoice on which no late interest is told. */
  public static Matter of(
      TenantStore.Open open, Customer customer, Invoice.Issued invoice, Terms terms) {
    var none = Money.zero(invoice.bill().total().currency());
    return new Matter(open.tenant(), open.time(), customer, invoice, terms, none);
  }
}
