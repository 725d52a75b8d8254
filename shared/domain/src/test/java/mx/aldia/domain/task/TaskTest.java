package mx.aldia.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mx.aldia.domain.customer.CustomerId;
import mx.aldia.domain.invoice.InvoiceId;
import mx.aldia.domain.payment.PaymentId;
import mx.aldia.domain.tax.TaxDocument;
import mx.aldia.domain.tax.TaxDocumentId;
import mx.aldia.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

class TaskTest {
  private static final TenantId TENANT = new TenantId("ten_1");
  private static final Instant ASKED = Instant.parse("2026-02-02T16:00:00Z");

  @Test
  void a_complement_is_due_by_the_fifth_of_the_month_after_its_money_came() {
    var complement = about(TaxDocument.Type.P);

    assertThat(due(complement.receivedOn(LocalDate.parse("2026-01-31"))))
        .isEqualTo("2026-02-06T06:00:00Z");
    assertThat(due(complement.receivedOn(LocalDate.parse("2026-12-01"))))
        .isEqualTo("2027-01-06T06:00:00Z");
  }

  @Test
  void everything_else_has_its_seventy_two_hours() {
    assertThat(due(about(TaxDocument.Type.I))).isEqualTo("2026-02-05T16:00:00Z");
    assertThat(due(about(TaxDocument.Type.E))).isEqualTo("2026-02-05T16:00:00Z");
  }

  private static Instant due(TaxDocument.About about) {
    var refused = new TaxDocument.Rejected(about, List.of(), 3);
    return Task.of(refused, ASKED).flatMap(Task::due).orElseThrow();
  }

  private static TaxDocument.About about(TaxDocument.Type type) {
    return new TaxDocument.About(
        new TaxDocumentId(TENANT, "tax_1"),
        type,
        new CustomerId(TENANT, "cus_1"),
        List.of(new TaxDocument.Named(new InvoiceId(TENANT, "inv_1"), "A-1")),
        Optional.of(new PaymentId(TENANT, "pay_1")),
        ASKED,
        false);
  }
}
