package mx.aldia.domain.invoice;

import mx.aldia.domain.tenant.TenantId;

/** {@code adv_} and the ULID of its invoice, so that an advance has one and no invoice two. */
public record AdvanceId(TenantId tenant, String value) {
  private static final String PREFIX = "adv_";
  private static final String INVOICE = "inv_";

  public static AdvanceId of(InvoiceId invoice) {
    return new AdvanceId(invoice.tenant(), PREFIX + ulid(invoice.value()));
  }

  /** The invoice that says of it what it is. */
  public InvoiceId invoice() {
    return new InvoiceId(tenant, INVOICE + ulid(value));
  }

  private static String ulid(String id) {
    return id.substring(id.indexOf('_') + 1);
  }
}
