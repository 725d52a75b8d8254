package mx.aldia.domain.invoice;

import java.util.Optional;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.tenant.Tenant;

/** Who invoiced whom, as both were on the day of issue. */
public record Parties(Party seller, Party buyer) {

  /** One side. */
  public record Party(
      String name,
      Optional<String> legalName,
      Optional<String> rfc,
      Optional<String> taxRegime,
      Optional<String> postalCode) {}

  public static Parties of(Tenant tenant, Customer customer) {
    var tax = customer.tax();
    return new Parties(
        new Party(
            tenant.name(),
            tenant.legalName(),
            tenant.rfc(),
            tenant.taxRegime(),
            tenant.postalCode()),
        new Party(customer.name(), tax.legalName(), tax.rfc(), tax.taxRegime(), tax.postalCode()));
  }
}
