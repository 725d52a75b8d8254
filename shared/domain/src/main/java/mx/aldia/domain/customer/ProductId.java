package mx.aldia.domain.customer;

import mx.aldia.domain.tenant.TenantId;

/** A product or service that a tenant sells: {@code prd_} and a ULID, unique within its tenant. */
public record ProductId(TenantId tenant, String value) {}
