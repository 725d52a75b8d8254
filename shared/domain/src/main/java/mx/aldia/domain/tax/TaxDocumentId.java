package mx.aldia.domain.tax;

import mx.aldia.domain.invoice.CreditNoteId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.tenant.TenantId;

/**
 * A document for SAT: {@code tax_} and the ULID of what it is made of, so that the same thing never
 * has two.
 */
public record TaxDocumentId(TenantId tenant, String value) {
  public static TaxDocumentId of(InvoiceId invoice) {
    return new TaxDocumentId(invoice.tenant(), "tax_" + ulid(invoice.value()));
  }

  public static TaxDocumentId of(PaymentId payment) {
    return new TaxDocumentId(payment.tenant(), "tax_" + ulid(payment.value()));
  }

  public static TaxDocumentId of(CreditNoteId creditNote) {
    return new TaxDocumentId(creditNote.tenant(), "tax_" + ulid(creditNote.value()));
  }

  /** What an invoice is stamped as when a part of it is paid. */
  public static TaxDocumentId of(InvoiceId invoice, PaymentId payment) {
    return new TaxDocumentId(
        invoice.tenant(), "tax_" + ulid(payment.value()) + ulid(invoice.value()));
  }

  /** The credit note that a document of type {@code E} is of. */
  public CreditNoteId creditNote() {
    return new CreditNoteId(tenant, "crn_" + ulid(value));
  }

  /**
   * The one that takes this one's place.
   *
   * @param n the how-manieth, from 1
   */
  public TaxDocumentId renewed(int n) {
    return new TaxDocumentId(tenant, value + "r" + n);
  }

  private static String ulid(String id) {
    return id.substring(id.indexOf('_') + 1);
  }
}
