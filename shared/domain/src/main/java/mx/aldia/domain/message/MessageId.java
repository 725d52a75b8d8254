package mx.aldia.domain.message;

import mx.aldia.domain.tenant.TenantId;

/** A message to a customer: {@code msg_} and a ULID, unique within its tenant. */
public record MessageId(TenantId tenant, String value) {}
