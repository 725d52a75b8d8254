package mx.aldia.domain.invoice;

import mx.aldia.domain.tenant.TenantId;

/** {@code crn_} and a ULID. */
public record CreditNoteId(TenantId tenant, String value) {}
