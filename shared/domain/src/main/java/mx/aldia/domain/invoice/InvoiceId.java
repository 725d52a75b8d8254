package mx.aldia.domain.invoice;

import mx.aldia.domain.tenant.TenantId;

/** An invoice: {@code inv_} and a ULID, unique within its tenant. */
public record InvoiceId(TenantId tenant, String value) {}
