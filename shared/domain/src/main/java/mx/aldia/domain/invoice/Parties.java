package mx.aldia.domain.invoice;

import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.Customer;
import mx.aldia.domain.tenant.CfdiTiming;
import mx.aldia.domain.tenant.Tenant;

/** Who invoiced whom, as both were on the day of issue. */
public record Parties(Party seller, Party buyer) {

  /**
   * One side.
   *
   * @param cfdiUse what the buyer uses it for; the seller has none
   * @param country of the tax residence, ISO 3166-1
   */
  public record Party(
      String name,
      Optional<String> legalName,
      Optional<String> rfc,
      Optional<String> taxRegime,
      Optional<String> postalCode,
      Optional<String> cfdiUse,
      Optional<String> country,
      Optional<String> taxId) {

    /** Whether it is taxed in another country, and so has no RFC. */
    public boolean isAbroad() {
      return country.filter(it -> !List.of("MX", "MEX").contains(it)).isPresent();
    }

    private boolean hasTaxData() {
      return rfc.isPresent()
          && legalName.isPresent()
          && taxRegime.isPresent()
          && postalCode.isPresent();
    }
  }

  /**
   * Whether an invoice between them is a CFDI: where it is up to the tenant, if all is there that
   * one needs.
   */
  public boolean becomesCfdi(Tenant.Cfdi cfdi) {
    return switch (cfdi) {
      case OFF -> false;
      case OPTIONAL -> seller.hasTaxData() && (buyer.isAbroad() || buyer.hasTaxData());
      case REQUIRED -> true;
    };
  }

  /** Whether and when an invoice between them is stamped. */
  public Invoice.Stamping stamping(Tenant.Cfdi cfdi, CfdiTiming timing) {
    if (cfdi == Tenant.Cfdi.OFF) {
      return Invoice.Stamping.NEVER;
    }
    return switch (timing) {
      case ON_ISSUE -> becomesCfdi(cfdi) ? Invoice.Stamping.NOW : Invoice.Stamping.NEVER;
      case ON_PAYMENT -> Invoice.Stamping.WHEN_PAID;
    };
  }

  public static Parties of(Tenant tenant, Customer customer) {
    var tax = customer.tax();
    return new Parties(
        new Party(
            tenant.name(),
            tenant.legalName(),
            tenant.rfc(),
            tenant.taxRegime(),
            tenant.postalCode(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        new Party(
            customer.name(),
            tax.legalName(),
            tax.rfc(),
            tax.taxRegime(),
            tax.postalCode(),
            tax.cfdiUse(),
            tax.country(),
            tax.taxId()));
  }
}
