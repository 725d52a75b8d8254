package mx.aldia.domain.payment;

import mx.aldia.domain.tenant.TenantId;

/** A payment received: {@code pay_} and a ULID, unique within its tenant. */
public record PaymentId(TenantId tenant, String value) {}
