package mx.aldia.domain.task;

import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.TenantId;

/** A task: {@code tsk_} and what it is about, so that the same thing never has two. */
public record TaskId(TenantId tenant, String value) {
  public static TaskId of(TaxDocumentId document) {
    return new TaskId(document.tenant(), "tsk_" + withoutPrefix(document.value()));
  }

  /** What was declared as paid at once (PUE) is not. */
  public static TaskId unpaid(InvoiceId invoice) {
    return new TaskId(invoice.tenant(), "tsk_" + withoutPrefix(invoice.value()) + "PUE");
  }

  /** It was paid by another form than was declared. */
  public static TaskId otherForm(InvoiceId invoice, PaymentId payment) {
    return new TaskId(
        invoice.tenant(),
        "tsk_%sPUE%s".formatted(withoutPrefix(invoice.value()), withoutPrefix(payment.value())));
  }

  public static TaskId ofCertificate(TenantId tenant, String number) {
    return new TaskId(tenant, "tsk_CSD" + number);
  }

  /** What a payment provider told; only letters and digits of its id are kept. */
  public static TaskId ofProviderEvent(TenantId tenant, String gateway, String id) {
    return new TaskId(tenant, "tsk_" + (gateway + id).replaceAll("[^0-9A-Za-z]", ""));
  }

  private static String withoutPrefix(String id) {
    return id.substring(id.indexOf('_') + 1);
  }
}
