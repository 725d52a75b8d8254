package mx.aldia.domain.customer;

import mx.aldia.domain.tenant.TenantId;

/** A customer of a tenant: {@code cus_} and a ULID, unique within its tenant. */
public record CustomerId(TenantId tenant, String value) {}
